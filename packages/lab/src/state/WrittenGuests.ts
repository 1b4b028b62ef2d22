import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LabGuest, World } from '../world';

interface Written {
  /** What is kept of one world says nothing about another. */
  cluster: string;
  /** As the API left them; null: it destroyed them. */
  guests: Record<string, LabGuest | null>;
}

/**
 * The guests that were created, changed or destroyed by the API. They outlive the lab, as
 * they would outlive a restart of a real cluster; what the control endpoint does is gone.
 */
export class WrittenGuests {
  private saved: Promise<void> = Promise.resolve();

  private constructor(
    private readonly file: string,
    private written: Written,
  ) {}

  static async open(folder: string, cluster: string): Promise<WrittenGuests> {
    const file = path.join(folder, 'lab-guests.json');
    const kept = await readFile(file, 'utf8').then(
      text => JSON.parse(text) as Written,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') {
          throw error;
        }
        return undefined;
      },
    );
    return new WrittenGuests(
      file,
      kept?.cluster === cluster ? kept : { cluster, guests: {} },
    );
  }

  /** The world with what was written into it. */
  over(world: World): World {
    const { guests } = this.written;
    const isHere = ({ node }: LabGuest) =>
      world.nodes.some(({ name }) => name === node);
    const written = Object.values(guests)
      .filter((guest): guest is LabGuest => guest !== null && isHere(guest))
      .map(guest => ({ ...guest, unreported: undefined }));
    return {
      ...world,
      guests: [
        ...world.guests.filter(({ vmid }) => !(vmid in guests)),
        ...written,
      ].sort((a, b) => a.vmid - b.vmid),
    };
  }

  async set(vmid: number, guest: LabGuest | undefined): Promise<void> {
    this.written.guests[vmid] = guest ?? null;
    await this.save(() => this.replaceFile());
  }

  async clear(): Promise<void> {
    this.written = { ...this.written, guests: {} };
    await this.save(() => rm(this.file, { force: true }));
  }

  /** One after another: two at a time would share the half-written file. */
  private save(work: () => Promise<void>): Promise<void> {
    this.saved = this.saved.then(work, work);
    return this.saved;
  }

  private async replaceFile(): Promise<void> {
    await writeFile(
      `${this.file}.new`,
      `${JSON.stringify(this.written, undefined, 2)}\n`,
    );
    await rename(`${this.file}.new`, this.file);
  }
}

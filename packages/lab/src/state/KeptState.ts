import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Certificate } from '../certificates/selfSignedCertificate';

const keptSchema = z.object({
  /** Secret of the Proxmox tokens. */
  tokenSecret: z.string(),
  /** Of those that may write. */
  writingSecret: z.string().default(() => randomUUID()),
  /** Of the control endpoint. */
  controlToken: z.string(),
  ports: z.record(z.string(), z.number().int()),
  certificates: z.record(
    z.string(),
    z.object({ key: z.string(), cert: z.string(), fingerprint: z.string() }),
  ),
});
type Kept = z.infer<typeof keptSchema>;

/**
 * What must be the same after a restart, so that a portal that was connected
 * stays connected: ports, certificates, secrets. One file that only its owner may read.
 */
export class KeptState {
  private constructor(readonly folder: string, private readonly kept: Kept) {}

  static async open(folder: string): Promise<KeptState> {
    await mkdir(folder, { recursive: true });
    const file = path.join(folder, 'lab-state.json');
    const kept = existsSync(file)
      ? keptSchema.parse(JSON.parse(await readFile(file, 'utf8')))
      : {
          tokenSecret: randomUUID(),
          writingSecret: randomUUID(),
          controlToken: randomBytes(24).toString('base64url'),
          ports: {},
          certificates: {},
        };
    return new KeptState(folder, kept);
  }

  get tokenSecret(): string {
    return this.kept.tokenSecret;
  }

  get writingSecret(): string {
    return this.kept.writingSecret;
  }

  get controlToken(): string {
    return this.kept.controlToken;
  }

  port(name: string): number | undefined {
    return this.kept.ports[name];
  }

  setPort(name: string, port: number): void {
    this.kept.ports[name] = port;
  }

  /** The certificate of a server; made the first time it is asked for. */
  certificate(name: string, make: () => Certificate): Certificate {
    this.kept.certificates[name] ??= make();
    return this.kept.certificates[name];
  }

  async save(): Promise<void> {
    await writeFile(
      path.join(this.folder, 'lab-state.json'),
      `${JSON.stringify(this.kept, undefined, 2)}\n`,
      { mode: 0o600 },
    );
  }
}

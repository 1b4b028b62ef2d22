import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LabTask } from '../servers/proxmox/tasks/TaskBoard';

/** The tasks of the nodes, as a node keeps them beyond a restart. */
export class KeptTasks {
  private saved: Promise<void> = Promise.resolve();

  private constructor(
    private readonly file: string,
    readonly tasks: LabTask[],
  ) {}

  static async open(folder: string): Promise<KeptTasks> {
    const file = path.join(folder, 'lab-tasks.json');
    return new KeptTasks(
      file,
      existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : [],
    );
  }

  save(tasks: LabTask[]): Promise<void> {
    const text = `${JSON.stringify(tasks, undefined, 2)}\n`;
    const work = async () => {
      await writeFile(`${this.file}.new`, text);
      await rename(`${this.file}.new`, this.file);
    };
    this.saved = this.saved.then(work, work);
    return this.saved;
  }
}

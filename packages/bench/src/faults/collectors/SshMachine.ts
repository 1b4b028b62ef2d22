import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

export type CommandFault =
  | 'hang'
  | 'exit'
  | 'killed'
  | 'truncated'
  | 'html'
  | 'empty'
  | 'slow-drip'
  | 'endless';

/** Which commands of the machine a fault hits. */
export interface CommandTarget {
  program: 'pvesh' | 'tar';
  /** Of `pvesh`: only paths that begin like this. */
  below?: string;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * Both programs ask at each start what shall go wrong. One that hangs or drips ends
 * with the fault, so that nothing is left on the machine that runs this.
 */
const SPOIL = `
spoil() { # the file that holds the right output, and how much of it a truncated one has
  case "$mode" in
    hang) while [ -s "$dir/mode" ]; do sleep 0.1; done ;;
    exit) echo boom >&2; exit 2 ;;
    killed) kill -9 $$ ;;
    truncated) head -c "$2" "$1" ;;
    html) echo '<!DOCTYPE html><html><body>Sign in</body></html>' ;;
    empty) echo '[]' ;;
    slow-drip) while [ -s "$dir/mode" ] && printf ' '; do sleep 0.1; done ;;
    endless) yes '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[' ;;
  esac
}
`;

function head(dir: string, program: string): string {
  return `#!/bin/sh
dir=${quoted(dir)}
mode=
[ "$(cat "$dir/program")" = ${program} ] && mode=$(cat "$dir/mode")
${SPOIL}`;
}

/**
 * A machine that can be read over SSH like a Proxmox node, in a folder: `pvesh`
 * answers from files, and `tar` is the real one unless a fault is set.
 */
export class SshMachine {
  private constructor(private readonly dir: string) {}

  static async create(dir: string): Promise<SshMachine> {
    const machine = new SshMachine(dir);
    await mkdir(machine.bin, { recursive: true });
    await machine.repair();
    await machine.program(
      'pvesh',
      `[ "$1" = get ] || exit 99
case "$2" in "$(cat "$dir/below")"*) ;; *) mode= ;; esac
name="$dir/answers/$(printf %s "$2" | tr / _)"
if [ -n "$mode" ]; then spoil "$name" 400; exit 0; fi
if [ -f "$name" ]; then cat "$name"; exit 0; fi
echo "No 'get' handler defined for '$2'" >&2
exit 1
`,
    );
    await machine.program(
      'tar',
      `real=/bin/tar
[ -x "$real" ] || real=/usr/bin/tar
if [ -n "$mode" ]; then
  "$real" "$@" > "$dir/archive"
  spoil "$dir/archive" 4000
  exit 0
fi
exec "$real" "$@"
`,
    );
    return machine;
  }

  /** Goes first in the PATH of the sessions. */
  get bin(): string {
    return path.join(this.dir, 'bin');
  }

  get pvesh(): string {
    return path.join(this.bin, 'pvesh');
  }

  /** What stands for `/etc/pve`. */
  get root(): string {
    return path.join(this.dir, 'pve');
  }

  /** @param answers - what `pvesh get` prints, by path of the API */
  async answer(answers: ReadonlyMap<string, unknown>): Promise<void> {
    const folder = path.join(this.dir, 'answers');
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    for (const [apiPath, data] of answers) {
      const name = apiPath.replaceAll('/', '_');
      await writeFile(path.join(folder, name), JSON.stringify(data));
    }
  }

  async break(fault: CommandFault, target: CommandTarget): Promise<void> {
    await this.set('program', target.program);
    await this.set('below', target.below ?? '/');
    await this.set('mode', fault);
  }

  async repair(): Promise<void> {
    await this.set('mode', '');
    await this.set('program', 'none');
    await this.set('below', '/');
  }

  private set(name: string, value: string): Promise<void> {
    return writeFile(path.join(this.dir, name), value);
  }

  private async program(name: string, text: string): Promise<void> {
    const file = path.join(this.bin, name);
    await writeFile(file, `${head(this.dir, name)}${text}`);
    await chmod(file, 0o755);
  }
}

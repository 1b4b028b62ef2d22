import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { TestSshd } from '@sankofa/plugin-itops-node/testUtils';

/** A machine that can be read over SSH like a Proxmox node: guest files and a `pvesh`. */
export interface FakeNode {
  dir: string;
  /** The section `ssh` of the configuration that leads here. */
  ssh: Record<string, unknown>;
  /** Commands that `pvesh` was called with. */
  stop(): void;
}

/** What `pvesh get <path>` prints, or how it fails. */
export type PveshAnswers = Record<
  string,
  { data: unknown } | { code: number; stderr: string }
>;

function fileName(apiPath: string): string {
  return apiPath.replaceAll('/', '_');
}

/**
 * Lays out guest files and a `pvesh` that answers from files, as the real one does: JSON on
 * standard output, errors on standard error, and an exit code.
 */
export function fakeNode(
  sshd: TestSshd,
  options: {
    files: Record<string, string>;
    pvesh: PveshAnswers;
  },
): FakeNode {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'itops-pve-'));
  const root = path.join(dir, 'etc pve'); // a blank: quoting must hold
  mkdirSync(root);
  for (const [name, content] of Object.entries(options.files)) {
    mkdirSync(path.join(root, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  const answers = path.join(dir, 'answers');
  mkdirSync(answers);
  for (const [apiPath, answer] of Object.entries(options.pvesh)) {
    const name = path.join(answers, fileName(apiPath));
    if ('data' in answer) {
      writeFileSync(`${name}.out`, JSON.stringify(answer.data));
    } else {
      writeFileSync(`${name}.err`, answer.stderr);
      writeFileSync(`${name}.code`, String(answer.code));
    }
  }
  const pvesh = path.join(dir, 'pvesh');
  writeFileSync(
    pvesh,
    `#!/bin/sh
[ "$1" = get ] && [ "$3 $4" = "--output-format json" ] || exit 99
name='${answers}'/$(printf %s "$2" | tr / _)
if [ -f "$name.out" ]; then cat "$name.out"; exit 0; fi
if [ -f "$name.code" ]; then cat "$name.err" >&2; exit "$(cat "$name.code")"; fi
echo "No 'get' handler defined for '$2'" >&2
exit 1
`,
    { mode: 0o755 },
  );
  const privateKeyFile = path.join(dir, 'key');
  writeFileSync(privateKeyFile, sshd.privateKey, { mode: 0o600 });
  return {
    dir,
    ssh: {
      host: sshd.host,
      port: sshd.port,
      user: sshd.username,
      privateKeyFile,
      hostKey: sshd.hostKey,
      root,
      pvesh,
    },
    stop() {
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

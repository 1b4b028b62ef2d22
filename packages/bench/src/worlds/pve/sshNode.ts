import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startSshd } from '@sankofa/plugin-itops-node/testUtils';
import { clusterAnswers, clusterFiles } from './answers';

/** A member of the cluster that is reached over SSH: guest files and a `pvesh`. */
export interface SshNode {
  /** What stands for `/etc/pve`. */
  root: string;
  host: string;
  port: number;
  user: string;
  privateKey: string;
  privateKeyFile: string;
  hostKey: string;
  pvesh: string;
  stop(): Promise<void>;
}

/** Answers from files, as fast as a shell can: the real one takes a second to start. */
function pveshScript(answers: string): string {
  return `#!/bin/sh
exec cat '${answers}'/"$(printf %s "$2" | tr / _)"
`;
}

async function layOut(dir: string, guests: number): Promise<void> {
  for (const [name, text] of clusterFiles(guests)) {
    const file = path.join(dir, 'pve', name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const answers = path.join(dir, 'answers');
  await mkdir(answers);
  for (const [name, data] of clusterAnswers(guests)) {
    if (!name.endsWith('/pending')) {
      await writeFile(
        path.join(answers, name.replaceAll('/', '_')),
        JSON.stringify(data),
      );
    }
  }
  await writeFile(path.join(dir, 'pvesh'), pveshScript(answers), {
    mode: 0o755,
  });
}

/** Starts a real OpenSSH server in front of the files of a cluster. */
export async function startSshNode(guests: number): Promise<SshNode> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'itops-bench-'));
  try {
    await layOut(dir, guests);
    const sshd = await startSshd();
    const privateKeyFile = path.join(dir, 'key');
    await writeFile(privateKeyFile, sshd.privateKey, { mode: 0o600 });
    return {
      root: path.join(dir, 'pve'),
      host: sshd.host,
      port: sshd.port,
      user: sshd.username,
      privateKey: sshd.privateKey,
      privateKeyFile,
      hostKey: sshd.hostKey,
      pvesh: path.join(dir, 'pvesh'),
      async stop() {
        await sshd.stop();
        await rm(dir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(dir, { recursive: true, force: true });
    throw error;
  }
}

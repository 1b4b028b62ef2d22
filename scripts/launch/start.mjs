import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildFrontend } from './frontend.mjs';
import { writeDemoConfig } from './demoConfig.mjs';
import { launch } from './process.mjs';
import { nodeTransform, root, state } from './paths.mjs';
import { freePort } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { Failure, elapsedSeconds, say, step } from './say.mjs';
import { prepare } from './toolchain.mjs';

/** Prefixes the lines of a part with its name. */
function relay(part, stream, { quiet = false } = {}) {
  let rest = '';
  stream.on('data', chunk => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    if (!quiet) {
      lines.forEach(line => process.stdout.write(`[${part}] ${line}\n`));
    }
  });
}

/** Waits for a sign of readiness; gives up when the part ends or the time is over. */
async function ready(part, seconds, probe) {
  const deadline = Date.now() + seconds * 1000;
  let over;
  part.ended.then(why => (over = why));
  for (;;) {
    if (over) {
      throw new Failure(
        `${over} before it was ready. Its last lines above say why.`,
      );
    }
    if (await probe()) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Failure(
        `${part.name} was not ready after ${seconds} s. Its lines above say how far it came.`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}

function answers(url) {
  return fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    answer => answer.ok,
    () => false,
  );
}

/**
 * Starts a program of the lab, which writes a configuration and one line of JSON
 * when it is ready.
 *
 * @param options.program - its file, from packages/lab/src
 * @param options.folder - where it may write
 */
async function startFromLab({ node, env }, options) {
  const { name, program, folder, args, quiet = false } = options;
  const configFile = path.join(folder, 'app-config.generated.yaml');
  await mkdir(folder, { recursive: true });
  const part = launch(
    name,
    node,
    [
      '--no-warnings',
      '--require',
      nodeTransform,
      path.join(root, 'packages/lab/src', program),
      '--config-out',
      configFile,
      ...args,
    ],
    { cwd: root, env },
  );
  let firstLine = '';
  part.child.stdout.on('data', chunk => (firstLine += chunk));
  relay(path.basename(folder), part.child.stderr, { quiet });
  await step(`Starting ${name[0].toLowerCase()}${name.slice(1)}`, () =>
    ready(part, 60, async () => firstLine.includes('\n')),
  );
  return { ...part, configFile, firstLine };
}

async function startLab(tools) {
  const folder = path.join(state, 'lab');
  const lab = await startFromLab(tools, {
    name: 'The demo site',
    program: 'cli.ts',
    folder,
    args: ['--state', folder, '--execution'],
  });
  await writeFile(path.join(folder, 'ready.json'), lab.firstLine);
  return lab;
}

/** A real OpenID provider with the people of the demo, a process of its own. */
function startIdentity(tools, portalUrl) {
  return startFromLab(tools, {
    name: 'The identity provider',
    program: 'identity/cli.ts',
    folder: path.join(state, 'identity'),
    args: [
      // Where people are sent back to after a sign-in, and after a step-up.
      ...['--redirect', `${portalUrl}/api/auth/oidc/handler/frame`],
      ...['--redirect', `${portalUrl}/api/itops/v1/step-up/callback`],
    ],
    quiet: process.env.ITOPS_LOGS === 'quiet',
  });
}

/** One place to stop everything, in the reverse order of the start, exactly once. */
function closer() {
  const parts = [];
  let closing;
  return {
    /** A part that comes too late is stopped at once, and so is the start. */
    async add(part) {
      if (closing) {
        await part.stop();
        throw new Failure('Stopped during the start.');
      }
      parts.push(part);
    },
    close() {
      closing ??= (async () => {
        for (const part of [...parts].reverse()) {
          await part.stop();
        }
      })();
      return closing;
    },
  };
}

/** Resolves at the first Ctrl-C or request to end, from the first moment on. */
function interruption() {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => resolve());
    }
  });
}

async function startParts({ tools, all, frontendPort }) {
  const postgres = await startPostgres(path.join(state, 'postgres'));
  await all.add({ stop: () => postgres.stop() });
  const lab = await startLab(tools);
  await all.add(lab);
  const port = await freePort(Number(process.env.ITOPS_PORT ?? 7007));
  const identity = await startIdentity(tools, `http://localhost:${port}`);
  await all.add(identity);
  const demoConfig = await writeDemoConfig({ postgres, port, frontendPort });
  return {
    lab,
    identity,
    port,
    configs: [
      path.join(root, 'app-config.yaml'),
      lab.configFile,
      identity.configFile,
      demoConfig,
      path.join(root, 'app-config.local.yaml'),
    ]
      .filter(file => existsSync(file))
      .flatMap(file => ['--config', file]),
  };
}

function startBackend({ tools, configs }) {
  const backend = launch(
    'The backend',
    tools.node,
    ['--require', nodeTransform, 'src/index.ts', ...configs],
    {
      cwd: path.join(root, 'packages/backend'),
      env: {
        ...tools.env,
        NODE_ENV: 'development',
        NODE_OPTIONS: `${tools.env.NODE_OPTIONS} --no-warnings`.trim(),
      },
    },
  );
  const verbose = process.env.ITOPS_LOGS !== 'quiet';
  relay('backend', backend.child.stdout, { quiet: !verbose });
  relay('backend', backend.child.stderr, { quiet: !verbose });
  return backend;
}

/**
 * Starts parts and keeps them until one dies (exit code 1) or somebody says
 * stop: 0 once everything ran, 130 during the start. Nothing is left running.
 *
 * @param start - resolves with the parts that must not end
 */
async function withParts(start) {
  const all = closer();
  const stopped = interruption().then(() => 'stopped');
  const starting = start(all);
  try {
    const parts = await Promise.race([starting, stopped]);
    if (parts === 'stopped') {
      say('Stopping …');
      return 130;
    }
    const reason = await Promise.race([
      stopped,
      ...parts.map(part => part.ended),
    ]);
    if (reason === 'stopped') {
      say('Stopping …');
      return 0;
    }
    say(`${reason}. Stopping the rest.`);
    return 1;
  } finally {
    await all.close();
    await Promise.allSettled([starting]);
    say('Stopped');
  }
}

/** `npm start`: the portal with the demo site, on one port. */
export function runStart() {
  return withParts(async all => {
    const tools = await prepare();
    await buildFrontend(tools);
    const { lab, identity, port, configs } = await startParts({ tools, all });
    const backend = startBackend({ tools, configs });
    await all.add(backend);
    await step('Starting the backend', () =>
      ready(backend, 120, () =>
        answers(`http://127.0.0.1:${port}/.backstage/health/v1/readiness`),
      ),
    );
    say(
      `Ready after ${elapsedSeconds()} s: open \u001b[1mhttp://localhost:${port}/it\u001b[0m and sign in as one of the demo's people, or with "Enter" as guest (here with IT rights). Ctrl-C stops everything.`,
    );
    return [backend, lab, identity];
  });
}

/** `yarn dev`: the same with Backstage's own development servers and hot reload. */
export function runDev() {
  return withParts(async all => {
    const tools = await prepare();
    const frontendPort = await freePort(3000);
    const { lab, identity, configs } = await startParts({
      tools,
      all,
      frontendPort,
    });
    const portal = launch(
      'The development server',
      tools.node,
      [
        path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
        'repo',
        'start',
        ...configs,
      ],
      { cwd: root, env: tools.env },
    );
    relay('portal', portal.child.stdout);
    relay('portal', portal.child.stderr);
    await all.add(portal);
    await ready(portal, 180, () =>
      answers(`http://127.0.0.1:${frontendPort}/`),
    );
    say(`Ready: http://localhost:${frontendPort}/it`);
    return [portal, lab, identity];
  });
}

/** The generated configuration and the running lab, for tools that work against a started portal. */
export async function readDemoState() {
  const file = path.join(state, 'demo.json');
  return existsSync(file)
    ? JSON.parse(await readFile(file, 'utf8'))
    : undefined;
}

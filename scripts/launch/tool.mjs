import path from 'node:path';
import { run } from './process.mjs';
import { local, nodeTransform, root } from './paths.mjs';
import { startPostgres } from './postgres.mjs';
import { prepare } from './toolchain.mjs';

const tools = {
  itops: { entry: 'packages/cli/src/main.ts', database: false },
  bench: { entry: 'packages/bench/src/main.ts', database: true },
  faults: { entry: 'packages/bench/src/faults/main.ts', database: true },
};

/** A PostgreSQL of its own for one command: an existing one by environment variable, else a throw-away one. */
export async function withTestPostgres(env, action) {
  const variable = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';
  if (env[variable]) {
    return action({ ...env, BACKSTAGE_TEST_DISABLE_DOCKER: '1' });
  }
  const postgres = await startPostgres(
    path.join(local, `test-postgres-${process.pid}`),
    ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
  );
  try {
    return await action({
      ...env,
      [variable]: postgres.url,
      BACKSTAGE_TEST_DISABLE_DOCKER: '1',
    });
  } finally {
    await postgres.stop();
    await postgres.remove();
  }
}

/** Runs a program of the repository on the prepared toolchain, from the caller's folder. */
export async function runTool(name, args) {
  const { entry, database } = tools[name];
  const { node, env } = await prepare();
  const start = environment =>
    run(
      node,
      [
        '--no-warnings',
        '--require',
        nodeTransform,
        path.join(root, entry),
        ...args,
      ],
      {
        cwd: process.env.INIT_CWD ?? process.cwd(),
        env: environment,
      },
    );
  return database ? withTestPostgres(env, start) : start(env);
}

#!/usr/bin/env node
/**
 * The one entry behind `npm start`, `npm test` and the other npm scripts. It
 * needs Node 20 or newer and npm, nothing else: a fitting Node, Yarn, the
 * dependencies and PostgreSQL are brought by the steps below.
 */
import { runStart, runDev } from './launch/start.mjs';
import { runTest } from './launch/test.mjs';
import { runE2e } from './launch/e2e.mjs';
import { runReset } from './launch/reset.mjs';
import { runTool } from './launch/tool.mjs';
import { Failure, say } from './launch/say.mjs';

const commands = {
  start: runStart,
  dev: runDev,
  test: runTest,
  e2e: runE2e,
  reset: runReset,
  itops: args => runTool('itops', args),
  bench: args => runTool('bench', args),
  faults: args => runTool('faults', args),
};

const [name, ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  say(
    `Unknown command "${name ?? ''}". One of: ${Object.keys(commands).join(
      ', ',
    )}.`,
  );
  process.exit(64);
}
try {
  process.exitCode = (await command(args)) ?? 0;
} catch (error) {
  if (error instanceof Failure) {
    say(error.message);
    process.exitCode = error.exitCode;
  } else {
    throw error;
  }
}

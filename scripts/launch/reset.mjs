import { rm } from 'node:fs/promises';
import path from 'node:path';
import { state } from './paths.mjs';
import { removePostgres } from './postgres.mjs';
import { say } from './say.mjs';

/** `npm run reset`: the demo's database, lab and secrets go; the toolchain stays. */
export async function runReset() {
  await removePostgres(path.join(state, 'postgres'));
  await rm(state, { recursive: true, force: true });
  say(
    'Local state is wiped. The next "npm start" begins with an empty database.',
  );
}

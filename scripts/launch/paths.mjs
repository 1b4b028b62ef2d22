import { fileURLToPath } from 'node:url';
import path from 'node:path';

export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** Everything the launcher makes lives here; ignored by git, wiped by `npm run reset`. */
export const local = path.join(root, '.local');
/** Node and Yarn: kept by `npm run reset`, they hold no state. */
export const toolchain = path.join(local, 'toolchain');
/** The demo's database, lab and generated configuration. */
export const state = process.env.ITOPS_STATE
  ? path.resolve(root, process.env.ITOPS_STATE)
  : path.join(local, 'state');

export const nodeTransform = path.join(
  root,
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);

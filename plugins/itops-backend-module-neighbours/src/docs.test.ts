import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NODE_SCRIPT } from './clients/nodeScript';

it('is documented with the command that it runs', () => {
  const page = path.resolve(
    // eslint-disable-next-line no-restricted-syntax
    __dirname,
    '../../../docs/connect/neighbours.md',
  );
  expect(readFileSync(page, 'utf8')).toContain(
    `command="${NODE_SCRIPT}",restrict ssh-ed25519 `,
  );
});

import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The running portal, as its launcher describes it. */
export interface Portal {
  /** Where the pages are. */
  url: string;
  /** Where the lab takes faults and changes. */
  control: { url: string; token: string };
}

function json(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Reads where the portal under test is. */
export function portal(): Portal {
  const state = process.env.ITOPS_E2E_STATE;
  if (!state) {
    throw new Error(
      'ITOPS_E2E_STATE names no state folder of a running portal. `npm run e2e` starts one and sets it.',
    );
  }
  return {
    url: json(path.join(state, 'demo.json')).portal,
    control: json(path.join(state, 'lab/ready.json')).control,
  };
}

/** Screenshots and what was seen when a test failed; ignored by git. */
export const reportFolder = path.resolve(
  __dirname,
  '../../../../e2e-test-report',
);

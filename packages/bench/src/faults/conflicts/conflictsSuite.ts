import { FaultSuite } from '../faultSuite';
import { conflictRow } from './conflictRow';

const SUITE = 'conflicts';

/** Contradictions about addresses, seeded into generated sites. */
export const conflictsSuite: FaultSuite = {
  id: SUITE,
  title: 'seeded conflicts of addresses, found by the rules',
  async run(context) {
    const row = conflictRow(SUITE);
    context.progress(`${row.case}: ${row.violations} violations`);
    return [row];
  },
};

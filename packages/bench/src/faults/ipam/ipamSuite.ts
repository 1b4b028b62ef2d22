import { Knex } from 'knex';
import { withDatabase } from '../../database';
import { BenchPortal } from '../../worlds/portal/startPortal';
import { conflictRow } from '../conflicts';
import { FaultContext, FaultRow, FaultSuite, faultRow } from '../faultSuite';
import { ipamCases } from './ipamCases';

const RUNS = 50;
/** Guests of a site that was read: without one nothing can be called free. */
const GUESTS = 20;

/** Every case so many times, through the HTTP API of a portal of its own. */
export async function runIpamCases(
  context: FaultContext,
  knex: Knex,
  databaseUrl: string,
  runs: number,
): Promise<FaultRow[]> {
  const portal = await BenchPortal.start(knex, {
    databaseUrl,
    catalog: 'guests',
  });
  try {
    await portal.collect(GUESTS);
    const rows: FaultRow[] = [];
    for (const [block, { name, note, check }] of ipamCases.entries()) {
      const violations: string[] = [];
      for (let run = 0; run < runs; run++) {
        const found = await check({ portal, knex, block, run });
        violations.push(...found.map(what => `run ${run}: ${what}`));
      }
      context.progress(`${name}: ${violations.length} violations`);
      rows.push(faultRow('ipam', name, { runs, violations, note }));
    }
    return rows;
  } finally {
    await portal.stop();
  }
}

/** Many writers want addresses at once; and two statements about one contradict each other. */
export const ipamSuite: FaultSuite = {
  id: 'ipam',
  title:
    'addresses that many want at once, over HTTP with permissions, and seeded conflicts',
  async run(context) {
    const rows = await withDatabase(context, (knex, url) =>
      runIpamCases(context, knex, url, RUNS),
    );
    const conflicts = conflictRow('ipam');
    context.progress(`${conflicts.case}: ${conflicts.violations} violations`);
    return [...rows, conflicts];
  },
};

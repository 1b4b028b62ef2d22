import { findSshd } from '@sankofa/plugin-itops-node/testUtils';
import { withDatabase } from '../../database';
import { FaultRow, FaultSuite, faultRow, skippedRow } from '../faultSuite';
import { FaultBed } from './FaultCase';
import { startApiBed } from './apiBed';
import { checkCase } from './checkCase';
import { startDeclaredBed } from './declaredBed';
import { startSshBed } from './sshBed';
import { startWebBed } from './webBed';

const SUITE = 'collectors';

interface BedPlan {
  title: string;
  start(): Promise<FaultBed>;
  /** What is missing on this machine. */
  missing?: string;
}

const BEDS: BedPlan[] = [
  { title: 'proxmox over the API', start: startApiBed },
  {
    title: 'proxmox over SSH',
    start: startSshBed,
    missing: findSshd() ? undefined : 'no sshd (install openssh-server)',
  },
  { title: 'declared files', start: startDeclaredBed },
  { title: 'declared file behind a URL', start: startWebBed },
];

/**
 * Every way in which a source can fail, against the product's collectors, runner, store,
 * site and findings: nothing may be lost, freed, resolved or called healthy by it.
 */
export const collectorsSuite: FaultSuite = {
  id: SUITE,
  title: 'sources that fail, on a real PostgreSQL',
  async run(context) {
    const rows: FaultRow[] = [];
    const engines = new Set<string>();
    for (const { title, start, missing } of BEDS) {
      if (missing) {
        rows.push(skippedRow(SUITE, title, missing));
      } else {
        const bed = await start();
        try {
          for (const faultCase of bed.cases) {
            const began = performance.now();
            const outcome = await withDatabase(
              {
                postgresUrl: context.postgresUrl,
                note: line => engines.add(line),
              },
              knex => checkCase(bed, faultCase, { knex }),
            ).catch(notChecked);
            const row = faultRow(SUITE, `${title}: ${faultCase.name}`, outcome);
            rows.push(row);
            const seconds = ((performance.now() - began) / 1000).toFixed(1);
            context.progress(
              `${row.case}: ${row.violations} violations, ${seconds} s`,
            );
          }
        } finally {
          await bed.close();
        }
      }
    }
    engines.forEach(engine => context.note(engine));
    return rows;
  },
};

/** What cannot be checked is no promise that was kept; the other cases are worth as much as before. */
function notChecked(error: Error) {
  return { runs: 0, violations: [`not checked: ${error.message}`], note: '' };
}

import { withDatabase } from '../../database';
import { FaultRow, FaultSuite, faultRow } from '../faultSuite';
import { Fleet } from './Fleet';
import { replicaCases } from './replicaCases';

const REPLICAS = 3;

/** Three portals on one PostgreSQL, one of which is killed. */
export const replicasSuite: FaultSuite = {
  id: 'replicas',
  title: `${REPLICAS} portals on one database`,
  async run(context) {
    return withDatabase(context, (knex, databaseUrl) =>
      Fleet.with({ knex, databaseUrl, size: REPLICAS }, async fleet => {
        const rows: FaultRow[] = [];
        for (const { name, check } of replicaCases) {
          const outcome = await check(fleet);
          context.progress(`${name}: ${outcome.violations.length} violations`);
          rows.push(faultRow('replicas', name, outcome));
        }
        return rows;
      }),
    );
  },
};

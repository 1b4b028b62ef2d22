import { CrashPoint } from '@sankofa/plugin-itops-backend/src/changes/CallRunner';
import { ChangeVerb } from '@sankofa/site-model';
import { withDatabase } from '../../database';
import { FaultContext, FaultRow, FaultSuite } from '../faultSuite';
import { ChangeSite } from './ChangeSite';
import { killRow } from './killRow';
import { latencies } from './latencies';
import { PLACES, refusalRows, staleRow } from './refusalRows';
import { secretsRow } from './secretsRow';
import { lostAnswersRow, manyAtOnceRow, pausedRow } from './workerRows';

/** How much of everything is done. */
export interface ChangeRuns {
  /** Default: all. */
  verbs?: readonly ChangeVerb[];
  /** Default: nothing that needs a portal that looks for work by itself, and a second one. */
  together?: {
    /** Each way in which an answer gets lost. */
    losses: number;
    /** Changes at once. */
    atOnce: number;
    pauses: number;
  };
  /** Kills at each point. */
  kills: number;
  /** Default: all. */
  points?: readonly CrashPoint[];
  /** Changes that are timed; none where it is left out. */
  timed?: number;
}

/** For figures; `ITOPS_CHANGE_KILLS` makes fewer kills of it. */
const FULL: ChangeRuns = {
  together: { losses: 3, atOnce: 20, pauses: 3 },
  kills: Number(process.env.ITOPS_CHANGE_KILLS ?? 20),
  timed: 50,
};

/** All cases, on one database and one cluster. */
export async function runChangeCases(
  context: FaultContext,
  runs: ChangeRuns,
): Promise<FaultRow[]> {
  return withDatabase(context, (knex, databaseUrl) =>
    ChangeSite.with({ knex, databaseUrl, places: PLACES }, async site => {
      const rows: FaultRow[] = [];
      const done = (row: FaultRow) => {
        context.progress(`${row.case}: ${row.violations} violations`);
        rows.push(row);
      };
      const first = await site.addPortal();
      await site.prepare(first);
      if (runs.timed) {
        context.note(await latencies(site, first, runs.timed));
      }
      rows.push(...(await refusalRows(context, site, first, runs.verbs)));
      const portals = [first];
      if (runs.together) {
        const { atOnce, losses, pauses } = runs.together;
        const second = await site.addPortal();
        portals.push(second);
        done(await lostAnswersRow(site, first, losses));
        done(await manyAtOnceRow(site, portals, atOnce));
        done(await pausedRow(site, [first, second], pauses));
      }
      await Promise.all(portals.map(portal => site.removePortal(portal)));
      done(await killRow(context, site, runs.kills, runs.points));
      const door = await site.addPortal();
      done(await staleRow(site, door, runs.verbs));
      done(await secretsRow(site, [...portals, door]));
      return rows;
    }),
  );
}

/** Governed change of a cluster, with everything against it. */
export const changeSuite: FaultSuite = {
  id: 'change',
  title: 'governed changes of a cluster, over HTTP with permissions',
  run: context => runChangeCases(context, FULL),
};

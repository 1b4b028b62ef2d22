import { NotFoundError } from '@backstage/errors';
import { CollectionResult } from '@sankofa/plugin-itops-node';
import { SOURCE_SCOPE } from '@sankofa/site-model';
import { Knex } from 'knex';
import { HeldRemovalRecord } from '../removals/HeldRemovalRecord';
import { OpenPass, ReadScope } from './intervals';
import { InvalidResultError } from './InvalidResultError';
import {
  FinishedRun,
  ObservationStore,
  PassRef,
  PassRegistration,
  RunRequest,
  RunTrigger,
  StartedRun,
} from './ObservationStore';
import { matchFacts } from './matchFacts';
import { planRun } from './planRun';
import { PlanWriter } from './PlanWriter';
import { readScopes } from './readScopes';
import { withoutLesser } from './withoutLesser';
import {
  OpenFactRow,
  OPEN_SCOPE_COLUMNS,
  PassRow,
  OpenScopeRow,
  isoOf,
  openFactOf,
  openScopeOf,
  whereOf,
} from './rows';
import { RunPlan, RunRules } from './RunPlan';
import { settleOrder } from './settleOrder';
import { SupersededRunError } from './SupersededRunError';

/**
 * History in PostgreSQL. A run is read back, compared in the process and only
 * its differences are written: an unchanged run writes no fact and no scope.
 */
export class DatabaseObservationStore implements ObservationStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): DatabaseObservationStore {
    return new DatabaseObservationStore(options.knex);
  }

  async registerPasses(passes: readonly PassRegistration[]): Promise<void> {
    if (passes.length > 0) {
      await this.knex('source_passes')
        .insert(
          passes.map(({ sourceId, pass, kind, title, intervalSeconds }) => ({
            source_id: sourceId,
            pass,
            kind,
            title,
            interval_seconds: intervalSeconds,
          })),
        )
        .onConflict(['source_id', 'pass'])
        .merge(['kind', 'title', 'interval_seconds']);
    }
  }

  async requestRun(ref: PassRef, request: RunRequest): Promise<void> {
    await this.knex('source_passes').where(whereOf(ref)).update({
      requested_trigger: request.trigger,
      requested_by: request.actor,
      requested_at: this.knex.fn.now(),
    });
  }

  async withdrawRequest(ref: PassRef): Promise<void> {
    await this.knex('source_passes').where(whereOf(ref)).update({
      requested_trigger: null,
      requested_by: null,
      requested_at: null,
    });
  }

  async abandonRun(run: StartedRun, message: string): Promise<void> {
    await this.knex('runs')
      .where({ id: run.runId, status: 'running' })
      .update({
        status: 'failed',
        reason: 'internal',
        message,
        finished_at: this.knex.raw('clock_timestamp()'),
      });
  }

  async beginRun(
    ref: PassRef,
    { timeoutSeconds }: { timeoutSeconds: number },
  ): Promise<StartedRun> {
    return this.knex.transaction(async tx => {
      const pass = await lockPass(tx, ref);
      const trigger = (pass.requested_trigger ?? 'schedule') as RunTrigger;
      const actor = pass.requested_by ?? undefined;
      const {
        rows: [run],
      } = await tx.raw(
        `INSERT INTO runs
           (source_id, pass, trigger, actor, status, started_at, deadline_at)
         VALUES (?, ?, ?, ?, 'running', clock_timestamp(),
                 clock_timestamp() + make_interval(secs => ?))
         RETURNING id, started_at`,
        [ref.sourceId, ref.pass, trigger, actor ?? null, timeoutSeconds],
      );
      await tx('source_passes').where(whereOf(ref)).update({
        fence: run.id,
        requested_trigger: null,
        requested_by: null,
        requested_at: null,
      });
      await tx('runs')
        .where(whereOf(ref))
        .andWhere('status', 'running')
        .andWhere('id', '<', run.id)
        .update({
          status: 'failed',
          reason: 'internal',
          message: 'The backend that ran it stopped before it had finished.',
          finished_at: tx.raw('clock_timestamp()'),
        });
      return {
        ...ref,
        runId: Number(run.id),
        startedAt: run.started_at.toISOString(),
        trigger,
        actor,
      };
    });
  }

  async finishRun(
    run: StartedRun,
    result: CollectionResult,
    rules: RunRules,
  ): Promise<FinishedRun> {
    const read = readScopes(result.scopes);
    if (Number.isNaN(Date.parse(result.collectedAt))) {
      throw new InvalidResultError(
        `The collector dated its result '${result.collectedAt}'`,
      );
    }
    return this.knex.transaction(async tx => {
      const pass = await lockPass(tx, run);
      if (Number(pass.fence) !== run.runId) {
        throw SupersededRunError.of(run);
      }
      const collectedAt = honestTime(result.collectedAt, pass);
      const plan = await this.compare(tx, run, pass, read, rules, collectedAt);
      await PlanWriter.create(tx, run, collectedAt).write(plan);
      await finish(tx, run, result, plan, collectedAt);
      return { runId: run.runId, collectedAt, plan };
    });
  }

  private async compare(
    tx: Knex.Transaction,
    run: StartedRun,
    pass: PassRow,
    all: ReadScope[],
    rules: RunRules,
    collectedAt: string,
  ): Promise<RunPlan> {
    const record = await HeldRemovalRecord.read(tx, run);
    const open = await readOpen(tx, run, pass);
    const read = withoutLesser(open, all);
    const matches = await settleOrder(tx, matchFacts(open, read));
    const plan = planRun(open, read, matches, {
      rules,
      collectedAt,
      accepted: record.accepted,
      held: record.held,
    });
    await record.write(plan.held, run.runId, collectedAt);
    return plan;
  }
}

type LockedPass = PassRow & {
  requested_trigger: string | null;
  requested_by: string | null;
  now: Date;
};

async function lockPass(
  tx: Knex.Transaction,
  ref: PassRef,
): Promise<LockedPass> {
  const { rows } = await tx.raw(
    `SELECT *, clock_timestamp() AS now FROM source_passes
     WHERE source_id = ? AND pass = ? FOR UPDATE`,
    [ref.sourceId, ref.pass],
  );
  if (rows.length === 0) {
    throw new NotFoundError(
      `No source ${ref.sourceId} with a pass '${ref.pass}' is known`,
    );
  }
  return rows[0];
}

/**
 * The time of a reading by the clock of the database: clocks of workers differ,
 * but a reading was never in the future, and it began after the one before.
 */
function honestTime(
  claimed: string,
  { now, ...pass }: PassRow & { now: Date },
) {
  const latest = Math.min(Date.parse(claimed), now.getTime());
  const earliest = (pass.last_attempt_at?.getTime() ?? -Infinity) + 1;
  return new Date(Math.max(latest, earliest)).toISOString();
}

async function readOpen(
  tx: Knex.Transaction,
  ref: PassRef,
  pass: PassRow,
): Promise<OpenPass> {
  const bindings = [ref.sourceId, ref.pass];
  const facts = await tx.raw<{ rows: OpenFactRow[] }>(
    `SELECT id, scope, kind, key, hash, locator,
            CASE WHEN kind = 'declared-device' THEN value->>'name' END AS name,
            absent_since_at, missed_runs
     FROM observations
     WHERE source_id = ? AND pass = ? AND ended_at IS NULL`,
    bindings,
  );
  const scopes = await tx.raw<{ rows: OpenScopeRow[] }>(
    `SELECT ${OPEN_SCOPE_COLUMNS} FROM scope_states
     WHERE source_id = ? AND pass = ? AND ended_at IS NULL`,
    bindings,
  );
  return {
    facts: facts.rows.map(openFactOf),
    scopes: scopes.rows.map(openScopeOf),
    lastReadableAt: isoOf(pass.last_readable_at),
  };
}

/**
 * It named everything the source has: of a proxy or a console, which have no one
 * list of everything, in each of their lists (`devices`, `proxy-hosts`). Scopes of
 * single things (`guest:101`) may fail.
 */
function isListed({ scopes }: CollectionResult): boolean {
  const lists = scopes.filter(({ scope }) => !scope.includes(':'));
  return (
    lists.some(({ scope }) => scope === SOURCE_SCOPE) &&
    lists.every(({ completeness }) => completeness === 'complete')
  );
}

async function finish(
  tx: Knex.Transaction,
  run: StartedRun,
  result: CollectionResult,
  { status, label, counts, readable }: RunPlan,
  collectedAt: string,
): Promise<void> {
  await tx('runs')
    .where('id', run.runId)
    .update({
      status,
      reason: status === 'complete' ? null : label.reason ?? null,
      message: status === 'complete' ? null : label.message ?? null,
      note: result.note ?? null,
      transport: result.transport ?? null,
      finished_at: tx.raw('clock_timestamp()'),
      collected_at: collectedAt,
      scopes_seen: counts.scopes,
      facts_seen: counts.seen,
      facts_added: counts.added,
      facts_changed: counts.changed,
      facts_retired: counts.retired,
    });
  await tx('source_passes')
    .where(whereOf(run))
    .update({
      finished_run: run.runId,
      last_attempt_at: collectedAt,
      ...(readable && {
        last_readable_at: collectedAt,
        transport: result.transport ?? null,
      }),
      ...(isListed(result) && {
        listed_at: tx.raw('coalesce(listed_at, ?)', [collectedAt]),
      }),
    });
}

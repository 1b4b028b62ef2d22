import { ConflictError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { AuditLog } from '../audit';
import { FindingBoard, asShown } from './FindingBoard';
import { FindingMirror } from './FindingMirror';
import {
  DecisionRequest,
  FindingStore,
  JudgedSite,
  Reconciliation,
  StoredFinding,
} from './FindingStore';
import { FindingWriter } from './FindingWriter';
import { isOutdated } from './fence';
import { pastFindings } from './pastFindings';
import { planFindings } from './planFindings';
import { EventRow, FINDING_COLUMNS, FindingRow, findingOf } from './rows';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const BOARD = { name: 'findings' };

interface Board {
  version: number;
  runs: Record<string, number>;
  at?: string;
  /** By the clock of the database. */
  now: string;
}

interface Options {
  knex: Knex;
  audit: AuditLog;
}

/** Findings in PostgreSQL, with a copy in memory that follows the board. */
export class DatabaseFindingStore implements FindingStore {
  private readonly mirror = FindingMirror.create();
  private shown: { version: number; board: FindingBoard } | undefined;

  private constructor(private readonly options: Options) {}

  static create(options: Options): DatabaseFindingStore {
    return new DatabaseFindingStore(options);
  }

  async reconcile(
    judged: JudgedSite,
    options: { notify: boolean },
  ): Promise<Reconciliation> {
    return this.options.knex.transaction(async tx => {
      const board = await lockBoard(tx);
      if (isOutdated(judged, board)) {
        return { outdated: true, changed: 0 };
      }
      const { byId } = await this.mirror.at(board.version, tx);
      const plan = planFindings(byId.values(), judged, {
        now: board.now,
        previousAt: board.at,
        newId: randomUUID,
      });
      const version = board.version + (plan.length > 0 ? 1 : 0);
      if (plan.length > 0) {
        await FindingWriter.create(tx).write(plan, version, options);
      }
      await tx('boards')
        .where(BOARD)
        .update({
          version,
          runs: { ...board.runs, ...judged.runs },
          reconciled_at: judged.site.at,
        });
      return { outdated: false, changed: plan.length };
    });
  }

  async decide(request: DecisionRequest): Promise<StoredFinding> {
    const { id, actor, action, details } = request;
    return this.options.knex.transaction(async tx => {
      const { version, now } = await lockBoard(tx);
      const finding = asShown(await readFinding(tx, id), now);
      if (finding.version !== request.version) {
        throw await changedMeanwhile(tx, finding);
      }
      const planned = request.decide(finding, now);
      await FindingWriter.create(tx).write([planned], version + 1, {
        notify: false,
      });
      await tx('boards')
        .where(BOARD)
        .update({ version: version + 1 });
      await this.options.audit.record(tx, {
        actor,
        action,
        subject: `finding:${id}`,
        outcome: 'success',
        details: {
          rule: finding.rule,
          subject: finding.subject,
          from: finding.state,
          to: planned.after.state,
          ...details,
        },
      });
      return planned.after;
    });
  }

  async current(): Promise<FindingBoard> {
    const { knex } = this.options;
    const { rows } = await knex.raw(
      `SELECT version, clock_timestamp() AS now FROM boards WHERE name = ?`,
      [BOARD.name],
    );
    const now = rows[0].now.toISOString();
    const copy = await this.mirror.at(Number(rows[0].version), knex);
    if (
      this.shown?.version === copy.version &&
      now < (this.shown.board.turnAt ?? '~')
    ) {
      return this.shown.board;
    }
    const board = FindingBoard.create(copy.byId.values(), now);
    this.shown = { version: copy.version, board };
    return board;
  }

  async at(asOf: string): Promise<FindingBoard> {
    const { findings } = await this.current();
    const past = await pastFindings(this.options.knex, findings, asOf);
    return FindingBoard.create(past, new Date(asOf).toISOString());
  }
}

async function lockBoard(tx: Knex.Transaction): Promise<Board> {
  const { rows } = await tx.raw(
    `SELECT version, runs, reconciled_at, clock_timestamp() AS now
     FROM boards WHERE name = ? FOR UPDATE`,
    [BOARD.name],
  );
  const [row] = rows;
  return {
    version: Number(row.version),
    runs: row.runs,
    at: row.reconciled_at?.toISOString(),
    now: row.now.toISOString(),
  };
}

async function readFinding(
  tx: Knex.Transaction,
  id: string,
): Promise<StoredFinding> {
  const { rows } = await tx.raw<{ rows: FindingRow[] }>(
    `SELECT ${FINDING_COLUMNS} FROM findings WHERE id::text = lower(?)`,
    [UUID.test(id) ? id : ''],
  );
  if (rows.length === 0) {
    throw new NotFoundError(`No finding has the id '${id.slice(0, 64)}'`);
  }
  return findingOf(rows[0]);
}

/** Says who was faster: the person has to look again before they decide. */
async function changedMeanwhile(
  tx: Knex.Transaction,
  { id, version }: StoredFinding,
): Promise<ConflictError> {
  const { rows } = await tx.raw<{ rows: EventRow[] }>(
    `SELECT at, event, actor FROM finding_events
     WHERE finding_id = ? ORDER BY id DESC LIMIT 1`,
    [id],
  );
  const [{ at, event, actor }] = rows;
  return new ConflictError(
    `Finding ${id} was changed by ${
      actor ?? 'the collection'
    } at ${at.toISOString()} (${event}) and has version ${version} now; look at it again before you decide`,
  );
}

import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
  isError,
} from '@backstage/errors';
import {
  canonicalJson,
  nextChangeState,
  wantedAddress,
} from '@sankofa/site-model';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { AuditEntry, AuditLog } from '../audit';
import { StaleRecordError } from '../ipam/errors';
import { storableJson, storableText } from '../observations/storableText';
import {
  ChangeListQuery,
  ChangeStep,
  ChangeStore,
  ListedChange,
  LockedChange,
  NewChange,
} from './ChangeStore';
import {
  ChangeApproval,
  ChangeDbRow,
  ChangeHistoryRow,
  SentCall,
  StoredChange,
  changeOf,
  sentOf,
} from './StoredChange';
import { approvalsIn, matching } from './changeQueries';
import { FORGETTABLE, FORGOTTEN_DAYS } from './changeRules';
import { sha256 } from './planHash';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A draft is only a wish, and what is stale or expired has to be planned again. */
const CLAIMS_VMID = [
  'planned',
  'awaiting-approval',
  'approved',
  'applying',
  'verifying',
  'needs-human',
];
const UNIQUE_VIOLATION = '23505';

/** Changes in PostgreSQL: each step, its history and its audit row are one transaction. */
export class DatabaseChangeStore implements ChangeStore {
  private constructor(
    private readonly knex: Knex,
    private readonly audit: AuditLog,
  ) {}

  static create(options: { knex: Knex; audit: AuditLog }): DatabaseChangeStore {
    return new DatabaseChangeStore(options.knex, options.audit);
  }

  async create(change: NewChange, actor: string): Promise<StoredChange> {
    const { intent, sourceId } = change;
    const ticket = storableText(change.ticket);
    const idempotencyKey = storableText(change.idempotencyKey);
    const id = randomUUID();
    const requestHash = sha256(canonicalJson({ intent, sourceId, ticket }));
    const written = await this.knex.transaction(async tx => {
      const at = tx.raw('clock_timestamp()');
      const [row]: ChangeDbRow[] = await tx('changes')
        .insert({
          id,
          state: 'draft',
          source_id: sourceId,
          ticket,
          requester: actor,
          last_editor: actor,
          intent: storableJson(intent),
          idempotency_key: idempotencyKey,
          request_hash: requestHash,
          created_at: at,
          updated_at: at,
        })
        .onConflict(['requester', 'idempotency_key'])
        .ignore()
        .returning('*');
      if (!row) {
        return undefined;
      }
      const address = wantedAddress(intent);
      await tx('change_targets').insert(
        [
          `${sourceId} guest:${intent.vmid}`,
          ...(address === undefined ? [] : [`address:${address}`]),
        ].map(target => ({ change_id: id, target })),
      );
      const step = { kind: 'created' };
      await this.record(tx, id, actor, step, { intent, sourceId, ticket });
      return changeOf(row);
    });
    return written ?? this.known(actor, idempotencyKey, requestHash);
  }

  async get(id: string): Promise<StoredChange> {
    const row = UUID.test(id)
      ? await this.knex<ChangeDbRow>('changes').where({ id }).first()
      : undefined;
    if (!row) {
      throw noChange(id);
    }
    return changeOf(row);
  }

  approvals(id: string): Promise<ChangeApproval[]> {
    return approvalsIn(this.knex, id);
  }

  async history(id: string): Promise<ChangeHistoryRow[]> {
    const rows = await this.knex('change_events')
      .where({ change_id: id })
      .orderBy('id');
    return rows.map(({ id: row, kind, actor, at, details }) => ({
      id: Number(row),
      kind,
      actor,
      at: at.toISOString(),
      details,
    }));
  }

  async sent(id: string): Promise<SentCall[]> {
    const rows = await this.knex('change_requests_sent')
      .where({ change_id: id })
      .orderBy(['part', 'step']);
    return rows.map(sentOf);
  }

  async list(query: ChangeListQuery): Promise<ListedChange[]> {
    const rows: (ChangeDbRow & { given: string })[] = await this.knex('changes')
      .select('changes.*', {
        given: this.knex('change_approvals')
          .count('*')
          .whereRaw('change_approvals.change_id = changes.id'),
      })
      .modify(matching, query)
      .modify(select => {
        if (query.before !== undefined) {
          select.where('number', '<', query.before);
        }
      })
      .orderBy('number', 'desc')
      .limit(query.limit);
    return rows.map(row => ({
      ...changeOf(row),
      approvalsGiven: Number(row.given),
    }));
  }

  async count(query: ChangeListQuery): Promise<number> {
    const [{ count }] = await this.knex('changes')
      .modify(matching, query)
      .count('*');
    return Number(count);
  }

  async wantedVmids(sourceId: string, exceptId: string): Promise<number[]> {
    const rows: ChangeDbRow[] = await this.knex('changes')
      .where({ source_id: sourceId })
      .whereNot({ id: exceptId })
      .whereRaw(`intent->>'verb' = 'guest.create'`)
      .whereIn('state', CLAIMS_VMID);
    return rows.map(changeOf).map(({ intent }) => intent.vmid);
  }

  now(): Promise<Date> {
    return clock(this.knex);
  }

  async due(): Promise<string[]> {
    return this.knex('changes')
      .where(over =>
        over
          .whereIn('state', ['awaiting-approval', 'approved'])
          .whereRaw('expires_at <= clock_timestamp()'),
      )
      .orWhere(left =>
        left
          .whereIn('state', [...FORGETTABLE])
          .whereRaw(
            `updated_at <= clock_timestamp() - interval '${FORGOTTEN_DAYS} days'`,
          ),
      )
      .orderBy('number')
      .limit(100)
      .pluck('id');
  }

  async step(
    id: string,
    who: { actor: string; seen?: number },
    decide: (locked: LockedChange) => Promise<ChangeStep | undefined>,
  ): Promise<StoredChange> {
    if (!UUID.test(id)) {
      throw noChange(id);
    }
    try {
      return await this.knex.transaction(tx =>
        this.stepIn(tx, id, who, decide),
      );
    } catch (error) {
      throw explained(error);
    }
  }

  private async stepIn(
    tx: Knex.Transaction,
    id: string,
    { actor, seen }: { actor: string; seen?: number },
    decide: (locked: LockedChange) => Promise<ChangeStep | undefined>,
  ): Promise<StoredChange> {
    const row: ChangeDbRow | undefined = await tx('changes')
      .where({ id })
      .forUpdate()
      .first();
    if (!row) {
      throw noChange(id);
    }
    const change = changeOf(row);
    if (seen !== undefined && seen !== change.version) {
      throw StaleRecordError.of(`Change ${change.number}`, seen, {
        version: change.version,
        updatedBy: change.lastEditor,
        updatedAt: change.updatedAt,
      });
    }
    const now = await clock(tx);
    const approvals = await approvalsIn(tx, id);
    const step = await decide({ tx, change, approvals, now });
    if (!step) {
      return change;
    }
    const state = (step.events ?? []).reduce((from, event) => {
      const to = nextChangeState(from, event);
      if (to === undefined) {
        throw new ConflictError(
          `Change ${change.number} is ${from}: ${event} is not possible now`,
        );
      }
      return to;
    }, change.state);
    const [after]: ChangeDbRow[] = await tx('changes')
      .where({ id })
      .update({
        ...step.set,
        state,
        version: change.version + 1,
        updated_at: now,
      })
      .returning('*');
    await this.record(tx, id, actor, step, {
      before: change.state,
      after: state,
      ...(after.plan_hash !== null && { planHash: after.plan_hash }),
    });
    return changeOf(after);
  }

  private async record(
    tx: Knex.Transaction,
    id: string,
    actor: string,
    { kind, details = {} }: ChangeStep,
    more: object,
  ): Promise<void> {
    await tx('change_events').insert({
      change_id: id,
      kind,
      actor,
      at: tx.raw('clock_timestamp()'),
      details: storableJson(details),
    });
    await this.audited(tx, {
      actor,
      action: `change.${kind}`,
      subject: `change:${id}`,
      outcome: 'success',
      details: JSON.parse(JSON.stringify({ ...more, ...details })),
    });
  }

  /** Without its audit row nothing happens to a change, and whoever asked is told so. */
  private async audited(
    tx: Knex.Transaction,
    entry: AuditEntry,
  ): Promise<void> {
    try {
      await this.audit.record(tx, entry);
    } catch (error) {
      if (isError(error) && error.name === 'InputError') {
        throw error;
      }
      throw new ServiceUnavailableError(
        'Nothing was changed and nothing is sent: the audit trail cannot be written now. The log of the database says why',
        error,
      );
    }
  }

  private async known(
    requester: string,
    idempotencyKey: string,
    requestHash: string,
  ): Promise<StoredChange> {
    const row: ChangeDbRow = await this.knex('changes')
      .where({ requester, idempotency_key: idempotencyKey })
      .first();
    if (row.request_hash !== requestHash) {
      throw new ConflictError(
        `The idempotency key was used for change ${row.number}, which asks for something else; use a new key`,
      );
    }
    return changeOf(row);
  }
}

function noChange(id: string): NotFoundError {
  return new NotFoundError(`There is no change '${id.slice(0, 100)}'`);
}

async function clock(knex: Knex): Promise<Date> {
  const { rows } = await knex.raw('SELECT clock_timestamp() AS now');
  return rows[0].now;
}

/** What only one change at a time may have, by the constraint that says so. */
const TAKEN: Readonly<Record<string, string>> = {
  change_targets_one_at_a_time:
    'Another change of the same guest or address is running or needs a human; wait until it is over',
  changes_held_address: 'Another change holds the same address',
};

function explained(error: unknown): unknown {
  const { code, constraint = '' } = error as {
    code?: string;
    constraint?: string;
  };
  return code === UNIQUE_VIOLATION && constraint in TAKEN
    ? new ConflictError(TAKEN[constraint])
    : error;
}

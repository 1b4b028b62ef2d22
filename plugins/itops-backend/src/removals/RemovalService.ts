import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { AuditLog } from '../audit';
import { HeldGroup, heldThing } from '../observations';

/** A mass removal that the guard holds back. */
export interface HeldRemovalView {
  sourceId: string;
  pass: string;
  sinceAt: string;
  groups: HeldGroup[];
  /** Let in, and waiting for the runs that agree. */
  acceptedBy?: string;
}

/** An acceptance must live until the next complete runs, and not for ever. */
const ACCEPTED_HOURS = 24;
/** Names written to the audit trail; their number is written in full. */
const AUDITED_NAMES = 100;

interface Row {
  id: string;
  source_id: string;
  pass: string;
  since_at: Date;
  groups: HeldGroup[];
  accepted_by: string | null;
  still_accepted: boolean | null;
}

/** What the removal guard holds back, and the decision of an administrator to let it in. */
export class RemovalService {
  private constructor(
    private readonly knex: Knex,
    private readonly audit: AuditLog,
  ) {}

  static create(options: { knex: Knex; audit: AuditLog }): RemovalService {
    return new RemovalService(options.knex, options.audit);
  }

  /** Removals that were held at the moment, or are now. */
  async held(at?: string): Promise<HeldRemovalView[]> {
    const query = this.knex<Row>('held_removals')
      .select(
        '*',
        this.knex.raw('accepted_until > clock_timestamp() AS still_accepted'),
      )
      .orderBy('id');
    if (at === undefined) {
      query.whereNull('closed_at');
    } else {
      query.whereRaw('since_at <= ? AND (closed_at IS NULL OR closed_at > ?)', [
        at,
        at,
      ]);
    }
    const rows = (await query) as Row[];
    return rows.map(row => ({
      sourceId: row.source_id,
      pass: row.pass,
      sinceAt: row.since_at.toISOString(),
      groups: row.groups,
      ...(row.still_accepted &&
        row.accepted_by !== null && { acceptedBy: row.accepted_by }),
    }));
  }

  /**
   * Lets in what is held back of a source now: exactly the things that are
   * listed, for a day. They still have to be missed by as many complete runs
   * as any other thing.
   *
   * @throws ConflictError when nothing is held back
   */
  async accept(sourceId: string, reason: string, actor: string): Promise<void> {
    await this.knex.transaction(async tx => {
      const rows = (await tx<Row>('held_removals')
        .where('source_id', sourceId)
        .whereNull('closed_at')
        .forUpdate()) as Row[];
      if (rows.length === 0) {
        throw new ConflictError(
          `Nothing of ${sourceId} is held back any more; look at the source again`,
        );
      }
      for (const { id, pass, groups } of rows) {
        const things = groups.flatMap(({ scope, kind, names }) =>
          names.map(name => heldThing(scope, kind, name)),
        );
        await tx('held_removals')
          .where('id', id)
          .update({
            accepted: JSON.stringify(things),
            accepted_by: actor,
            accepted_at: tx.raw('clock_timestamp()'),
            accepted_until: tx.raw(
              'clock_timestamp() + make_interval(hours => ?)',
              [ACCEPTED_HOURS],
            ),
            accept_reason: reason,
          });
        await this.audit.record(tx, {
          actor,
          action: 'source.accept-removal',
          subject: `source:${sourceId}`,
          outcome: 'success',
          details: {
            pass,
            reason,
            things: things.length,
            first: things.slice(0, AUDITED_NAMES),
          },
        });
      }
    });
  }
}

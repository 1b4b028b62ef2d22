import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { AuditLog } from '../audit';
import {
  PlanDecision,
  PlanDecisionStore,
  PlanDecisions,
  StoredWaiver,
} from './PlanDecisionStore';
import {
  DecisionRow,
  WaiverRow,
  decisionOf,
  decisionsAt,
  waiverOf,
  waiversAt,
} from './decisionRows';

const DAY_MS = 86_400_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Decisions and waivers in PostgreSQL; each is one transaction with its audit row. */
export class DatabasePlanDecisionStore implements PlanDecisionStore {
  private constructor(
    private readonly knex: Knex,
    private readonly audit: AuditLog,
  ) {}

  static create(options: {
    knex: Knex;
    audit: AuditLog;
  }): DatabasePlanDecisionStore {
    return new DatabasePlanDecisionStore(options.knex, options.audit);
  }

  async all(asOf?: string): Promise<PlanDecisions> {
    const decisions: DecisionRow[] = await this.knex('vlan_plan_decisions')
      .select('*')
      .orderBy('decided_at');
    const waivers: WaiverRow[] = await this.knex('vlan_plan_waivers')
      .select('*')
      .orderBy('requested_at', 'desc');
    return {
      decisions: decisionsAt(decisions.map(decisionOf), asOf),
      waivers: waiversAt(waivers.map(waiverOf), asOf),
    };
  }

  async decide(decision: Omit<PlanDecision, 'at'>): Promise<void> {
    const { kind, wave, ownerRef, substance, sourceRef, note, by } = decision;
    await this.knex.transaction(async tx => {
      const written = await tx('vlan_plan_decisions')
        .insert({
          id: randomUUID(),
          kind,
          wave,
          owner_ref: ownerRef,
          substance,
          source_ref: sourceRef,
          note: note ?? null,
          decided_by: by,
          decided_at: tx.raw('clock_timestamp()'),
        })
        .onConflict(['kind', 'wave', 'owner_ref', 'substance'])
        .ignore()
        .returning('id');
      if (written.length === 0) {
        throw new ConflictError(
          `Wave ${wave} is ${kind}${
            ownerRef === '' ? '' : ` for ${ownerRef}`
          } already, as it is now`,
        );
      }
      await this.audit.record(tx, {
        actor: by,
        action: `vlan-plan.${kind === 'verified' ? 'verify' : 'acknowledge'}`,
        subject: `vlan-plan-wave:${wave}`,
        outcome: 'success',
        details: {
          sourceRef,
          substance,
          ...(ownerRef !== '' && { ownerRef }),
          ...(note !== undefined && { note }),
        },
      });
    });
  }

  async requestWaiver(
    waiver: Omit<StoredWaiver, 'id' | 'requestedAt'>,
    maxDays: number,
  ): Promise<StoredWaiver> {
    return this.knex.transaction(async tx => {
      const now = await clock(tx);
      const end = Date.parse(waiver.expiresAt);
      const latest = now.getTime() + maxDays * DAY_MS;
      if (end <= now.getTime() || end > latest) {
        throw new InputError(
          `A waiver ends within ${maxDays} days, that is by ${new Date(
            latest,
          ).toISOString()}; ${waiver.expiresAt} is not in that time`,
        );
      }
      const [row]: WaiverRow[] = await tx('vlan_plan_waivers')
        .insert({
          id: randomUUID(),
          wave: waiver.wave,
          gate: waiver.gate,
          substance: waiver.substance,
          ticket: waiver.ticket,
          reason: waiver.reason,
          requested_by: waiver.requestedBy,
          requested_at: now,
          expires_at: new Date(end),
        })
        .returning('*');
      const stored = waiverOf(row);
      await this.record(tx, 'request-waiver', stored, waiver.requestedBy, {
        ticket: stored.ticket,
        reason: stored.reason,
        expiresAt: stored.expiresAt,
      });
      return stored;
    });
  }

  async approveWaiver(id: string, actor: string): Promise<StoredWaiver> {
    return this.change(id, 'approve-waiver', actor, (waiver, now) => {
      if (waiver.requestedBy === actor) {
        throw new NotAllowedError(
          'A waiver is approved by a second person; ask somebody else',
        );
      }
      if (waiver.approvedBy !== undefined || waiver.withdrawnBy !== undefined) {
        throw new ConflictError(
          `This waiver was ${
            waiver.withdrawnBy === undefined
              ? `approved by ${waiver.approvedBy}`
              : `withdrawn by ${waiver.withdrawnBy}`
          } already`,
        );
      }
      if (Date.parse(waiver.expiresAt) <= now.getTime()) {
        throw new ConflictError(
          `This waiver expired at ${waiver.expiresAt}; ask for a new one`,
        );
      }
      return { approved_by: actor, approved_at: now };
    });
  }

  async withdrawWaiver(id: string, actor: string): Promise<StoredWaiver> {
    return this.change(id, 'withdraw-waiver', actor, (waiver, now) => {
      if (waiver.withdrawnBy !== undefined) {
        throw new ConflictError(
          `This waiver was withdrawn by ${waiver.withdrawnBy} already`,
        );
      }
      return { withdrawn_by: actor, withdrawn_at: now };
    });
  }

  private async change(
    id: string,
    action: string,
    actor: string,
    decide: (waiver: StoredWaiver, now: Date) => Partial<WaiverRow>,
  ): Promise<StoredWaiver> {
    const unknown = () =>
      new NotFoundError(`There is no waiver ${id}; look at the board again`);
    if (!UUID.test(id)) {
      throw unknown();
    }
    try {
      return await this.knex.transaction(async tx => {
        const row: WaiverRow | undefined = await tx('vlan_plan_waivers')
          .where({ id })
          .forUpdate()
          .first();
        if (!row) {
          throw unknown();
        }
        const changes = decide(waiverOf(row), await clock(tx));
        const [after]: WaiverRow[] = await tx('vlan_plan_waivers')
          .where({ id })
          .update(changes)
          .returning('*');
        const stored = waiverOf(after);
        await this.record(tx, action, stored, actor, {
          requestedBy: stored.requestedBy,
          ticket: stored.ticket,
        });
        return stored;
      });
    } catch (error) {
      // Its own transaction is gone; that somebody tried is worth a row all the same.
      if (error instanceof NotAllowedError) {
        await this.audit.recordAlone({
          actor,
          action: `vlan-plan.${action}`,
          subject: `vlan-plan-waiver:${id}`,
          outcome: 'failure',
          details: { error: error.message },
        });
      }
      throw error;
    }
  }

  private record(
    tx: Knex.Transaction,
    action: string,
    { id, wave, gate, substance }: StoredWaiver,
    actor: string,
    details: JsonObject,
  ): Promise<void> {
    return this.audit.record(tx, {
      actor,
      action: `vlan-plan.${action}`,
      subject: `vlan-plan-waiver:${id}`,
      outcome: 'success',
      details: { wave, gate, substance, ...details },
    });
  }
}

async function clock(tx: Knex.Transaction): Promise<Date> {
  const { rows } = await tx.raw('SELECT clock_timestamp() AS now');
  return rows[0].now;
}

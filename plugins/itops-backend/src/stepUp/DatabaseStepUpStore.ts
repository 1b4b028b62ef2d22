import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { AuditLog } from '../audit';
import {
  StepUpAttempt,
  StepUpEvidence,
  StepUpPurpose,
  StepUpStore,
} from './StepUpStore';

const TABLE = 'change_step_ups';
const NOW = 'clock_timestamp()';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Row {
  id: string;
  change_id: string;
  action: StepUpPurpose['action'];
  plan_hash: string;
  person: string;
  subject: string;
  begun_at: Date;
}

/** Proofs in PostgreSQL: each step is one statement that only one caller can win. */
export class DatabaseStepUpStore implements StepUpStore {
  private constructor(
    private readonly knex: Knex,
    private readonly audit: AuditLog,
  ) {}

  static create(options: { knex: Knex; audit: AuditLog }): DatabaseStepUpStore {
    return new DatabaseStepUpStore(options.knex, options.audit);
  }

  async ask(
    purpose: StepUpPurpose & { subject: string; ticketHash: string },
  ): Promise<{ expiresAt: Date } | undefined> {
    const { action, changeId, hash, person, subject, ticketHash } = purpose;
    if (!UUID.test(changeId)) {
      return undefined;
    }
    // What nobody used is of no interest a day later; what was used stays.
    await this.knex(TABLE)
      .whereNull('used_at')
      .whereRaw(`expires_at < ${NOW} - interval '1 day'`)
      .delete();
    const { rows } = await this.knex.raw(
      `INSERT INTO ${TABLE} (id, change_id, action, plan_hash, person, subject,
         ticket_hash, asked_at, expires_at)
       SELECT ?, changes.id, ?, changes.plan_hash, ?, ?, ?, at, at + interval '5 minutes'
       FROM changes, ${NOW} AS at
       WHERE changes.id = ? AND changes.plan_hash = ?
       RETURNING expires_at`,
      [randomUUID(), action, person, subject, ticketHash, changeId, hash],
    );
    return rows.length > 0 ? { expiresAt: rows[0].expires_at } : undefined;
  }

  async begin(ticketHash: string, browserHash: string): Promise<boolean> {
    const count = await this.knex(TABLE)
      .where({ ticket_hash: ticketHash })
      .whereNull('browser_hash')
      .whereRaw(`expires_at > ${NOW}`)
      .update({ browser_hash: browserHash, begun_at: this.knex.raw(NOW) });
    return count === 1;
  }

  async answered(browserHash: string): Promise<StepUpAttempt | undefined> {
    const [row]: Row[] = await this.knex(TABLE)
      .where({ browser_hash: browserHash })
      .whereNull('answered_at')
      .whereRaw(`expires_at > ${NOW}`)
      .update({ answered_at: this.knex.raw(NOW) })
      .returning('*');
    return row && attemptOf(row);
  }

  async prove(
    attempt: StepUpAttempt,
    proofHash: string,
    evidence: StepUpEvidence,
  ): Promise<void> {
    await this.knex.transaction(async tx => {
      await tx(TABLE)
        .where({ id: attempt.id })
        .update({
          proof_hash: proofHash,
          authenticated_at: new Date(evidence.authTime * 1000),
          expires_at: tx.raw(`answered_at + interval '5 minutes'`),
        });
      await this.audit.record(
        tx,
        entryOf(attempt, 'success', {
          authenticatedAt: new Date(evidence.authTime * 1000).toISOString(),
          acr: evidence.acr ?? null,
          amr: evidence.amr ?? null,
        }),
      );
    });
  }

  async refuse(attempt: StepUpAttempt, reason: string): Promise<void> {
    await this.audit.recordAlone(entryOf(attempt, 'failure', { reason }));
  }

  async take(
    tx: Knex.Transaction,
    proofHash: string,
    { action, changeId, hash, person }: StepUpPurpose,
  ): Promise<string | undefined> {
    const [row]: Row[] = await tx(TABLE)
      .where({
        proof_hash: proofHash,
        change_id: changeId,
        plan_hash: hash,
        action,
        person,
      })
      .whereNull('used_at')
      .whereRaw(`expires_at > ${NOW}`)
      .update({ used_at: tx.raw(NOW) })
      .returning('*');
    return row?.id;
  }
}

function attemptOf(row: Row): StepUpAttempt {
  return {
    id: row.id,
    changeId: row.change_id,
    hash: row.plan_hash,
    action: row.action,
    person: row.person,
    subject: row.subject,
    begunAt: row.begun_at,
  };
}

function entryOf(
  { action, changeId, hash, id, person }: StepUpAttempt,
  outcome: 'success' | 'failure',
  details: JsonObject,
) {
  return {
    actor: person,
    action: 'change.step-up',
    subject: `change:${changeId}`,
    outcome,
    details: { proof: id, for: action, planHash: hash, ...details },
  };
}

import { AuditRow } from '@sankofa/plugin-itops-common';
import {
  LEDGER_GENESIS,
  LedgerCheck,
  LedgerRow,
  LedgerVerdict,
  Seal,
  sealHash,
} from '@sankofa/plugin-itops-node';
import { Knex } from 'knex';
import { AuditLedger } from './AuditLedger';

/** Rows that one transaction seals, and that one read takes. */
const BATCH = 1_000;

/** Held while a batch is sealed, so that the fleet has one sealer. */
const LOCK = 'itops.audit.sealer';

/** To the microsecond: what JavaScript's clock would lose could be changed unseen. */
const ROW_COLUMNS = `log.id::text AS id,
  to_char(log.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
  log.actor, log.action, log.subject, log.outcome, log.details`;

interface SealedRow extends AuditRow {
  number: string | null;
  hash: string | null;
  missing: boolean;
}

function sealOf(row: { number: string; hash: string }): Seal {
  return { number: Number(row.number), hash: row.hash };
}

function toLedgerRow({
  number,
  hash,
  missing: _,
  ...row
}: SealedRow): LedgerRow {
  return number === null || hash === null
    ? row
    : { ...row, seal: sealOf({ number, hash }) };
}

/** The chain in PostgreSQL. */
export class DatabaseAuditLedger implements AuditLedger {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): DatabaseAuditLedger {
    return new DatabaseAuditLedger(options.knex);
  }

  async sealPending(): Promise<number> {
    let sealed = 0;
    let batch = BATCH;
    while (batch === BATCH) {
      batch = await this.knex.transaction(tx => sealBatch(tx));
      sealed += batch;
    }
    return sealed;
  }

  async head(): Promise<Seal | undefined> {
    return headOf(this.knex);
  }

  async *rows(): AsyncIterable<LedgerRow> {
    for await (const row of this.sealedRows()) {
      if (!row.missing) {
        yield toLedgerRow(row);
      }
    }
  }

  async verify(anchors: readonly Seal[] = []): Promise<LedgerVerdict> {
    const check = LedgerCheck.create(anchors);
    for await (const row of this.sealedRows()) {
      const ledgerRow = toLedgerRow(row);
      if (row.missing && ledgerRow.seal) {
        check.addMissing(ledgerRow.seal);
      } else {
        check.add(ledgerRow);
      }
    }
    return check.verdict();
  }

  /** All of one moment, in parts: seals that are made meanwhile are not part of it. */
  private async *sealedRows(): AsyncIterable<SealedRow> {
    const tx = await this.knex.transaction({
      isolationLevel: 'repeatable read',
      readOnly: true,
    });
    try {
      for (let after = 0; ; ) {
        const { rows } = await tx.raw<{ rows: SealedRow[] }>(
          `SELECT seal.number::text AS number, seal.hash,
             log.id IS NULL AS missing, ${ROW_COLUMNS}
           FROM audit_seals AS seal
           LEFT JOIN audit_log AS log ON log.id = seal.audit_id
           WHERE seal.number > ? ORDER BY seal.number LIMIT ?`,
          [after, BATCH],
        );
        yield* rows;
        if (rows.length < BATCH) {
          break;
        }
        after = Number(rows.at(-1)!.number);
      }
      for (let after = '0'; ; ) {
        const rows = await unsealed(tx, after);
        yield* rows;
        if (rows.length < BATCH) {
          break;
        }
        after = rows.at(-1)!.id;
      }
    } finally {
      await tx.rollback();
    }
  }
}

async function headOf(knex: Knex): Promise<Seal | undefined> {
  const row = await knex('audit_seals')
    .select('number', 'hash')
    .orderBy('number', 'desc')
    .first();
  return row && sealOf(row);
}

async function unsealed(knex: Knex, after: string): Promise<SealedRow[]> {
  const { rows } = await knex.raw(
    `SELECT NULL AS number, NULL AS hash, false AS missing, ${ROW_COLUMNS}
     FROM audit_log AS log
     WHERE log.id > ? AND NOT EXISTS (
       SELECT FROM audit_seals AS seal WHERE seal.audit_id = log.id)
     ORDER BY log.id LIMIT ?`,
    [after, BATCH],
  );
  return rows;
}

async function sealBatch(tx: Knex.Transaction): Promise<number> {
  const {
    rows: [{ mine }],
  } = await tx.raw(
    'SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0)) AS mine',
    [LOCK],
  );
  if (!mine) {
    return 0;
  }
  // A statement of its own, after the lock: it sees what the last sealer committed.
  const { rows } = await tx.raw<{ rows: SealedRow[] }>(
    `SELECT ${ROW_COLUMNS}
     FROM audit_unsealed AS waiting
     JOIN audit_log AS log ON log.id = waiting.audit_id
     ORDER BY log.id LIMIT ?`,
    [BATCH],
  );
  if (rows.length === 0) {
    return 0;
  }
  let previous = (await headOf(tx)) ?? { number: 0, hash: LEDGER_GENESIS };
  const seals = rows.map(row => {
    previous = {
      number: previous.number + 1,
      hash: sealHash(previous.hash, row),
    };
    return { ...previous, audit_id: row.id };
  });
  await tx('audit_seals').insert(seals);
  await tx('audit_unsealed')
    .whereIn(
      'audit_id',
      rows.map(({ id }) => id),
    )
    .delete();
  return seals.length;
}

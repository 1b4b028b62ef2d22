import {
  DatabaseAuditLedger,
  exportLedger,
} from '@sankofa/plugin-itops-backend/src/audit';
import { applyDatabaseMigrations } from '@sankofa/plugin-itops-backend/src/database';
import { LedgerVerdict, Seal } from '@sankofa/plugin-itops-node';
import { Knex } from 'knex';

/** Rows of the trail, each unlike the others. */
export const TRAIL_ROWS = 40;
const KEPT = ['audit_log', 'audit_seals', 'audit_unsealed'] as const;
/** Rows are this far apart, so that others fit between them. */
export const ID_STEP = 10;

/** A sealed trail that is put back as it was after each attack. */
export class Trail {
  private constructor(
    readonly knex: Knex,
    readonly ledger: DatabaseAuditLedger,
    /** As an export says where the trail ends. */
    readonly anchor: Seal,
  ) {}

  static async create(knex: Knex): Promise<Trail> {
    await applyDatabaseMigrations(knex);
    const ledger = DatabaseAuditLedger.create({ knex });
    await knex.raw(
      `INSERT INTO audit_log (id, actor, action, subject, outcome, details)
       OVERRIDING SYSTEM VALUE
       SELECT n * ?, 'user:default/' || n % 5, 'finding.acknowledge',
         'finding:' || n, 'success', jsonb_build_object('note', n, 'seen', n % 3)
       FROM generate_series(1, ?::int) AS n`,
      [ID_STEP, TRAIL_ROWS],
    );
    await ledger.sealPending();
    for (const table of KEPT) {
      await knex.raw('CREATE TABLE ?? AS TABLE ??', [`kept_${table}`, table]);
    }
    return new Trail(knex, ledger, (await ledger.head())!);
  }

  /** Does what only somebody with all rights of the database can do. */
  async asSuperuser(
    action: (tx: Knex.Transaction) => Promise<unknown>,
  ): Promise<void> {
    await this.knex.transaction(async tx => {
      await tx.raw("SET LOCAL session_replication_role = 'replica'");
      await action(tx);
    });
  }

  async restore(): Promise<void> {
    await this.asSuperuser(async tx => {
      for (const table of KEPT) {
        await tx.raw('DELETE FROM ??', [table]);
        await tx.raw('INSERT INTO ?? OVERRIDING SYSTEM VALUE TABLE ??', [
          table,
          `kept_${table}`,
        ]);
      }
    });
  }

  /** Seals everything anew, as somebody would who knows how the chain is made. */
  async sealAnew(): Promise<void> {
    await this.asSuperuser(async tx => {
      await tx('audit_seals').delete();
      await tx('audit_unsealed').delete();
      await tx.raw('INSERT INTO audit_unsealed SELECT id FROM audit_log');
    });
    await this.ledger.sealPending();
  }

  verify(): Promise<LedgerVerdict> {
    return this.ledger.verify([this.anchor]);
  }

  async exported(): Promise<string> {
    const lines: string[] = [];
    for await (const line of exportLedger(this.ledger, new Date())) {
      lines.push(line);
    }
    return lines.join('');
  }
}

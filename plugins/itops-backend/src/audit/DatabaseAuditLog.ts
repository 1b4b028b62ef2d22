import { InputError } from '@backstage/errors';
import { AuditListRow, AuditQuery } from '@sankofa/plugin-itops-common';
import { Knex } from 'knex';
import { storableJson, storableText } from '../observations/storableText';
import { AuditEntry, AuditLog, AuditPage, MAX_DETAILS_BYTES } from './AuditLog';
import { cursorAfter, idOfCursor } from './auditCursor';

interface StoredRow extends Omit<AuditListRow, 'at' | 'sealNumber'> {
  at: Date;
  number: string | null;
}

/** The audit trail in PostgreSQL, where a trigger refuses to change or remove rows. */
export class DatabaseAuditLog implements AuditLog {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): DatabaseAuditLog {
    return new DatabaseAuditLog(options.knex);
  }

  async record(tx: Knex.Transaction, entry: AuditEntry): Promise<void> {
    await tx('audit_log').insert(auditColumns(entry));
  }

  async recordAlone(entry: AuditEntry): Promise<void> {
    await this.knex('audit_log').insert(auditColumns(entry));
  }

  async list(query: AuditQuery & { limit: number }): Promise<AuditPage> {
    const { cursor, limit, since, until } = query;
    const rows: StoredRow[] = await this.knex('audit_log')
      .leftJoin('audit_seals', 'audit_seals.audit_id', 'audit_log.id')
      .select('audit_log.*', 'audit_seals.number')
      .modify(select => {
        for (const column of ['actor', 'action', 'subject'] as const) {
          if (query[column] !== undefined) {
            select.where(column, storableText(query[column]));
          }
        }
        if (since !== undefined) {
          select.where('at', '>=', since);
        }
        if (until !== undefined) {
          select.where('at', '<', until);
        }
        if (cursor !== undefined) {
          select.where('id', '<', idOfCursor(cursor));
        }
      })
      .orderBy('id', 'desc')
      .limit(limit + 1);
    const items = rows.slice(0, limit).map(({ at, number, ...row }) => ({
      ...row,
      at: at.toISOString(),
      ...(number !== null && { sealNumber: Number(number) }),
    }));
    return {
      items,
      ...(rows.length > limit && { nextCursor: cursorAfter(items.at(-1)!.id) }),
    };
  }
}

/**
 * The columns of an audit row, for a statement that writes it together with the
 * change it describes.
 *
 * @throws InputError when the details are larger than {@link MAX_DETAILS_BYTES}
 */
export function auditColumns({
  actor,
  action,
  subject,
  outcome,
  details,
}: AuditEntry) {
  const json = storableJson(details);
  const bytes = Buffer.byteLength(json);
  if (bytes > MAX_DETAILS_BYTES) {
    throw new InputError(
      `The audit details of ${action} take ${bytes} bytes; at most ${MAX_DETAILS_BYTES} are kept. Shorten the text.`,
    );
  }
  return {
    actor: storableText(actor),
    action: storableText(action),
    subject: storableText(subject),
    outcome,
    details: json,
  };
}

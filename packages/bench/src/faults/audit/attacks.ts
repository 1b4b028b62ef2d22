import { Knex } from 'knex';
import { ID_STEP, TRAIL_ROWS } from './Trail';

type Random = () => number;

/** Changes the trail so that it says something else than what was sealed. */
export interface Attack {
  name: string;
  carryOut(tx: Knex.Transaction, random: Random): Promise<unknown>;
}

function anyRow(random: Random): number {
  return ID_STEP * (1 + Math.floor(random() * TRAIL_ROWS));
}

function oneOf<T>(values: readonly T[], random: Random): T {
  return values[Math.floor(random() * values.length)];
}

const EDITS = [
  "actor = actor || 'x'",
  "action = 'finding.suppress'",
  "subject = subject || '0'",
  "outcome = 'failure'",
  "at = at + interval '1 microsecond'",
  "at = at - interval '1 day'",
  'details = details || \'{"note": "nothing"}\'',
  "details = details - 'seen'",
  "details = '{}'",
];

/** Each of them alone, or followed by a chain that is made anew. */
export const attacks: readonly Attack[] = [
  {
    name: 'a changed row',
    carryOut: (tx, random) =>
      tx.raw(
        `UPDATE audit_log SET ${oneOf(EDITS, random)} WHERE id = ${anyRow(
          random,
        )}`,
      ),
  },
  {
    name: 'a removed row',
    carryOut: (tx, random) =>
      tx('audit_log')
        .where({ id: anyRow(random) })
        .delete(),
  },
  {
    name: 'a row removed with its seal',
    async carryOut(tx, random) {
      const id = anyRow(random);
      await tx('audit_log').where({ id }).delete();
      await tx('audit_seals').where({ audit_id: id }).delete();
    },
  },
  {
    name: 'two rows that changed places',
    async carryOut(tx, random) {
      const one = anyRow(random);
      const other = one === ID_STEP ? TRAIL_ROWS * ID_STEP : ID_STEP;
      await tx.raw(
        `UPDATE audit_log AS log SET actor = row.actor, subject = row.subject,
           details = row.details
         FROM audit_log AS row
         WHERE (log.id = :one AND row.id = :other)
            OR (log.id = :other AND row.id = :one)`,
        { one, other },
      );
    },
  },
  {
    name: 'seals that changed rows',
    async carryOut(tx, random) {
      const one = anyRow(random);
      const other = one === ID_STEP ? TRAIL_ROWS * ID_STEP : ID_STEP;
      const set = (from: number, to: number) =>
        tx('audit_seals').where({ audit_id: from }).update({ audit_id: to });
      await set(one, -1);
      await set(other, one);
      await set(-1, other);
    },
  },
  {
    name: 'a row put between others, in the place of one',
    async carryOut(tx, random) {
      const id = anyRow(random);
      await tx.raw(
        `INSERT INTO audit_log (id, at, actor, action, subject, outcome, details)
         OVERRIDING SYSTEM VALUE
         SELECT id - 1, at, actor, action, 'finding:invented', outcome, details
         FROM audit_log WHERE id = ?`,
        [id],
      );
      await tx('audit_seals')
        .where({ audit_id: id })
        .update({ audit_id: id - 1 });
    },
  },
  {
    name: 'an end cut off',
    async carryOut(tx, random) {
      const id = anyRow(random);
      await tx('audit_log').where('id', '>=', id).delete();
      await tx('audit_seals').where('audit_id', '>=', id).delete();
    },
  },
  {
    name: 'another end',
    async carryOut(tx, random) {
      const id = anyRow(random);
      await tx.raw(
        `UPDATE audit_log SET subject = 'finding:other-' || id WHERE id >= ?`,
        [id],
      );
    },
  },
  {
    name: 'a changed hash',
    carryOut: (tx, random) =>
      tx('audit_seals')
        .where({ audit_id: anyRow(random) })
        .update({ hash: 'e'.repeat(64) }),
  },
];

/** What a chain made anew repairs: the trail then says the same as before. */
export const HEALED_BY_SEALING: ReadonlySet<string> = new Set([
  'seals that changed rows',
  'a changed hash',
]);

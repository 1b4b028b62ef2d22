import { Knex } from 'knex';

/** What must hold whatever happened: as broken promises, each a sentence. */
export async function brokenBooks(knex: Knex): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { what: string; count: string }[] }>(
    `SELECT 'addresses that are free and kept' AS what, count(*)
       FROM itops.ipam_addresses a JOIN itops.ipam_free_ranges f
         ON a.key BETWEEN f.lo AND f.hi
     UNION ALL
     SELECT 'gaps that overlap', count(*) FROM (
       SELECT lo, max(hi) OVER (ORDER BY lo, hi
         ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
       FROM itops.ipam_free_ranges) AS gaps WHERE reach >= lo
     UNION ALL
     SELECT 'prefixes whose counter is wrong', count(*) FROM (
       SELECT c.prefix_id,
         sum(c.held) OVER (PARTITION BY c.prefix_id) AS counted,
         (SELECT count(*) FROM itops.ipam_addresses a
          WHERE a.key BETWEEN c.lo AND c.hi) AS inside,
         (SELECT coalesce(sum(d.held), 0) FROM itops.ipam_counters d
          WHERE d.lo >= c.lo AND d.hi <= c.hi) AS summed
       FROM itops.ipam_counters c) AS books WHERE inside <> summed
     UNION ALL
     SELECT 'reservations without exactly one audit row of their own', count(*)
     FROM itops.ipam_addresses a WHERE a.lifecycle = 'reserved' AND (
       SELECT count(*) FROM itops.audit_log l
       WHERE l.subject = 'address:' || a.address
         AND l.action = 'address.reserve' AND l.outcome = 'success') <> 1`,
  );
  return rows
    .filter(({ count }) => Number(count) > 0)
    .map(({ what, count }) => `${count} ${what}`);
}

/** One answer of many that were given at once. */
export interface Answer {
  status: number;
  body: { address?: string; error?: { message?: string } };
}

/**
 * What is wrong with the answers to many who wanted an address at once.
 *
 * @param wanted - how many must have got one
 */
export function brokenAnswers(
  answers: readonly Answer[],
  wanted: number,
): string[] {
  const given = answers.filter(({ status }) => status === 201);
  const distinct = new Set(given.map(({ body }) => body.address));
  const unclear = answers.filter(
    ({ status, body }) =>
      status !== 201 && !(status === 409 && body.error?.message),
  );
  return [
    ...(distinct.size < given.length
      ? [`${given.length - distinct.size} addresses were given twice`]
      : []),
    ...(given.length !== wanted
      ? [`${given.length} got an address instead of ${wanted}`]
      : []),
    ...unclear.map(
      ({ status, body }) =>
        `an unclear refusal: ${status} ${body.error?.message ?? ''}`,
    ),
  ];
}

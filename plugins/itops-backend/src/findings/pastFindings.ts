import { Knex } from 'knex';
import { StoredFinding } from './FindingStore';
import { EventRow } from './rows';

/** Steps at which a finding was seen; those of people say nothing of that. */
const SEEN = `event IN ('opened', 'changed')
  OR (event = 'reopened' AND actor IS NULL)`;

async function latestEvents(
  knex: Knex,
  asOf: string,
  condition: string,
): Promise<Map<string, EventRow>> {
  // Ids are given under the lock, so they tell the order also where clocks do not.
  const { rows } = await knex.raw<{ rows: EventRow[] }>(
    `SELECT DISTINCT ON (finding_id)
            finding_id, at, event, state, severity, actor, note,
            suppressed_until
     FROM finding_events WHERE at <= ? AND (${condition})
     ORDER BY finding_id, id DESC`,
    [asOf],
  );
  return new Map(rows.map(row => [row.finding_id, row]));
}

/**
 * When it was last seen by then. Being unseen for a while is no step, so where
 * it has been seen since, the last step at which it was there has to do.
 */
function lastSeenAt(
  finding: StoredFinding,
  step: EventRow | undefined,
  asOf: string,
): string {
  const known = step?.at.toISOString() ?? finding.firstSeenAt;
  const stored = finding.lastSeenAt ?? known;
  return stored <= asOf && stored > known ? stored : known;
}

/** Notes of the collection explain a step; only those of people stay. */
function saidByPerson(event: EventRow): EventRow | undefined {
  return event.actor === null ? undefined : event;
}

function pastState(
  last: EventRow,
  decision: EventRow | undefined,
): Partial<StoredFinding> {
  const { state, severity } = last;
  const isAcknowledged = state === 'acknowledged';
  const isDecided = isAcknowledged || state === 'suppressed';
  return {
    state,
    severity,
    resolvedAt: state === 'resolved' ? last.at.toISOString() : undefined,
    acknowledgedBy: isAcknowledged ? decision?.actor ?? undefined : undefined,
    acknowledgedAt: isAcknowledged ? decision?.at.toISOString() : undefined,
    note: (isDecided ? decision : saidByPerson(last))?.note ?? undefined,
    suppressedUntil:
      state === 'suppressed' ? last.suppressed_until?.toISOString() : undefined,
  };
}

/** The findings of now, as they were at a moment; those that came later are left out. */
export async function pastFindings(
  knex: Knex,
  findings: Iterable<StoredFinding>,
  moment: string,
): Promise<StoredFinding[]> {
  const asOf = new Date(moment).toISOString();
  const last = await latestEvents(knex, asOf, 'true');
  const decisions = await latestEvents(
    knex,
    asOf,
    `event IN ('acknowledged', 'suppressed')`,
  );
  const seen = await latestEvents(knex, asOf, SEEN);
  return [...findings].flatMap(finding => {
    const event = last.get(finding.id);
    return event
      ? [
          {
            ...finding,
            ...pastState(event, decisions.get(finding.id)),
            lastSeenAt: lastSeenAt(finding, seen.get(finding.id), asOf),
          },
        ]
      : [];
  });
}

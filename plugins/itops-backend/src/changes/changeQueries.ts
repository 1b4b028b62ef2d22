import { Knex } from 'knex';
import { ChangeListQuery } from './ChangeStore';
import { ChangeApproval } from './StoredChange';

/** Oldest first. */
export async function approvalsIn(
  knex: Knex,
  changeId: string,
): Promise<ChangeApproval[]> {
  const rows = await knex('change_approvals')
    .where({ change_id: changeId })
    .orderBy('approved_at');
  return rows.map(({ approver, hash, approved_at, expires_at }) => ({
    approver,
    hash,
    approvedAt: approved_at.toISOString(),
    expiresAt: expires_at.toISOString(),
  }));
}

/** What somebody can take a step further, whatever else they may. */
function waitingFor(
  select: Knex.QueryBuilder,
  { person, mayApprove, mayApply }: NonNullable<ChangeListQuery['waitingFor']>,
): void {
  select.where(either => {
    either.whereRaw('false');
    if (mayApprove) {
      either.orWhere(one =>
        one
          .where('state', 'awaiting-approval')
          .whereRaw('lower(requester) <> lower(?)', [person])
          .whereRaw('lower(last_editor) <> lower(?)', [person])
          .whereRaw(
            `NOT EXISTS (SELECT 1 FROM change_approvals a
               WHERE a.change_id = changes.id AND lower(a.approver) = lower(?))`,
            [person],
          ),
      );
    }
    if (mayApply) {
      either.orWhere('state', 'needs-human');
      either.orWhere({ state: 'approved', requester: person });
    }
    either.orWhere(mine =>
      mine
        .where({ requester: person })
        .whereIn('state', ['planned', 'stale', 'expired']),
    );
  });
}

/** Conditions of a list, without where its page begins. */
export function matching(
  select: Knex.QueryBuilder,
  query: ChangeListQuery,
): void {
  const { requester, sources, states, target, verbs } = query;
  if (requester !== undefined) {
    select.where({ requester });
  }
  if (query.waitingFor) {
    waitingFor(select, query.waitingFor);
  }
  if (states) {
    select.whereIn('state', [...states]);
  }
  if (verbs) {
    select.whereRaw(`intent->>'verb' = ANY(?)`, [[...verbs]]);
  }
  if (sources) {
    select.whereIn('source_id', [...sources]);
  }
  if (target !== undefined) {
    select.whereRaw(
      `EXISTS (SELECT 1 FROM change_targets t WHERE t.change_id = changes.id
         AND t.target IN (?, changes.source_id || ' ' || ?))`,
      [target, target],
    );
  }
}

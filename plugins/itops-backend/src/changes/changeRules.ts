import { ConflictError, NotAllowedError } from '@backstage/errors';
import { ChangePolicy, RiskClass } from '@sankofa/site-model';
import { ChangeApproval, StoredChange } from './StoredChange';
import { sha256 } from './planHash';

const DAY_MS = 86_400_000;

/** The class of a change by the policy that is in force now. */
export function riskOf(
  { intent }: Pick<StoredChange, 'intent'>,
  policy: ChangePolicy,
): (RiskClass & { name: string }) | undefined {
  const name = policy.risk[intent.verb];
  const risk = name === undefined ? undefined : policy.riskClasses[name];
  return risk && name !== undefined ? { ...risk, name } : undefined;
}

export function samePerson(one: string, other: string): boolean {
  return one.toLocaleLowerCase('en-US') === other.toLocaleLowerCase('en-US');
}

/** States in which a change waits for whoever asked, and nothing else ends it. */
export const FORGETTABLE: ReadonlySet<StoredChange['state']> = new Set([
  'draft',
  'planned',
  'stale',
  'expired',
]);
/** After so many days without a step such a change is given up. */
export const FORGOTTEN_DAYS = 31;

/** Nobody went on with it for long: it ends, and gives back what it holds. */
export function isForgotten(
  { state, updatedAt }: StoredChange,
  now: Date,
): boolean {
  const age = now.getTime() - Date.parse(updatedAt);
  return FORGETTABLE.has(state) && age >= FORGOTTEN_DAYS * DAY_MS;
}

/** Its time to be approved or applied is over. */
export function isOverdue(
  { expiresAt, state }: StoredChange,
  now: Date,
): boolean {
  return (
    (state === 'awaiting-approval' || state === 'approved') &&
    expiresAt !== undefined &&
    Date.parse(expiresAt) <= now.getTime()
  );
}

/** Whoever asked or edited last has no say; the database refuses them as well. */
export function mayNotApprove(
  change: StoredChange,
  person: string,
): string | undefined {
  if (samePerson(person, change.requester)) {
    return 'You asked for it; somebody else has to approve.';
  }
  if (samePerson(person, change.lastEditor)) {
    return 'You planned it last; somebody else has to approve.';
  }
  return undefined;
}

/** @throws NotAllowedError */
export function checkFourEyes(change: StoredChange, person: string): void {
  const problem = mayNotApprove(change, person);
  if (problem !== undefined) {
    throw new NotAllowedError(problem);
  }
}

/**
 * What is approved or applied is the plan that is kept, and that the caller has seen.
 *
 * @throws ConflictError
 */
export function checkHash(change: StoredChange, hash: string): void {
  const { number, plan, planHash } = change;
  if (plan === undefined || planHash === undefined) {
    throw new ConflictError(`Change ${number} has no plan; plan it first`);
  }
  if (!isIntact(change)) {
    throw new ConflictError(
      `The plan of change ${number} is not what was hashed: somebody edited it in the database. Plan it again`,
    );
  }
  if (hash !== planHash) {
    throw new ConflictError(
      `Change ${number} has another plan now (${planHash.slice(
        0,
        12,
      )}…); read it again`,
    );
  }
}

export function isIntact({ plan, planHash }: StoredChange): boolean {
  return plan !== undefined && sha256(plan) === planHash;
}

/** Approvals of exactly this plan that still hold. */
export function validApprovals(
  { planHash }: StoredChange,
  approvals: readonly ChangeApproval[],
  now: Date,
): ChangeApproval[] {
  return approvals.filter(
    ({ expiresAt, hash }) =>
      hash === planHash && Date.parse(expiresAt) > now.getTime(),
  );
}

/** @throws ConflictError that says which state it needs */
export function checkState(
  { number, state }: StoredChange,
  ...allowed: StoredChange['state'][]
): void {
  if (!allowed.includes(state)) {
    throw new ConflictError(
      `Change ${number} is ${state}; this needs one that is ${allowed.join(
        ' or ',
      )}`,
    );
  }
}

/** @throws ConflictError with the reason of every guard that refuses */
export function checkGuards({ guards, number }: StoredChange): void {
  const refusals = guards.filter(({ passed }) => !passed);
  if (refusals.length > 0) {
    throw new ConflictError(
      `Change ${number} cannot go on: ${refusals
        .map(({ guard, reason }) => `${guard}: ${reason}`)
        .join(' ')}`,
    );
  }
}

import { FaultCase } from './FaultCase';
import { Picture, PicturedScope } from './Picture';

type Broken = Pick<FaultCase, 'sourceId' | 'hits' | 'reasons' | 'mayDiffer'>;

/** A sentence says more than a code. */
const SHORTEST_SENTENCE = 15;

function factViolations(before: Picture, after: Picture, broken: Broken) {
  return [...before.facts].flatMap(([key, { sourceId, kind, value }]) => {
    const now = after.facts.get(key);
    if (!now) {
      return [`fact lost: ${key}`];
    }
    const mayDiffer =
      sourceId === broken.sourceId &&
      (broken.mayDiffer as readonly string[] | undefined)?.includes(kind);
    return now.value === value || mayDiffer ? [] : [`fact changed: ${key}`];
  });
}

function hitViolations(
  key: string,
  { freshness, reason, message = '' }: PicturedScope,
  { reasons }: Broken,
) {
  if (freshness === 'fresh') {
    return [`shown fresh: ${key}`];
  }
  const isClear =
    message.length >= SHORTEST_SENTENCE &&
    (reasons as readonly (string | undefined)[]).includes(reason);
  return isClear
    ? []
    : [`no clear reason: ${key} says ${reason} (${message || 'nothing'})`];
}

function scopeViolations(before: Picture, after: Picture, broken: Broken) {
  return [...before.scopes].flatMap(([key, scope]) => {
    const now = after.scopes.get(key);
    if (!now) {
      return [`scope lost: ${key}`];
    }
    if (scope.sourceId !== broken.sourceId) {
      return now.freshness === scope.freshness && now.reason === scope.reason
        ? []
        : [`other source affected: ${key} is ${now.freshness}`];
    }
    return scope.freshness === 'fresh' && scope.hasFacts && broken.hits(scope)
      ? hitViolations(key, now, broken)
      : [];
  });
}

function addressViolations(before: Picture, after: Picture) {
  return [...before.addresses].flatMap(([address, { state, guestIds }]) => {
    const now = after.addresses.get(address);
    if (!now || (now.state === 'free' && state !== 'free')) {
      return [`address freed: ${address} was ${state}`];
    }
    const lost = guestIds.filter(id => !now.guestIds.includes(id));
    return lost.length > 0 ? [`owner of ${address} lost: ${lost}`] : [];
  });
}

function findingViolations(before: Picture, after: Picture, broken: Broken) {
  const own = `source-unhealthy source:${broken.sourceId}`;
  const gone = [...before.findings].flatMap(([key, { resolved }]) => {
    const now = after.findings.get(key);
    return resolved || (now && !now.resolved)
      ? []
      : [`finding resolved: ${key}`];
  });
  const raised = [...after.findings].flatMap(([key, { resolved }]) =>
    resolved || key === own || before.findings.get(key)?.resolved === false
      ? []
      : [`finding raised: ${key}`],
  );
  const isTold = after.findings.get(own)?.resolved === false;
  return [...gone, ...raised, ...(isTold ? [] : [`not told: ${own}`])];
}

/** Promises that broke between a good run and a faulty one (DOMAIN.md §3 and §4). */
export function violationsOfFault(
  before: Picture,
  after: Picture,
  broken: Broken,
): string[] {
  return [
    ...factViolations(before, after, broken),
    ...scopeViolations(before, after, broken),
    ...addressViolations(before, after),
    ...findingViolations(before, after, broken),
  ];
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function differences<T>(
  what: string,
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  of: (value: T) => unknown,
) {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(key => {
    const [was, is] = [before, after].map(all =>
      all.has(key) ? shown(of(all.get(key)!)) : 'nothing',
    );
    return was === is ? [] : [`${what} ${key} was ${was} and is ${is}`];
  });
}

/** What differs after the fault is repaired and a good run has followed. */
export function violationsOfRecovery(before: Picture, after: Picture) {
  const open = ({ findings }: Picture) =>
    new Map([...findings].filter(([, { resolved }]) => !resolved));
  return [
    ...differences('fact', before.facts, after.facts, ({ value }) => value),
    ...differences('scope', before.scopes, after.scopes, scope => [
      scope.freshness,
      scope.reason,
    ]),
    ...differences('address', before.addresses, after.addresses, all => all),
    ...differences('finding', open(before), open(after), all => all),
  ].map(difference => `not as before: ${difference}`);
}

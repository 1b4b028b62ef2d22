import { Answers } from './RecordedPortal';
import { CLUSTER, FaultCase } from './faultCases';

/** What must outlive every fault. */
export function kept({ guests, nodes, addresses, etag }: Answers) {
  return {
    guests: guests.map(({ id }) => id),
    nodes: nodes.map(({ id }) => id),
    // With its only witness unread an address is held instead (ruling R05): never offered.
    addresses: addresses.map(
      ({ address, state }) =>
        `${address} ${state === 'observed-only' ? 'held' : state}`,
    ),
    etag,
  };
}

export function resolved({ findings }: Answers): string[] {
  return findings
    .filter(({ state }) => state === 'resolved')
    .map(({ rule, subject }) => `${rule} ${subject}`);
}

export function open({ findings }: Answers): string[] {
  return findings
    .filter(({ state }) => state === 'open')
    .map(({ rule, subject }) => `${rule} ${subject}`);
}

/** When each claim of a source was read. */
export function ages({ addresses }: Answers, source: string): string[] {
  return addresses.flatMap(({ address, claims }) =>
    claims
      .filter(({ sourceId }) => sourceId === source)
      .map(({ collectedAt, label }) => `${address} ${label} ${collectedAt}`),
  );
}

export function newRules(before: Answers, after: Answers): string[] {
  const known = new Set(before.findings.map(({ id }) => id));
  return after.findings
    .filter(({ id }) => !known.has(id))
    .map(({ rule, subject, state }) => `${rule} ${subject} ${state}`);
}

/** What is said to be fresh although the scope behind it could not be read. */
export function calledFresh(
  { addresses, guests, nodes, sources }: Answers,
  { source = CLUSTER, reads }: FaultCase,
): string[] {
  const things = [
    ...addresses
      .flatMap(({ claims }) => claims)
      .map(({ label, ...claim }) => ({ ...claim, what: label })),
    ...guests.map(({ vmid, ...guest }) => ({
      ...guest,
      scope: `guest:${vmid}`,
      what: guest.id,
    })),
    ...nodes.map(({ name, ...node }) => ({
      ...node,
      scope: `node:${name}`,
      what: node.id,
    })),
  ];
  return [
    ...things
      .filter(({ sourceId, scope }) => sourceId === source && !reads?.(scope))
      .filter(({ freshness: label }) => label.freshness === 'fresh')
      .map(({ what }) => what),
    ...sources
      .filter(({ sourceId }) => sourceId === source && !reads)
      .filter(({ scopes, troubled }) => troubled < scopes)
      .map(
        ({ scopes, troubled }) => `${scopes - troubled} of ${scopes} scopes`,
      ),
  ];
}

/** Everything but times. */
export function said({ addresses, findings, guests, nodes, sources }: Answers) {
  const label = (of: { freshness: string; reason?: string }) =>
    [of.freshness, of.reason].join(' ').trim();
  return {
    sources: sources.map(source => [
      source.sourceId,
      label(source),
      source.troubled,
      source.scopes,
      source.facts,
    ]),
    guests: guests.map(guest => [
      guest.id,
      guest.status,
      label(guest.freshness),
    ]),
    nodes: nodes.map(node => [node.id, node.status, label(node.freshness)]),
    addresses: addresses.map(({ address, freshness, state }) => [
      address,
      state,
      label(freshness),
    ]),
    findings: findings
      .filter(({ state }) => state !== 'resolved')
      .map(({ id, rule, subject, severity, state, summary }) =>
        [id, rule, subject, severity, state, summary].join(' | '),
      ),
  };
}

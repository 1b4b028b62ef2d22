import {
  HopStatusView,
  HopView,
  PathRow,
  hopStatusSchema,
} from '@sankofa/plugin-itops-common';
import { Answers } from './RecordedPortal';
import { FaultCase } from './faultCases';

/** Every hop of a path, those of its branches included. */
function hopsOf({ hops, branches }: PathRow): HopView[] {
  return [...hops, ...branches.flatMap(branch => branch.hops)];
}

/** What must outlive every fault. */
export function kept(answers: Answers) {
  const { guests, nodes, addresses, paths, switches, forwards } = answers;
  return {
    guests: guests.map(({ id }) => id),
    nodes: nodes.map(({ id }) => id),
    // With its only witness unread an address is held instead (ruling R05): never offered.
    addresses: addresses.map(
      ({ address, state }) =>
        `${address} ${state === 'observed-only' ? 'held' : state}`,
    ),
    paths: paths.map(path => [
      path.hostname,
      path.proxySourceId,
      ...hopsOf(path).map(({ kind, ref, port }) => [kind, ref, port].join(' ')),
    ]),
    ports: switches.flatMap(({ id, ports }) =>
      ports.map(({ ref, learned }) => [id, ref, ...learned.map(x => x.mac)]),
    ),
    forwards: forwards.map(({ ref, owners }) => [ref, ...owners]),
    etag: answers.etag,
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

/** When each claim, switch and port of a source was read. */
export function ages(answers: Answers, source: string): string[] {
  const { addresses, switches, forwards } = answers;
  const readings = [
    ...addresses.flatMap(({ address, claims }) =>
      claims.map(claim => ({ ...claim, what: `${address} ${claim.label}` })),
    ),
    ...switches.map(({ freshness, ...device }) => ({
      ...device,
      ...freshness,
      what: device.id,
    })),
    ...forwards.map(({ freshness, ...forward }) => ({
      ...forward,
      ...freshness,
      what: forward.ref,
    })),
  ];
  return readings
    .filter(({ sourceId }) => sourceId === source)
    .map(({ collectedAt, what }) => `${what} ${collectedAt}`);
}

export function newRules(before: Answers, after: Answers): string[] {
  const known = new Set(before.findings.map(({ id }) => id));
  return after.findings
    .filter(({ id }) => !known.has(id))
    .map(({ rule, subject, state }) => `${rule} ${subject} ${state}`);
}

/** What is said to be fresh although the scope behind it could not be read. */
export function calledFresh(
  { addresses, forwards, guests, nodes, sources, switches }: Answers,
  { source, reads }: FaultCase,
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
    ...switches
      .flatMap(({ ports, ...device }) => [
        { ...device, what: device.id },
        ...ports.map(port => ({ ...device, ...port, what: port.ref })),
      ])
      .map(thing => ({ ...thing, scope: 'source' })),
    ...forwards.map(forward => ({
      ...forward,
      scope: 'source',
      what: forward.ref,
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

const rankOf = (status: HopStatusView) =>
  hopStatusSchema.options.indexOf(status);

/** Hops that became more certain while a source could not be read. */
export function moreCertain(before: Answers, during: Answers): string[] {
  const hops = ({ paths }: Answers) =>
    paths.flatMap(path =>
      hopsOf(path).map(hop => ({ ...hop, hostname: path.hostname })),
    );
  const old = hops(before);
  return hops(during).flatMap(({ hostname, kind, ref, status }, index) =>
    rankOf(status) < rankOf(old[index].status)
      ? [`${hostname} ${kind} ${ref}: ${old[index].status} → ${status}`]
      : [],
  );
}

/** Hops that are called confirmed although all they rest on could not be read. */
export function wronglyConfirmed(
  { paths }: Answers,
  { source, readsHops }: FaultCase,
): string[] {
  return paths.flatMap(path =>
    hopsOf(path)
      .filter(
        ({ status, evidence }) =>
          status === 'confirmed' &&
          !readsHops &&
          evidence.every(({ sourceId }) => sourceId === source),
      )
      .map(({ kind, ref }) => `${path.hostname} ${kind} ${ref}`),
  );
}

/** Everything but times. */
export function said(answers: Answers) {
  const { addresses, findings, guests, nodes, paths, sources } = answers;
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
    paths: paths.map(path => [
      path.hostname,
      path.status,
      ...hopsOf(path).map(({ kind, ref, port, status, reason }) =>
        [kind, ref, port, status, reason].join(' '),
      ),
    ]),
    ports: answers.switches.flatMap(({ ports }) =>
      ports.map(port => [port.ref, port.up, label(port.freshness)]),
    ),
    forwards: answers.forwards.map(forward => [
      forward.ref,
      forward.owners.join(),
      label(forward.freshness),
    ]),
    findings: findings
      .filter(({ state }) => state !== 'resolved')
      .map(({ id, rule, subject, severity, state, summary }) =>
        [id, rule, subject, severity, state, summary].join(' | '),
      ),
  };
}

/** In the words of the expectations. */
export function bare({ addresses, findings, paths, sources }: Answers) {
  const bareHops = (hops: HopView[]) =>
    hops.map(({ kind, ref, port, status, reason }) => ({
      kind,
      ref,
      ...(port !== undefined && { port }),
      status,
      ...(reason !== undefined && { reason }),
    }));
  return {
    findings: findings
      .map(({ rule, subject, severity }) => `${rule} ${subject} ${severity}`)
      .sort(),
    paths: paths.map(({ hostname, status, hops, branches }) => ({
      hostname,
      status,
      hops: bareHops(hops),
      branches: branches.map(branch => bareHops(branch.hops)),
    })),
    addresses: addresses
      .map(({ address, state }) => `${address} ${state}`)
      .sort(),
    sources: sources
      .map(({ sourceId, freshness, reason }) =>
        [sourceId, freshness, reason].join(' ').trim(),
      )
      .sort(),
  };
}

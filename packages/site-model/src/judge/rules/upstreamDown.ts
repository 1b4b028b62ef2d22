import { Verdict } from '../../findings';
import { isReadable } from '../../observations';
import { AddressOwner } from '../../paths/OwnerFinder';
import { readEvidence } from '../../paths/Trust';
import { Observed, ProxyRowKind, Site } from '../../site';
import { isSighting } from '../../site/addressState';
import { listed } from '../../text/sentences';
import { claimEvidence, listEvidence } from '../evidence';
import { claimRefs, distinctRefs, JudgeContext } from '../JudgeContext';
import {
  rowLabel,
  Upstream,
  upstreamEvidence,
  upstreamsOf,
} from '../upstreams';

const NOT_RUNNING: ReadonlySet<string> = new Set([
  'stopped',
  'paused',
  'suspended',
]);

/** Why an owner cannot answer, as far as its cluster says so now. */
function whyDown(
  owner: AddressOwner,
  context: JudgeContext,
): string | undefined {
  if (owner.basis !== 'observed') {
    return undefined;
  }
  if (owner.kind === 'guest') {
    const { guest } = owner;
    return NOT_RUNNING.has(guest.status) && isReadable(guest.freshness)
      ? `${context.subjects.label(guest)} is ${guest.status}`
      : undefined;
  }
  return owner.kind === 'node' &&
    owner.node.status === 'offline' &&
    isReadable(owner.node.freshness)
    ? `node ${owner.node.name} is offline`
    : undefined;
}

function stoppedVerdict(upstream: Upstream, context: JudgeContext): Verdict[] {
  if (upstream.meaning.kind !== 'address') {
    return [];
  }
  const { owners, known } = context.owners().of(upstream.meaning.address);
  const reasons = owners.map(owner => whyDown(owner, context));
  const declared = known ? context.guestsDeclaredFor(known) : [];
  if (
    owners.length === 0 ||
    reasons.includes(undefined) ||
    declared.some(guest => guest.addressesUnreadable !== undefined)
  ) {
    return [];
  }
  const guests = owners.flatMap(owner =>
    owner.kind === 'guest' ? [owner.guest] : [],
  );
  const nodes = owners.flatMap(owner =>
    owner.kind === 'node' ? [owner.node] : [],
  );
  return [
    {
      rule: 'upstream-down',
      subject: upstream.subject,
      severity: 'error',
      summary: `${upstream.label} sends to ${upstream.text}, but ${listed(
        reasons as string[],
      )}; start it, or disable the row.`,
      evidence: [
        upstreamEvidence(upstream),
        ...owners.flatMap(({ claims }) => claims.map(claimEvidence)),
        ...guests.map(guest =>
          listEvidence(
            guest,
            `${context.subjects.label(guest)} is ${guest.status}`,
          ),
        ),
      ],
      restsOn: distinctRefs([
        ...context.readRefs([upstream.row]),
        ...[...guests, ...declared].flatMap(guest => context.guestRefs(guest)),
        ...nodes.map(({ sourceId }) => context.listRef(sourceId)),
        ...claimRefs(owners.flatMap(({ claims }) => claims.filter(isSighting))),
      ]),
      guestIds: guests.map(({ id }) => id),
    },
  ];
}

type AnyRow = Site[
  | 'proxyHosts'
  | 'streams'
  | 'deadHosts'
  | 'redirectionHosts'][number];

function refused(
  kind: ProxyRowKind,
  rows: readonly AnyRow[],
  context: JudgeContext,
): Verdict[] {
  return rows
    .filter(({ value }) => value.enabled && value.serving === 'refused')
    .map((row: Observed<AnyRow['value']>) => {
      const { id, refusal = 'no reason given' } = row.value;
      const label = rowLabel(kind, row.value);
      return {
        rule: 'upstream-down',
        subject: context.subjects.row(kind, row.sourceId, id),
        severity: 'error',
        summary: `${label} is enabled but nginx refuses it, so nobody is served; correct the row, or disable it.`,
        evidence: [readEvidence(row, `nginx refuses ${label}`, refusal)],
        restsOn: context.readRefs([row]),
        guestIds: [],
      };
    });
}

/**
 * A row that leads to something that is known not to run, or that nginx refuses.
 * Not raised for an address that a row gives to a guest that cannot be read now
 * (ruling R02): that one may be running.
 */
export function upstreamDown(context: JudgeContext): Verdict[] {
  const { site } = context;
  return [
    ...refused('proxy-host', site.proxyHosts, context),
    ...refused('redirection-host', site.redirectionHosts, context),
    ...refused('dead-host', site.deadHosts, context),
    ...refused('stream', site.streams, context),
    ...upstreamsOf(context).flatMap(item => stoppedVerdict(item, context)),
  ];
}

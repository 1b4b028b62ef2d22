import { GuestAddressesFact, GuestConfigFact, GuestFact } from '../facts';
import { FreshnessLabel } from '../observations';
import { addressesUnreadable, addressFreshness } from './addressReadability';
import { joinInterfaces, SightedOf } from './guestInterfaces';
import { OwnerOf } from './ownership';
import { RowsOf } from './rowAssignment';
import { VidOf } from './vnetTags';
import { DeclaredRow, Guest, SiteNode } from './site';
import { FactOf, SourceReading } from './SourceReading';

/** What the join of guests needs from the rest of the site. */
export interface GuestContext {
  cluster: string;
  nodes: ReadonlyMap<string, SiteNode>;
  rowsOf: RowsOf;
  ownerOf: OwnerOf;
  vidOf: VidOf;
  sightedOf: SightedOf;
}

/** A guest, and the facts behind it that its claims name as witnesses. */
export interface JoinedGuest {
  guest: Guest;
  config?: FactOf<'guest-config'>;
  seen?: FactOf<'guest-addresses'>;
}

function byVmid<F extends { value: GuestConfigFact | GuestAddressesFact }>(
  facts: F[],
): Map<number, F> {
  return new Map(facts.map(fact => [fact.value.vmid, fact]));
}

function declaredIn(rows: readonly DeclaredRow[]): Guest['declared'] {
  return rows.map(row => ({
    sourceId: row.sourceId,
    file: row.file,
    line: row.line,
    locator: row.locator,
    ...(row.name !== undefined && { name: row.name }),
    ...(row.node !== undefined && { node: row.node }),
    addresses: row.addresses,
    ranges: row.ranges,
  }));
}

/** A fact that is kept although a complete run missed it wears its own label. */
function factLabel(
  reading: SourceReading,
  fact: FactOf<'guest-config'> | FactOf<'guest-addresses'> | undefined,
  scopeLabel: FreshnessLabel,
): FreshnessLabel {
  return fact?.missed ? reading.labelOf(fact) : scopeLabel;
}

function earliest(...facts: ({ firstSeenAt: string } | undefined)[]): string {
  return facts
    .flatMap(fact => (fact ? [fact.firstSeenAt] : []))
    .reduce((left, right) => (left < right ? left : right));
}

/**
 * The list loses name, template mark and tags of a guest whose node has been away
 * for some minutes; the configuration still has them.
 */
function listedGuest(
  { value }: FactOf<'guest'>,
  config: FactOf<'guest-config'> | undefined,
): GuestFact {
  if (value.name !== undefined || !config) {
    return value;
  }
  const { name, template, tags } = config.value;
  return {
    ...value,
    ...(name !== undefined && { name }),
    template: value.template || (template ?? false),
    tags: value.tags.length > 0 ? value.tags : tags ?? [],
  };
}

function joinGuest(
  reading: SourceReading,
  fact: FactOf<'guest'>,
  config: FactOf<'guest-config'> | undefined,
  seen: FactOf<'guest-addresses'> | undefined,
  context: GuestContext,
): JoinedGuest {
  const { sourceId } = reading;
  const listed = listedGuest(fact, config);
  const { vmid } = listed;
  const node = context.nodes.get(listed.node);
  const rows = context.rowsOf(sourceId, vmid);
  const joined = joinInterfaces(config?.value, seen?.value, context.sightedOf);
  const ownership = context.ownerOf(listed, rows);
  const net = joined.interfaces[0];
  const vlan = net && context.vidOf(sourceId, net);
  // Proxmox repeats the last status for minutes after a node is gone.
  const status = node?.status === 'offline' ? 'unknown' : listed.status;
  const configFreshness = factLabel(
    reading,
    config,
    reading.label(`guest:${vmid}`),
  );
  const locator = reading.locatorOf(fact);
  const agentEnabled = config?.value.agentEnabled ?? false;
  const read = {
    vmid,
    type: listed.type,
    status,
    interfaces: joined.interfaces,
    configFreshness,
  };
  const unreadable = addressesUnreadable(reading, read, node, agentEnabled);
  const guest: Guest = {
    id: `${sourceId}/${vmid}`,
    sourceId,
    cluster: context.cluster,
    ...listed,
    status,
    ...joined,
    pendingAddresses: config?.value.pendingAddresses ?? [],
    ...(vlan !== undefined && { vlan }),
    ...(ownership && { ownership }),
    declared: declaredIn(rows),
    ...(config?.value.description !== undefined && {
      description: config.value.description,
    }),
    freshness: reading.labelOf(fact),
    configFreshness,
    addressFreshness: factLabel(
      reading,
      seen,
      addressFreshness(reading, read, agentEnabled),
    ),
    ...(seen && { addressesSeenAt: seen.collectedAt }),
    ...(unreadable !== undefined && { addressesUnreadable: unreadable }),
    firstSeenAt: earliest(fact, config, seen),
    ...(locator !== undefined && { locator }),
  };
  return { guest, config, seen };
}

/** The guests of one cluster by VMID; fills the guest lists of its nodes. */
export function guestsOf(
  reading: SourceReading,
  context: GuestContext,
): JoinedGuest[] {
  const configs = byVmid(reading.facts('guest-config'));
  const seen = byVmid(reading.facts('guest-addresses'));
  const guests = reading
    .facts('guest')
    .map(fact =>
      joinGuest(
        reading,
        fact,
        configs.get(fact.value.vmid),
        seen.get(fact.value.vmid),
        context,
      ),
    )
    .sort((left, right) => left.guest.vmid - right.guest.vmid);
  for (const { guest } of guests) {
    context.nodes.get(guest.node)?.guestIds.push(guest.id);
  }
  return guests;
}

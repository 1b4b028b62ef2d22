import { SourceSnapshot } from '../observations';
import { PortRecords } from '../portmap/portRecords';
import { compareText } from '../text/compareText';
import { ClaimBook } from './ClaimBook';
import {
  claimDevices,
  claimGateways,
  claimGuest,
  claimKeys,
  claimNodes,
  claimRows,
} from './claims';
import {
  declaredDevices,
  declaredHostnames,
  declaredKeys,
  declaredRows,
  unparsedLines,
} from './declared';
import { declaredFiles } from './declaredFiles';
import {
  claimGatewayLegs,
  claimPointers,
  claimSightings,
  claimSwitches,
} from './edge/edgeClaims';
import { keepMacOwners, MacOwners } from './edge/MacOwners';
import { proxiesOf } from './edge/proxies';
import { readEdge } from './edge/readEdge';
import { observed } from './edge/observed';
import { addressesByMac } from './edge/sightings';
import { guestsOf, JoinedGuest } from './guests';
import { nodesOf } from './nodes';
import { ownershipRules } from './ownership';
import { prefixesOf } from './prefixes';
import { PrefixIndex } from './PrefixIndex';
import { assignRows, RowsOf } from './rowAssignment';
import { Claim, DeclaredRow, Guest, Site, SiteNode, SiteOptions } from './site';
import { SourceReading } from './SourceReading';
import { vlansOf } from './vlans';
import { vnetTags } from './vnetTags';

/** Connectors whose sources are clusters with guests. */
const CLUSTER_KINDS: ReadonlySet<string> = new Set(['proxmox']);

/** A source that can say which guests exist. @public */
export function isClusterSource(source: { kind: string }): boolean {
  return CLUSTER_KINDS.has(source.kind);
}

/** The guest of a row, where exactly one cluster has its VMID. */
function guestOfRow(guests: readonly Guest[], rowsOf: RowsOf) {
  const found = new Map<DeclaredRow, Guest | undefined>();
  for (const guest of guests) {
    for (const row of rowsOf(guest.sourceId, guest.vmid)) {
      found.set(row, found.has(row) ? undefined : guest);
    }
  }
  return (row: DeclaredRow) => found.get(row);
}

/** The MACs of all guests, before the guests themselves are joined. */
function guestMacs(clusters: readonly SourceReading[]): ReadonlySet<string> {
  const macs = new Set<string>();
  for (const cluster of clusters) {
    for (const { value } of cluster.facts('guest-config')) {
      for (const { mac } of value.interfaces) {
        if (mac !== undefined) {
          macs.add(mac);
        }
      }
    }
  }
  return macs;
}

/** Scopes in a fixed order; facts live on in what was joined from them. */
function withoutFacts({
  facts,
  ...source
}: SourceSnapshot): Site['sources'][0] {
  return {
    ...source,
    scopes: [...source.scopes].sort(
      (left, right) =>
        compareText(left.pass, right.pass) ||
        compareText(left.scope, right.scope),
    ),
  };
}

/**
 * Joins everything the sources say into one site. Pure: the same snapshots, in
 * whatever order, give the same site, and nothing in it is changed afterwards.
 *
 * @param snapshots - one for each configured source
 * @param options - from configuration
 * @param at - the moment the site speaks about, ISO-8601 UTC
 * @param records - claims of our own records: reservations and addresses kept by people
 * @param portRecords - what people had written down of cables at that moment
 * @public
 */
export function buildSite(
  snapshots: readonly SourceSnapshot[],
  options: SiteOptions,
  at: string,
  records: readonly Claim[] = [],
  portRecords?: PortRecords,
): Site {
  const readings = snapshots
    .map(SourceReading.create)
    .sort((left, right) => compareText(left.sourceId, right.sourceId));
  const clusters = readings.filter(isClusterSource);
  const keys = declaredKeys(readings);
  const rows = declaredRows(readings);
  const devices = declaredDevices(readings);
  const rowsOf = assignRows(rows, clusters);
  const ownerOf = ownershipRules(options.owners);
  const vidOf = vnetTags(clusters);
  const read = readEdge(readings);
  const sighted = addressesByMac(read, guestMacs(clusters));

  const book = ClaimBook.create();
  const nodes: SiteNode[] = [];
  const joined: JoinedGuest[] = [];
  for (const reading of clusters) {
    const members = nodesOf(reading);
    const guests = guestsOf(reading, {
      cluster: reading.cluster,
      nodes: new Map(members.map(node => [node.name, node])),
      rowsOf,
      ownerOf,
      vidOf,
      sightedOf: mac => sighted.get(mac) ?? [],
    });
    nodes.push(...members);
    for (const guest of guests) {
      joined.push(guest);
      claimGuest(reading, guest, book.add);
    }
    claimNodes(reading, book.add);
  }
  const guests = joined.map(({ guest }) => guest);
  const edge = {
    proxies: proxiesOf(observed(readings, 'proxy'), guests),
    ...read,
  };
  claimSwitches(edge, book.add);
  const owners = MacOwners.create(edge, guests, nodes);
  claimSightings(edge, owners, book.add);
  claimPointers(edge, book.add);
  claimKeys(keys, book.add);
  claimRows(rows, guestOfRow(guests, rowsOf), book.add);
  claimDevices(devices, book.add);
  records.forEach(book.add);
  clusters.forEach(reading => claimGateways(reading, book.addWhereClaimed));
  claimGatewayLegs(edge, book.addWhereClaimed);

  const prefixes = prefixesOf(clusters, joined, keys, {
    vidOf,
    networks: edge.networks,
  });
  const site: Site = {
    at,
    sources: snapshots
      .map(withoutFacts)
      .sort((left, right) => compareText(left.sourceId, right.sourceId)),
    nodes,
    guests,
    addresses: book.addresses(
      {
        guests: new Map(guests.map(guest => [guest.id, guest])),
        nodes: new Map(nodes.map(node => [node.id, node])),
      },
      PrefixIndex.create(prefixes),
    ),
    prefixes,
    vlans: vlansOf(clusters, guests, prefixes, {
      vidOf,
      networks: edge.networks,
    }),
    declaredKeys: keys,
    declaredRows: rows,
    declaredDevices: devices,
    declaredHostnames: declaredHostnames(readings),
    declaredFiles: declaredFiles(readings),
    unparsed: unparsedLines(readings),
    ...(portRecords && { portRecords }),
    severalClusters: clusters.length > 1,
    ...edge,
  };
  return keepMacOwners(site, owners);
}

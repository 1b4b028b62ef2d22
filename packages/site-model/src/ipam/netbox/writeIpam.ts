import { formatCsv } from '../../portmap/csv/formatCsv';
import { hideFormula } from '../../portmap/csv/formulas';
import { IpamAddress, IpamPrefix, IpamVlan } from '../records';
import { IPAM_TABLES } from './tables';

/** Files that NetBox 4.6.8 imports. @public */
export const IPAM_FILES = {
  vlans: 'vlans.csv',
  prefixes: 'prefixes.csv',
  addresses: 'ip-addresses.csv',
} as const;

const HEADINGS = {
  vlans: IPAM_TABLES.vlans.kept,
  prefixes: IPAM_TABLES.prefixes.kept.filter(name => name !== 'vrf'),
  addresses: IPAM_TABLES.addresses.kept.filter(name => name !== 'vrf'),
};

/** The line of headings of a file. @public */
export function netboxHead(file: keyof typeof IPAM_FILES): string {
  return formatCsv([HEADINGS[file]]);
}

function rows<T>(
  file: keyof typeof IPAM_FILES,
  records: readonly T[],
  cellsOf: (record: T) => Record<string, string | number | undefined>,
): string {
  return formatCsv(
    records.map(record => {
      const cells = new Map(Object.entries(cellsOf(record)));
      return HEADINGS[file].map(name =>
        hideFormula(String(cells.get(name) ?? '')),
      );
    }),
  );
}

/** @public */
export function netboxVlans(vlans: readonly IpamVlan[]): string {
  return rows('vlans', vlans, vlan => ({
    ...vlan,
    tenant: vlan.ownerTeam,
    role: vlan.environment,
  }));
}

/** @public */
export function netboxPrefixes(prefixes: readonly IpamPrefix[]): string {
  return rows('prefixes', prefixes, prefix => ({
    prefix: prefix.cidr,
    tenant: prefix.ownerTeam,
    vlan_group: prefix.vlan?.group,
    vlan: prefix.vlan?.vid,
    status: prefix.status,
    role: prefix.environment,
    description: prefix.description,
    comments: prefix.routingNotes,
  }));
}

/**
 * NetBox knows neither `planned` addresses (they go as `reserved`) nor gateways
 * and network devices as roles (they go without).
 *
 * @param lengthOf - prefix length of the network around an address
 * @public
 */
export function netboxAddresses(
  addresses: readonly IpamAddress[],
  lengthOf: (address: IpamAddress) => number,
): string {
  return rows('addresses', addresses, address => ({
    address: `${address.address}/${lengthOf(address)}`,
    tenant: address.ownerTeam,
    status: address.lifecycle === 'planned' ? 'reserved' : address.lifecycle,
    role: address.role === 'vip' ? 'vip' : '',
    dns_name: address.hostname,
    description: address.description,
  }));
}

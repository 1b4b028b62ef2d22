import { compact } from '@sankofa/plugin-itops-node';
import { Fact, parseCidr } from '@sankofa/site-model';
import { SubnetRow, VnetRow } from '../clients/schemas';

/** `cidr` since PVE 8; before, only the id: `zone-10.110.0.0-24`. */
function cidrOf(row: SubnetRow): string | undefined {
  const text =
    row.cidr ?? row.subnet?.replace(/^.*?-([0-9a-f.:]+)-(\d+)$/i, '$1/$2');
  return text === undefined ? undefined : parseCidr(text)?.cidr;
}

/** An SDN network with its subnets; guests name it as their bridge. */
export function mapVnet(row: VnetRow, subnets: SubnetRow[]): Fact {
  return {
    kind: 'vnet',
    key: row.vnet,
    value: compact({
      name: row.vnet,
      zone: row.zone ?? '',
      tag: row.tag,
      alias: row.alias,
      subnets: subnets
        .flatMap(subnet => {
          const cidr = cidrOf(subnet);
          return cidr === undefined
            ? []
            : [compact({ cidr, gateway: subnet.gateway })];
        })
        .sort((a, b) => (a.cidr < b.cidr ? -1 : 1)),
    }),
    locator: `/cluster/sdn/vnets/${row.vnet}/subnets`,
  };
}

import { compact } from '@sankofa/plugin-itops-node';
import {
  Fact,
  GuestAddressesFact,
  compareAddresses,
  isLinkLocalOrLoopback,
  normalizeMac,
  parseAddress,
} from '@sankofa/site-model';
import { AgentInterface, ContainerInterface } from '../clients/schemas';

type SeenInterface = GuestAddressesFact['interfaces'][number];

/** `192.168.11.50` and 24 → `192.168.11.50/24`; loopback, link-local and what is no address: nothing. */
function seen(text: string, prefix: number | undefined): string[] {
  // Windows agents append the zone: fe80::1%12
  const address = parseAddress(text.split('%')[0]);
  if (address === undefined || isLinkLocalOrLoopback(address)) {
    return [];
  }
  return [prefix === undefined ? address : `${address}/${prefix}`];
}

function compare(a: string = '', b: string = ''): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function hostPart(text: string): string {
  return text.split('/')[0];
}

function seenInterface(
  name: string,
  mac: string | undefined,
  addresses: string[],
): SeenInterface[] {
  // Interfaces without an address (veth ends, idle ports) change names all the time and say nothing.
  return addresses.length === 0
    ? []
    : [
        compact({
          name,
          mac: mac === undefined ? undefined : normalizeMac(mac),
          addresses: [...new Set(addresses)].sort((a, b) =>
            compareAddresses(hostPart(a), hostPart(b)),
          ),
        }),
      ];
}

function fact(
  vmid: number,
  via: GuestAddressesFact['via'],
  interfaces: SeenInterface[],
  locator: string,
): Fact {
  return {
    kind: 'guest-addresses',
    key: String(vmid),
    value: {
      vmid,
      via,
      interfaces: interfaces.sort(
        (a, b) => compare(a.name, b.name) || compare(a.mac, b.mac),
      ),
    },
    locator,
  };
}

/** `192.168.11.50/24` of the old fields `inet` and `inet6`, which hold the last address only. */
function lastAddresses(row: ContainerInterface): string[] {
  return [row.inet, row.inet6].flatMap(text => {
    const [address, prefix] = (text ?? '').split('/');
    return seen(address, prefix ? Number(prefix) : undefined);
  });
}

/** What is configured inside a running container. */
export function mapContainerInterfaces(
  vmid: number,
  rows: ContainerInterface[],
  locator: string,
): Fact {
  const interfaces = rows.flatMap(row => {
    const listed = (row['ip-addresses'] ?? []).flatMap(entry =>
      seen(entry['ip-address'], entry.prefix),
    );
    // pve-container before 5.2.6 has no list, and some answers leave it empty.
    return seenInterface(
      row.name,
      row['hardware-address'] ?? row.hwaddr,
      listed.length > 0 ? listed : lastAddresses(row),
    );
  });
  return fact(vmid, 'container', interfaces, locator);
}

/** What the agent inside a virtual machine reports. */
export function mapAgentInterfaces(
  vmid: number,
  rows: AgentInterface[],
  locator: string,
): Fact {
  const interfaces = rows.flatMap(row =>
    seenInterface(
      row.name,
      row['hardware-address'],
      (row['ip-addresses'] ?? []).flatMap(entry =>
        seen(entry['ip-address'], entry.prefix),
      ),
    ),
  );
  return fact(vmid, 'agent', interfaces, locator);
}

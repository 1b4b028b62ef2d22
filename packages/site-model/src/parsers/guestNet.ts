import { GuestInterfaceConfig } from '../facts';
import { normalizeMac, parseAddress, parseCidr } from '../values';
import { isTrue, readProperties } from './propertyString';

/** Keys of a `netX` line that are no network card model. */
const KNOWN_KEYS = new Set([
  'bridge',
  'firewall',
  'gw',
  'gw6',
  'host-managed',
  'hwaddr',
  'ip',
  'ip6',
  'link_down',
  'macaddr',
  'model',
  'mtu',
  'name',
  'queues',
  'rate',
  'tag',
  'trunks',
  'type',
]);

type Settings = Map<string, string>;

/** `virtio=MAC` and a bare `virtio` are short for `model=virtio,macaddr=MAC`. */
function readSettings(value: string, type: 'lxc' | 'qemu'): Settings {
  const settings: Settings = new Map();
  for (const property of readProperties(value)) {
    const { key } = property;
    if (key !== undefined && (type === 'lxc' || KNOWN_KEYS.has(key))) {
      settings.set(key, property.value);
    } else if (key !== undefined && normalizeMac(property.value)) {
      settings.set('model', key);
      settings.set('macaddr', property.value);
    } else if (key === undefined && type === 'qemu') {
      settings.set('model', property.value);
    }
  }
  return settings;
}

/** Canonical `address/length` of a static setting; nothing for words such as `dhcp`. */
function staticAddress(setting: string | undefined): string | undefined {
  const text = setting?.trim() ?? '';
  const cidr = parseCidr(text);
  if (cidr) {
    return `${cidr.address}/${cidr.length}`;
  }
  const bare = parseAddress(text);
  return bare && `${bare}/${bare.includes(':') ? 128 : 32}`;
}

function readTag(text: string | undefined): number | undefined {
  const tag = /^\d{1,4}$/.test(text ?? '') ? Number(text) : 0;
  return tag >= 1 && tag <= 4094 ? tag : undefined;
}

/**
 * Reads one `netX` line of a guest. A container names its addresses on the line
 * itself, a VM in the `ipconfigX` line of cloud-init. A value that is no valid
 * address is left out: Proxmox keeps such lines and the guest never gets it.
 *
 * @param id - `net0`
 * @param value - `name=eth0,bridge=vmbr0,hwaddr=…,ip=192.168.11.50/24,…` or
 * `virtio=…,bridge=vmbr0,tag=11,…`
 * @param ipconfig - `ip=192.168.11.60/24,gw=192.168.11.1`, VMs only
 * @public
 */
export function parseGuestNet(
  id: string,
  value: string,
  type: 'lxc' | 'qemu',
  ipconfig?: string,
): GuestInterfaceConfig {
  const settings = readSettings(value, type);
  const ip: Settings =
    type === 'lxc' ? settings : readSettings(ipconfig ?? '', 'lxc');
  const mac = settings.get(type === 'lxc' ? 'hwaddr' : 'macaddr');
  const words = [ip.get('ip'), ip.get('ip6')];
  const optional = {
    name: type === 'lxc' ? settings.get('name') : undefined,
    model: type === 'qemu' ? settings.get('model') : undefined,
    mac: normalizeMac(mac ?? ''),
    bridge: settings.get('bridge') || undefined,
    tag: readTag(settings.get('tag')),
    gateway: parseAddress(ip.get('gw') ?? ''),
    gateway6: parseAddress(ip.get('gw6') ?? ''),
  };
  return {
    id,
    ...(Object.fromEntries(
      Object.entries(optional).filter(([, setting]) => setting !== undefined),
    ) as typeof optional),
    trunks: (settings.get('trunks') ?? '')
      .split(';')
      .map(trunk => trunk.trim())
      .filter(trunk => /^\d{1,4}(?:-\d{1,4})?$/.test(trunk)),
    linkDown: isTrue(settings.get('link_down')),
    addresses: words
      .map(staticAddress)
      .filter(address => address !== undefined),
    dynamic: words.some(word => word === 'dhcp' || word === 'auto'),
  };
}

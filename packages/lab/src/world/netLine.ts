import { LabNet } from './world';

/** What a `netX` line says; without `mac` one has to be made up. */
export type NetLine = Omit<LabNet, 'mac' | 'live'> & { mac?: string };

const MODELS = ['virtio', 'e1000', 'e1000e', 'rtl8139', 'vmxnet3'];
const COMMON = [
  'bridge',
  'tag',
  'trunks',
  'link_down',
  'firewall',
  'mtu',
  'rate',
];
const ADDRESSING = ['ip', 'ip6', 'gw', 'gw6'];
const KEYS = {
  lxc: [...COMMON, ...ADDRESSING, 'name', 'hwaddr', 'type', 'host-managed'],
  qemu: [...COMMON, ...MODELS, 'model', 'macaddr', 'queues'],
  ipconfig: ADDRESSING,
};
const OCTET = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const V4 = new RegExp(`^${OCTET}(\\.${OCTET}){3}$`);
const V4_NET = new RegExp(`^(dhcp|manual|${OCTET}(\\.${OCTET}){3}/\\d{1,2})$`);
const V6_NET = /^(auto|dhcp|manual|[\da-fA-F:]+\/\d{1,3})$/;
const MAC = /^[\da-fA-F]{2}(:[\da-fA-F]{2}){5}$/;

function read(text: string): Map<string, string> {
  return new Map(
    text.split(',').map(part => {
      const [key, ...value] = part.trim().split('=');
      return [key, value.join('=')];
    }),
  );
}

const NO_KEY =
  'invalid format - value without key, but schema does not define a default key\n';

function problems(
  kind: keyof typeof KEYS,
  values: Map<string, string>,
  prefix: string,
): string[] {
  const wrong = (key: string, fits: RegExp, what: string) => {
    const value = values.get(key);
    return value === undefined || fits.test(value)
      ? []
      : [
          `${prefix}.${key}: invalid format - value does not look like ${what}\n`,
        ];
  };
  const tag = values.get('tag');
  const range =
    tag === undefined || (Number(tag) >= 1 && Number(tag) <= 4094)
      ? []
      : [`${prefix}.tag: value must have a maximum value of 4094`];
  return [
    ...wrong('ip', V4_NET, 'a valid ipv4 network configuration'),
    ...wrong('ip6', V6_NET, 'a valid ipv6 network configuration'),
    ...wrong('gw', V4, 'a valid ipv4 address'),
    ...wrong('hwaddr', MAC, 'a valid unicast MAC address'),
    ...range,
    ...(kind === 'lxc' && !values.has('name')
      ? [`${prefix}.name: property is missing and it is not optional`]
      : []),
    ...[...values.keys()]
      .filter(key => !KEYS[kind].includes(key))
      .map(
        key =>
          `${prefix}.${key}: property is not defined in schema and the schema does not allow additional properties`,
      ),
  ];
}

/**
 * Reads a `netX` line, or says what is wrong with it in the words of Proxmox.
 *
 * @param prefix - `net0`
 */
export function parseNetLine(
  type: 'lxc' | 'qemu',
  prefix: string,
  text: string,
): NetLine | { problem: string } {
  const values = read(text);
  if (!text.split(',').every(part => part.includes('='))) {
    return { problem: NO_KEY };
  }
  const found = problems(type, values, prefix);
  if (found.length > 0) {
    return { problem: `invalid format - format error\n${found.join('\n')}` };
  }
  const tag = values.get('tag');
  const model = MODELS.find(name => values.has(name)) ?? values.get('model');
  const mac =
    values.get('hwaddr') ?? values.get('macaddr') ?? values.get(model ?? '');
  return {
    ...(mac && { mac: mac.toUpperCase() }),
    ...(type === 'qemu' && model && model !== 'virtio' && { model }),
    name: values.get('name'),
    bridge: values.get('bridge'),
    tag: tag === undefined ? undefined : Number(tag),
    trunks: values.get('trunks'),
    linkDown: values.get('link_down') === '1' || undefined,
    address: values.get('ip'),
    address6: values.get('ip6'),
    gateway: values.get('gw'),
    gateway6: values.get('gw6'),
  };
}

/** Reads an `ipconfigX` line of a virtual machine. */
export function parseIpConfig(
  prefix: string,
  text: string,
):
  | Pick<LabNet, 'address' | 'address6' | 'gateway' | 'gateway6'>
  | { problem: string } {
  const values = read(text);
  const found = problems('ipconfig', values, prefix);
  return found.length > 0
    ? { problem: `invalid format - format error\n${found.join('\n')}` }
    : {
        address: values.get('ip'),
        address6: values.get('ip6'),
        gateway: values.get('gw'),
        gateway6: values.get('gw6'),
      };
}

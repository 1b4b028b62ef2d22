import { GATEWAY_MAC } from '../macs';
import {
  LabNetwork,
  LabPortForward,
  LabStation,
  LabSwitchPort,
  LabSwitching,
} from '../switching';

const LAN = 'net-lan';

function ids(number: number): { id: string; uuid: string } {
  return {
    id: `66b0f0a1e4b0${number.toString(16).padStart(12, '0')}`,
    uuid: `6a1f0000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`,
  };
}

/** One VLAN of the target plan; its gateway is the console. */
function planned(vlan: number, name: string): LabNetwork {
  return {
    ...ids(vlan),
    id: `net-${vlan}`,
    name,
    purpose: 'corporate',
    vlan,
    subnet: `10.${vlan}.0.1/24`,
  };
}

const networks: LabNetwork[] = [
  {
    ...ids(11),
    id: LAN,
    name: 'LAN',
    purpose: 'corporate',
    vlan: 11,
    subnet: '192.168.11.1/24',
    dhcp: { start: '192.168.11.200', stop: '192.168.11.239' },
  },
  planned(110, 'validators'),
  planned(111, 'rpc'),
  planned(112, 'explorer and indexers'),
  planned(120, 'Sankofa services'),
  planned(160, 'IT services'),
  planned(200, 'tenant acme'),
  planned(201, 'tenant borealis'),
  planned(202, 'tenant cedar'),
  planned(203, 'tenant delta'),
  {
    ...ids(1),
    id: 'net-default',
    name: 'Default',
    purpose: 'corporate',
    subnet: '192.168.1.1/24',
    dhcp: { start: '192.168.1.6', stop: '192.168.1.254' },
  },
  { ...ids(901), id: 'net-wan', name: 'Internet 1', purpose: 'wan' },
  { ...ids(902), id: 'net-wan2', name: 'Internet 2', purpose: 'wan' },
];

function ports(
  count: number,
  media: LabSwitchPort['media'],
  more: Record<number, Partial<LabSwitchPort>>,
): LabSwitchPort[] {
  return Array.from({ length: count }, (_, i) => ({
    number: i + 1,
    media,
    ...more[i + 1],
  }));
}

function forward(
  number: number,
  name: string,
  listens: string,
  target: string,
  more: Partial<LabPortForward> = {},
): LabPortForward {
  const [, on, protocol, listen] = /^(\w+) (\w+) (\S+)$/.exec(listens)!;
  const [, address, to] = /^([\d.]+):(\S+)$/.exec(target)!;
  return {
    id: ids(700 + number).id,
    name,
    enabled: true,
    interface: on,
    protocol: protocol as LabPortForward['protocol'],
    ports: listen,
    target: address,
    targetPorts: to,
    ...more,
  };
}

/** The iDRACs are behind a small switch that nobody manages. */
const outOfBand = [1, 2, 3, 4].map(
  (number): LabStation => ({
    mac: `d0:94:66:00:0${number}:01`,
    address: `192.168.11.${15 + number}`,
    hostname: `idrac-r630-0${number}`,
    at: { device: 'sw-core1', port: 15 },
    network: LAN,
  }),
);

const OFFICES = ids(801).id;

/**
 * A UDM Pro, a core switch and one in the closet. r630-01 and r630-04 have a LAG each, r630-02 a backup
 * pair; port 5 still carries the name of the node that was there before, and leaves out a VLAN that
 * a guest behind it needs.
 */
export const switching: LabSwitching = {
  site: 'default',
  version: '10.5.66',
  devices: [
    {
      name: 'udm-pro',
      mac: GATEWAY_MAC,
      model: 'UDMPRO',
      modelName: 'Dream Machine Pro',
      type: 'udm',
      address: '192.168.11.1',
      ports: ports(11, 'GE', {
        10: { media: 'SFP+' },
        11: { media: 'SFP+', label: 'to core' },
      }),
      wans: [
        { port: 10, address: '198.51.100.18' },
        { port: 9, address: '100.64.7.2' },
      ],
    },
    {
      name: 'sw-core1',
      mac: '78:45:58:2b:00:01',
      model: 'USXG',
      modelName: 'US 16 XG',
      type: 'usw',
      address: '192.168.11.2',
      uplink: { port: 12, device: 'udm-pro', remotePort: 11 },
      wans: [],
      ports: ports(16, 'SFP+', {
        1: { label: 'r630-01 bond0', profile: 'hypervisors', lag: [1, 2] },
        2: { profile: 'hypervisors' },
        3: { label: 'r630-02 eno1' },
        4: { label: 'r630-02 eno2' },
        5: { label: 'ml110', profile: 'without-112' },
        6: { label: 'r630-04 bond0', profile: 'hypervisors', lag: [6, 7] },
        7: { profile: 'hypervisors' },
        11: { label: 'to closet' },
        12: { label: 'uplink UDM' },
        13: { media: 'GE', profile: 'disabled' },
        14: { media: 'GE' },
        15: { media: 'GE', label: 'OOB', profile: 'lan-only', hiddenMacs: 1 },
        16: { media: 'GE' },
      }),
    },
    {
      name: 'sw-closet',
      mac: '78:8a:20:3c:00:01',
      model: 'US8',
      modelName: 'US 8',
      type: 'usw',
      address: '192.168.11.3',
      uplink: { port: 8, device: 'sw-core1', remotePort: 11 },
      wans: [],
      ports: ports(8, 'GE', { 3: { label: 'nas' }, 5: { label: 'printer' } }),
    },
  ],
  networks,
  profiles: [
    {
      id: 'hypervisors',
      name: 'Hypervisors',
      forward: 'all',
      native: LAN,
      tagged: 'auto',
    },
    {
      id: 'without-112',
      name: 'Hypervisors without indexers',
      forward: 'customize',
      native: LAN,
      tagged: 'custom',
      excluded: ['net-112'],
    },
    {
      id: 'lan-only',
      name: 'LAN only',
      forward: 'native',
      native: LAN,
      tagged: 'block_all',
    },
    {
      id: 'disabled',
      name: 'Disabled',
      forward: 'disabled',
      tagged: 'block_all',
    },
  ],
  groups: [{ id: OFFICES, name: 'offices', members: ['203.0.113.0/28'] }],
  forwards: [
    forward(1, 'web', 'wan tcp 80,443', '192.168.11.166:80,443'),
    forward(2, 'git', 'wan tcp 2222', '192.168.11.166:2222'),
    forward(3, 'p2p', 'wan tcp_udp 30303-30305', '192.168.11.160:30303-30305'),
    forward(4, 'old web', 'wan tcp 443', '192.168.11.26:443', {
      enabled: false,
    }),
    forward(5, 'ops ssh', 'wan tcp 22022', '192.168.11.37:22', {
      source: '198.51.100.0/24',
    }),
    // Nobody has this address.
    forward(6, 'vpn', 'wan udp 51820', '192.168.11.212:51820'),
    // The range takes the port of "git" in.
    forward(7, 'jump ssh', 'wan tcp 2200-2299', '192.168.11.37:2200-2299'),
    forward(8, 'git over the second line', 'wan2 tcp 2222', '192.168.11.30:22'),
    forward(9, 'staff', 'both tcp 8443', '192.168.11.166:443', {
      sourceGroup: OFFICES,
    }),
    forward(10, 'mail', 'all tcp 25,465,587', '192.168.11.23:25,465,587'),
  ],
  plugs: [
    { node: 'ml110', device: 'sw-core1', ports: [14] },
    { node: 'r630-01', device: 'sw-core1', ports: [1, 2] },
    { node: 'r630-02', device: 'sw-core1', ports: [3, 4] },
    { node: 'r630-03', device: 'sw-core1', ports: [5] },
    { node: 'r630-04', device: 'sw-core1', ports: [6, 7] },
  ],
  stations: [
    ...outOfBand,
    {
      mac: '00:11:32:5a:00:15',
      address: '192.168.11.15',
      hostname: 'nas',
      at: { device: 'sw-closet', port: 3 },
      network: LAN,
    },
    {
      mac: '00:1b:a9:31:31:31',
      address: '192.168.11.231',
      hostname: 'printer',
      at: { device: 'sw-closet', port: 5 },
      network: LAN,
    },
    // Declared nowhere, and outside of the addresses that DHCP gives.
    {
      mac: '00:0c:29:5d:11:93',
      address: '192.168.11.93',
      at: { device: 'sw-closet', port: 4 },
      network: LAN,
    },
    {
      mac: '5c:e9:1e:00:00:02',
      address: '192.168.11.205',
      hostname: 'laptop',
      wireless: true,
      network: LAN,
    },
    // Wireless, and gone: the controller calls such a client wired.
    {
      mac: '5c:e9:1e:00:00:01',
      address: '192.168.11.206',
      hostname: 'phone',
      network: LAN,
    },
    {
      mac: '38:f3:ab:00:00:31',
      address: '192.168.11.207',
      hostname: 'old-desk',
      at: { device: 'sw-closet', port: 6 },
      network: LAN,
      goneForDays: 9,
    },
  ],
  oddities: [
    { vmid: 1501, what: 'unlearned' },
    // Moved from r630-01 last week, and silent since.
    { vmid: 7704, what: 'stale', at: { device: 'sw-core1', port: 1 } },
    { vmid: 7703, what: 'uplink', at: { device: 'sw-core1', port: 12 } },
    { vmid: 8030, what: 'second-port', at: { device: 'sw-core1', port: 2 } },
    { vmid: 113, what: 'upper-case' },
  ],
};

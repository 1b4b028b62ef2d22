import { LabPool, LabStorage, LabVnet, LabZone } from '../world';

const TIB = 2 ** 40;

/** Virtual networks are VLANs of `vmbr0`; the lab's own is behind the node. */
export const zones: LabZone[] = [
  { zone: 'plan', type: 'vlan', bridge: 'vmbr0' },
  { zone: 'bench', type: 'simple' },
];

function planned(tag: number, alias: string): LabVnet {
  const net = `10.${tag}.0`;
  return {
    vnet: `vnet${tag}`,
    zone: 'plan',
    tag,
    alias,
    subnets: [{ cidr: `${net}.0/24`, gateway: `${net}.1` }],
  };
}

/** The target plan: what is still flat on VLAN 11 moves here, wave by wave. */
export const vnets: LabVnet[] = [
  planned(110, 'validators'),
  planned(111, 'rpc'),
  planned(112, 'explorer and indexers'),
  planned(120, 'Sankofa services'),
  planned(160, 'IT services'),
  planned(200, 'tenant acme'),
  planned(201, 'tenant borealis'),
  planned(202, 'tenant cedar'),
  planned(203, 'tenant delta'),
  { vnet: 'bench0', zone: 'bench', subnets: [] },
];

export const pools: LabPool[] = [
  { poolid: 'chain', comment: 'validators, sentries, RPC, explorer' },
  { poolid: 'sankofa', comment: 'Sankofa and Phoenix services' },
  { poolid: 'it-services' },
  { poolid: 'tenants', comment: 'one owner tag per tenant' },
  { poolid: 'it-managed', comment: 'what changes of the portal may create' },
];

export const storages: LabStorage[] = [
  {
    storage: 'local',
    type: 'dir',
    shared: false,
    content: ['iso', 'vztmpl', 'backup', 'snippets'],
    totalBytes: 0.1 * TIB,
    templates: [
      'local:vztmpl/alpine-3.22-default_20250617_amd64.tar.xz',
      'local:vztmpl/debian-12-standard_12.12-1_amd64.tar.zst',
      'local:vztmpl/debian-13-standard_13.1-2_amd64.tar.zst',
    ],
  },
  {
    storage: 'local-zfs',
    type: 'zfspool',
    shared: false,
    content: ['images', 'rootdir'],
    totalBytes: 3.5 * TIB,
  },
  {
    storage: 'pbs-01',
    type: 'pbs',
    shared: true,
    content: ['backup'],
    totalBytes: 12 * TIB,
  },
  {
    storage: 'nas-archive',
    type: 'nfs',
    shared: true,
    content: ['backup', 'iso'],
    totalBytes: 24 * TIB,
    nodes: ['r630-01', 'r630-02'],
    unreachable: true,
  },
];

import { SiteInventory } from '@sankofa/plugin-itops-common';

const CORE = 'unifi/udm/02:00:00:00:aa:01';
const GATE = 'unifi/udm/02:00:00:00:aa:02';

/**
 * A small invented site: two nodes on one switch behind a gateway, a web guest, a
 * database and a template, and two names that lead to the first two.
 */
export function smallSite(): SiteInventory {
  return {
    at: '2026-03-01T08:00:00Z',
    sources: [
      {
        sourceId: 'proxmox/lab',
        kind: 'proxmox',
        freshness: 'fresh',
        everRead: true,
      },
      {
        sourceId: 'declared/addresses',
        kind: 'declared',
        freshness: 'fresh',
        everRead: true,
      },
      { sourceId: 'npm/edge', kind: 'npm', freshness: 'fresh', everRead: true },
      {
        sourceId: 'unifi/udm',
        kind: 'unifi',
        freshness: 'fresh',
        everRead: true,
      },
    ],
    nodes: [
      {
        id: 'proxmox/lab/alder',
        sourceId: 'proxmox/lab',
        name: 'alder',
        cluster: 'grove',
        portIds: [`${CORE}/1`],
      },
      {
        id: 'proxmox/lab/birch',
        sourceId: 'proxmox/lab',
        name: 'birch',
        portIds: [],
      },
    ],
    guests: [
      {
        id: 'proxmox/lab/101',
        sourceId: 'proxmox/lab',
        vmid: 101,
        name: 'shop-web',
        type: 'lxc',
        node: 'alder',
        ownerRef: 'group:default/shop',
        service: 'shop',
        vlan: 20,
        addresses: ['10.20.0.11'],
        tags: ['Prod_Web', 'shop'],
      },
      {
        id: 'proxmox/lab/102',
        sourceId: 'proxmox/lab',
        vmid: 102,
        type: 'qemu',
        node: 'birch',
        addresses: ['10.20.0.12'],
        tags: [],
      },
      {
        id: 'proxmox/lab/900',
        sourceId: 'proxmox/lab',
        vmid: 900,
        name: 'debian-template',
        type: 'qemu',
        node: 'birch',
        template: true,
        addresses: [],
        tags: [],
      },
    ],
    addresses: [
      {
        address: '10.20.0.11',
        guestIds: ['proxmox/lab/101'],
        declared: true,
        prefix: '10.20.0.0/24',
      },
      { address: '10.20.0.12', guestIds: ['proxmox/lab/102'], declared: false },
      { address: '10.20.0.99', guestIds: [], declared: true },
    ],
    prefixes: [{ cidr: '10.20.0.0/24', vid: 20, name: 'shop' }],
    vlans: [{ vid: 20, name: 'shop' }],
    switches: [
      {
        id: CORE,
        sourceId: 'unifi/udm',
        mac: '02:00:00:00:aa:01',
        key: 'core',
        name: 'core',
        model: 'USW48',
        kind: 'switch',
      },
      {
        id: GATE,
        sourceId: 'unifi/udm',
        mac: '02:00:00:00:aa:02',
        key: 'gate',
        name: 'gate',
        kind: 'gateway',
      },
    ],
    switchPorts: [
      { id: `${CORE}/1`, switchId: CORE, ports: [1], name: 'alder' },
      {
        id: `${CORE}/9`,
        switchId: CORE,
        ports: [9, 10],
        uplinkId: `${GATE}/1`,
      },
      { id: `${GATE}/1`, switchId: GATE, ports: [1, 2] },
    ],
    hostnames: [
      {
        hostname: 'shop.example',
        proxySourceIds: ['npm/edge'],
        proxyGuestIds: ['proxmox/lab/102'],
        guestIds: ['proxmox/lab/101'],
        nodeIds: [],
        addresses: [],
      },
      {
        hostname: '*.tenants.example',
        proxySourceIds: ['npm/edge'],
        proxyGuestIds: ['proxmox/lab/102'],
        guestIds: [],
        nodeIds: ['proxmox/lab/alder'],
        addresses: ['10.20.0.99'],
      },
    ],
  };
}

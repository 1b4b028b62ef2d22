import { SiteInventory } from '@sankofa/plugin-itops-common';

/** A small invented site: two nodes, a web guest, a database and a template. */
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
    ],
    nodes: [
      {
        id: 'proxmox/lab/alder',
        sourceId: 'proxmox/lab',
        name: 'alder',
        cluster: 'grove',
      },
      { id: 'proxmox/lab/birch', sourceId: 'proxmox/lab', name: 'birch' },
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
  };
}

import { GuestConfigFact } from '@sankofa/site-model';
import { parse } from '../clients/parse';
import { clusterResourcesSchema } from '../clients/schemas';
import { mapGuest } from './guests';

const node = { type: 'node', node: 'one', status: 'online' };

function row(guest: Record<string, unknown>) {
  return parse(clusterResourcesSchema, [node, guest], 'resources').guests[0];
}

it('maps a guest with numbers as text, tags in any order and flags in any form', () => {
  const guest = row({
    type: 'qemu',
    id: 'qemu/201',
    vmid: '201',
    node: 'one',
    name: 'build',
    status: 'running',
    template: '',
    tags: 'web;prod;web',
    pool: 'staff',
    lock: 'backup',
    hastate: 'started',
    maxcpu: 4,
    maxmem: '8589934592',
    maxdisk: 34359738368,
    cpu: 0.3,
    mem: 5,
    uptime: 77,
  });
  expect(mapGuest(guest, { nodeOffline: false })).toEqual({
    kind: 'guest',
    key: '201',
    locator: '/cluster/resources',
    value: {
      vmid: 201,
      type: 'qemu',
      name: 'build',
      node: 'one',
      status: 'running',
      template: false,
      tags: ['prod', 'web'],
      pool: 'staff',
      lock: 'backup',
      haState: 'started',
      milliCores: 4000,
      memoryBytes: 8589934592,
      diskBytes: 34359738368,
    },
  });
});

const bare = {
  type: 'lxc',
  id: 'lxc/300',
  vmid: 300,
  node: 'one',
  status: 'unknown',
};

it('does not invent what the list does not know of a guest on an offline node', () => {
  expect(mapGuest(row(bare), { nodeOffline: true }).value).toEqual({
    vmid: 300,
    type: 'lxc',
    node: 'one',
    status: 'unknown',
    template: false,
    tags: [],
  });
});

it('fills in name, template and tags from the configuration where that can be read', () => {
  const config = {
    name: 'archive',
    template: true,
    tags: ['a', 'b'],
  } as GuestConfigFact;
  expect(
    mapGuest(row(bare), { nodeOffline: true, config }).value,
  ).toMatchObject({ name: 'archive', template: true, tags: ['a', 'b'] });
});

it('takes "node offline" over the last status that was heard of', () => {
  const guest = row({ ...bare, status: 'running' });
  expect(mapGuest(guest, { nodeOffline: true }).value).toMatchObject({
    status: 'unknown',
  });
});

it('knows pools, storages and networks in the list, and that a guest without id is no guest', () => {
  expect(
    parse(
      clusterResourcesSchema,
      [
        node,
        { type: 'pool', id: '/pool/x', pool: 'x' },
        { type: 'network', network: 'localnetwork' },
        { type: 'storage', storage: 'local', vmid: 'nonsense' },
      ],
      'resources',
    ),
  ).toEqual({ guests: [], nodes: [node] });
  expect(() =>
    parse(clusterResourcesSchema, [node, bare, bare], 'resources'),
  ).toThrow(/unexpected form/);
  for (const vmid of [undefined, 'x', 12, -1, 1.5]) {
    expect(() => row({ ...bare, vmid })).toThrow(/unexpected form/);
  }
});

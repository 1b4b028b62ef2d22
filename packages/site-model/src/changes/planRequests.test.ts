import { ChangeIntent, CreateContainerIntent } from './intents';
import { RequestTarget, planRequests } from './planRequests';

const options = { changeId: 'c-1', ticket: 'CHG-7' };
const create: CreateContainerIntent = {
  verb: 'guest.create',
  node: 'alpha',
  vmid: 9001,
  pool: 'apps',
  hostname: 'shop',
  template: 'local:vztmpl/debian-13.tar.zst',
  storage: 'tank',
  diskGiB: 8,
  cores: 2,
  memoryMiB: 1024,
  swapMiB: 0,
  network: {
    bridge: 'vmbr0',
    vlan: 20,
    addressing: {
      mode: 'static',
      address: '192.0.2.5/24',
      gateway: '192.0.2.1',
    },
  },
  tags: ['web', 'prod'],
  ownerRef: 'group:default/shop',
  start: true,
};
const guest: RequestTarget = {
  node: 'alpha',
  type: 'lxc',
  digest: 'd1',
  interfaceLines: {
    net0: 'name=eth0,bridge=vmbr0,firewall=1,tag=10,ip=dhcp,ip6=auto',
  },
};
const requestsOf = (intent: ChangeIntent, more: Partial<RequestTarget> = {}) =>
  planRequests(intent, { ...options, guest: { ...guest, ...more } });
const only = (method: string, path: string, body: object) => ({
  requests: [{ executor: 'proxmox', method, path, body }],
  undo: [],
});

describe('planRequests', () => {
  it('creates an unprivileged container with its marker, then tags it, then starts it', () => {
    expect(planRequests(create, options)).toEqual({
      requests: [
        {
          executor: 'proxmox',
          method: 'POST',
          path: '/nodes/alpha/lxc',
          body: {
            vmid: 9001,
            hostname: 'shop',
            ostemplate: 'local:vztmpl/debian-13.tar.zst',
            pool: 'apps',
            rootfs: 'tank:8',
            cores: 2,
            memory: 1024,
            swap: 0,
            net0: 'name=eth0,bridge=vmbr0,tag=20,ip=192.0.2.5/24,gw=192.0.2.1',
            unprivileged: 1,
            description: 'Ticket CHG-7\nitops-change:c-1',
          },
        },
        {
          executor: 'proxmox',
          method: 'PUT',
          path: '/nodes/alpha/lxc/9001/config',
          body: { tags: 'web;prod' },
        },
        {
          executor: 'proxmox',
          method: 'POST',
          path: '/nodes/alpha/lxc/9001/status/start',
          body: {},
        },
      ],
      undo: [
        {
          executor: 'proxmox',
          method: 'DELETE',
          path: '/nodes/alpha/lxc/9001',
          body: {},
        },
      ],
    });
  });

  it.each(['start', 'shutdown', 'stop'] as const)('asks for %s', word => {
    expect(requestsOf({ verb: `guest.${word}`, vmid: 101 })).toEqual(
      only('POST', `/nodes/alpha/lxc/101/status/${word}`, {}),
    );
  });

  it('destroys, and has nothing that takes it back', () => {
    expect(
      requestsOf({ verb: 'guest.destroy', vmid: 101, name: 'web' }),
    ).toEqual(only('DELETE', '/nodes/alpha/lxc/101', {}));
  });

  it('sends the digest with what it writes', () => {
    expect(
      requestsOf({
        verb: 'guest.resize-disk',
        vmid: 101,
        disk: 'rootfs',
        sizeGiB: 16,
      }),
    ).toEqual(
      only('PUT', '/nodes/alpha/lxc/101/resize', {
        disk: 'rootfs',
        size: '16G',
        digest: 'd1',
      }),
    );
    expect(
      requestsOf({ verb: 'guest.set-tags', vmid: 101, tags: ['a', 'b'] }),
    ).toEqual(
      only('PUT', '/nodes/alpha/lxc/101/config', { tags: 'a;b', digest: 'd1' }),
    );
    expect(requestsOf({ verb: 'guest.set-tags', vmid: 101, tags: [] })).toEqual(
      only('PUT', '/nodes/alpha/lxc/101/config', {
        delete: 'tags',
        digest: 'd1',
      }),
    );
  });

  const move: ChangeIntent = {
    verb: 'guest.set-network',
    vmid: 101,
    interface: 'net0',
    vlan: 30,
    addressing: { mode: 'static', address: '192.0.2.9/24' },
  };

  it('keeps what else the line of a container says', () => {
    expect(requestsOf(move)).toEqual(
      only('PUT', '/nodes/alpha/lxc/101/config', {
        net0: 'name=eth0,bridge=vmbr0,firewall=1,ip6=auto,tag=30,ip=192.0.2.9/24',
        digest: 'd1',
      }),
    );
  });

  it('gives a VM its address through its own line', () => {
    const net0 = 'virtio=02:00:00:00:00:01,bridge=vmbr0,firewall=1';
    expect(
      requestsOf(move, { type: 'qemu', interfaceLines: { net0 } }),
    ).toEqual(
      only('PUT', '/nodes/alpha/qemu/101/config', {
        net0: `${net0},tag=30`,
        ipconfig0: 'ip=192.0.2.9/24',
        digest: 'd1',
      }),
    );
  });

  it('writes nothing without digest, without the line, or without the guest', () => {
    expect(requestsOf(move, { digest: undefined })).toEqual({
      problem: expect.stringContaining('digest'),
    });
    expect(requestsOf(move, { interfaceLines: {} })).toEqual({
      problem: expect.stringContaining('net0'),
    });
    expect(planRequests(move, options)).toEqual({
      problem: expect.stringContaining('No guest 101'),
    });
  });
});

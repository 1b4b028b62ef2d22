import { readPlacement } from './placementRequest';

const GIB = 1024 ** 3;

describe('the form of the advisor', () => {
  it('asks for cores and memory, and for nothing that was left empty', () => {
    expect(readPlacement({ cores: '2.5', memory: '4' })).toEqual({
      request: { milliCores: 2500, memoryBytes: 4 * GIB },
    });
  });

  it('asks for all that was given', () => {
    expect(
      readPlacement({
        cores: '2',
        memory: '4',
        disk: '32',
        storage: 'ceph',
        class: 'rbd, zfspool',
        content: 'images',
        vlan: '30 31',
        bridge: 'vmbr0',
        tags: 'validator',
        away: 'proxmox/pve-lab/4101',
        without: 'proxmox/pve-lab/birch',
        covered: '1',
        anyVlan: '1',
        source: 'proxmox/pve-lab',
      }).request,
    ).toEqual({
      milliCores: 2000,
      memoryBytes: 4 * GIB,
      sourceId: 'proxmox/pve-lab',
      disk: {
        bytes: 32 * GIB,
        storage: 'ceph',
        types: ['rbd', 'zfspool'],
        content: 'images',
      },
      networks: [
        { vlan: 30, bridge: 'vmbr0' },
        { vlan: 31, bridge: 'vmbr0' },
      ],
      antiAffinity: { tags: ['validator'], guestIds: ['proxmox/pve-lab/4101'] },
      requireSubscription: true,
      excludeNodeIds: ['proxmox/pve-lab/birch'],
      acceptUnknown: ['vlan'],
    });
  });

  it('never lets a disk go where only backups may be', () => {
    const disk = (content?: string) =>
      readPlacement({ cores: '2', memory: '4', disk: '8', content }).request
        ?.disk?.content;
    expect(disk()).toBe('images');
    expect(disk('rootdir')).toBe('rootdir');
  });

  it.each([
    [{ memory: '4' }, 'cores'],
    [{ cores: '0', memory: '4' }, 'cores'],
    [{ cores: 'two', memory: '4' }, 'cores'],
    [{ cores: '2' }, 'memory'],
    [{ cores: '2', memory: '4', vlan: '4095' }, 'vlan'],
    [{ cores: '2', memory: '4', vlan: 'dmz' }, 'vlan'],
    [{ cores: '2', memory: '4', bridge: 'vmbr1' }, 'bridge'],
    [{ cores: '2', memory: '4', storage: 'ceph' }, 'disk'],
  ])('says what is wrong with %j', (values, field) => {
    expect(Object.keys(readPlacement(values).errors ?? {})).toEqual([field]);
  });
});

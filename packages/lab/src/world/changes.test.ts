import { changeWorld, ImpossibleChangeError } from './changes';
import { sankofaSite } from './sankofa';
import { activeConfiguration, pendingConfiguration } from './configuration';

const world = sankofaSite();
const guest = (id: number, seen = world) =>
  seen.guests.find(({ vmid }) => vmid === id);

describe('changeWorld', () => {
  it('moves a guest and leaves the given world as it was', () => {
    const before = structuredClone(world);
    const after = changeWorld(world, {
      change: 'move-guest',
      vmid: 1000,
      node: 'r630-03',
    });
    expect(guest(1000, after)!.node).toBe('r630-03');
    expect(world).toEqual(before);
  });

  it('changes an address', () => {
    const after = changeWorld(world, {
      change: 'set-address',
      vmid: 1000,
      address: '192.168.11.109/24',
    });
    expect(activeConfiguration(guest(1000, after)!).net0).toContain(
      'ip=192.168.11.109/24',
    );
  });

  it('plugs an interface in elsewhere, and takes leases and VIPs away with the address', () => {
    const after = changeWorld(world, {
      change: 'set-net',
      vmid: 7701,
      bridge: 'vnet120',
      address: '10.120.0.51/24',
    });
    expect(guest(7701, after)!.nets[0]).toMatchObject({
      bridge: 'vnet120',
      address: '10.120.0.51/24',
      live: [],
    });
    const tagged = changeWorld(world, {
      change: 'set-net',
      vmid: 1000,
      bridge: 'vmbr0',
      tag: 110,
    });
    expect(activeConfiguration(guest(1000, tagged)!).net0).toMatch(/tag=110/);
    expect(guest(1000, tagged)!.nets[0].address).toBe('192.168.11.100/24');
    expect(() =>
      changeWorld(world, {
        change: 'set-net',
        vmid: 1000,
        net: 9,
        bridge: 'vmbr0',
      }),
    ).toThrow(ImpossibleChangeError);
  });

  it('brings pending values into force when a guest starts', () => {
    expect(pendingConfiguration(guest(7705)!).net0).toContain(
      'ip=192.168.11.155/24',
    );
    const after = changeWorld(world, { change: 'start-guest', vmid: 7705 });
    expect(activeConfiguration(guest(7705, after)!).net0).toContain(
      'ip=192.168.11.155/24',
    );
    expect(pendingConfiguration(guest(7705, after)!)).toEqual({});
  });

  it('adds, renames, stops and removes guests, and keeps them in order', () => {
    const after = [
      {
        change: 'add-guest' as const,
        vmid: 150,
        name: 'new-one',
        node: 'r630-04',
        address: '192.168.11.44/24',
      },
      { change: 'rename-guest' as const, vmid: 101, name: 'dns-a' },
      { change: 'stop-guest' as const, vmid: 102 },
      { change: 'remove-guest' as const, vmid: 9501 },
    ].reduce(changeWorld, world);
    const ids = after.guests.map(({ vmid }) => vmid);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(ids).toContain(150);
    expect(ids).not.toContain(9501);
    expect(guest(101, after)!.name).toBe('dns-a');
    expect(guest(102, after)!.status).toBe('stopped');
  });

  it('switches a node on', () => {
    const after = changeWorld(world, {
      change: 'set-node',
      node: 'ml110',
      state: 'online',
    });
    expect(after.nodes.map(({ state }) => state)).toEqual(
      Array(5).fill('online'),
    );
  });

  it.each([
    [{ change: 'stop-guest', vmid: 4711 }, 'There is no guest 4711.'],
    [
      { change: 'move-guest', vmid: 1000, node: 'r630-09' },
      'There is no node r630-09; there are ml110, r630-01',
    ],
    [
      { change: 'add-guest', vmid: 1000, node: 'r630-01' },
      'There is already a guest 1000.',
    ],
    [
      { change: 'set-address', vmid: 1000, net: 3, address: 'dhcp' },
      'Guest 1000 has no net3.',
    ],
  ] as const)('says why %j is not possible', (change, why) => {
    expect(() => changeWorld(world, change)).toThrow(ImpossibleChangeError);
    expect(() => changeWorld(world, change)).toThrow(why);
  });

  it('refuses what is no change at all', () => {
    expect(() => changeWorld(world, { change: 'explode' } as never)).toThrow(
      /change/,
    );
    expect(() =>
      changeWorld(world, {
        change: 'set-address',
        vmid: 1000,
        address: 'not an address',
      }),
    ).toThrow(/CIDR/);
  });
});

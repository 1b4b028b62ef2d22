import { buildPaths } from '../paths';
import { clusterOnSwitch, ProxyBuilder } from '../__testUtils__/edgeBuilder';
import { consoleWithTrunk } from '../__testUtils__/movableWorlds';
import { siteOf } from '../__testUtils__/siteBuilder';
import { simulateMoves, VlanMove } from '.';

const FAR = { vid: 20, prefix: '10.20.0.0/24' };

/** Guest 101 at an address, with a row to it, and its move. */
function outcome(
  at: string,
  move: Omit<VlanMove, 'guestId' | 'interfaceId'>,
  tagged: 'all' | number[] = 'all',
) {
  const site = siteOf([
    clusterOnSwitch()
      .guest(101, { configured: [`${at}/24`] })
      .guest(102, { configured: ['10.20.0.9/24'] }),
    consoleWithTrunk(tagged),
    ProxyBuilder.create(['10.0.0.99'])
      .host({ names: ['a.example'], to: `${at}:80` })
      .host({ names: ['b.example'], to: '10.20.0.9:80' }),
  ]);
  const guestId = 'proxmox/pve-main/101';
  const moves = [{ guestId, interfaceId: 'net0', ...move }];
  const { hostnames } = simulateMoves(site, buildPaths(site), moves);
  return hostnames.map(({ verdict, reason }) => `${verdict} ${reason}`);
}

describe('simulateMoves', () => {
  it.each([
    [
      'keeps an address that belongs there',
      '10.20.0.5',
      FAR,
      'kept still-reached',
      'kept not-affected',
    ],
    [
      'changes its address',
      '10.0.0.5',
      { ...FAR, address: '10.20.0.5' },
      'broken address-changes',
      'kept not-affected',
    ],
    [
      'keeps an address of another VLAN',
      '10.0.0.5',
      { vid: 20, prefix: '10.0.0.0/24' },
      'broken address-outside-vlan',
      'kept not-affected',
    ],
    [
      'takes the address of another guest',
      '10.0.0.5',
      { ...FAR, address: '10.20.0.9' },
      'broken address-changes',
      'broken address-conflict',
    ],
  ])('a guest that %s', (_, at, move, own, other) => {
    expect(outcome(at, move)).toEqual([own, other]);
  });

  it('a VLAN that the port does not carry breaks what is moved into it', () => {
    expect(outcome('10.20.0.5', FAR, [30])[0]).toBe('broken vlan-not-carried');
  });

  it.each([
    ['proxmox/pve-main/999', 'net0', /no guest interface/],
    ['proxmox/pve-main/101', 'net7', /no guest interface/],
  ])('refuses to move %s/%s', (guestId, interfaceId, words) => {
    const site = siteOf([clusterOnSwitch().guest(101)]);
    const moves = [{ guestId, interfaceId, ...FAR }];
    expect(() => simulateMoves(site, buildPaths(site), moves)).toThrow(words);
  });
});

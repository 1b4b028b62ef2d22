import { ConsoleBuilder, ProxyBuilder } from '../__testUtils__/edgeBuilder';
import { AT, NO_OPTIONS, SnapshotBuilder } from '../__testUtils__/siteBuilder';
import { recordClaim } from '../ipam';
import { buildSite } from '../site';
import { conflictClasses } from './conflictClasses';

interface World {
  cluster?: (cluster: SnapshotBuilder) => unknown;
  declared?: (file: SnapshotBuilder) => unknown;
  network?: (network: ConsoleBuilder) => unknown;
  proxy?: (proxy: ProxyBuilder) => unknown;
  reserved?: string[];
}

const ADDRESS = '10.0.0.5';
const net = { configured: [`${ADDRESS}/24`] };

function found({ cluster, declared, network, proxy, reserved = [] }: World) {
  const sources = {
    cluster: SnapshotBuilder.cluster().node('node-a', { address: '10.0.0.1' }),
    declared: SnapshotBuilder.declared('file').key('IP_OTHER', '10.9.9.9'),
    network: ConsoleBuilder.create(),
    proxy: ProxyBuilder.create(['10.0.0.2']),
  };
  cluster?.(sources.cluster);
  declared?.(sources.declared);
  network?.(sources.network);
  proxy?.(sources.proxy);
  const site = buildSite(
    Object.values(sources).map(source => source.build()),
    NO_OPTIONS,
    AT,
    reserved.map(address =>
      recordClaim({
        address,
        lifecycle: 'reserved',
        holder: 'group:default/web',
        updatedAt: AT,
      } as Parameters<typeof recordClaim>[0]),
    ),
  );
  return conflictClasses(site, NO_OPTIONS).map(
    ({ class: name, subject }) => `${name} ${subject}`,
  );
}

describe('conflictClasses', () => {
  it.each<[string, World]>([
    [
      `guest-guest address:${ADDRESS}`,
      { cluster: it => it.guest(101, net).guest(102, net) },
    ],
    [
      `guest-stopped address:${ADDRESS}`,
      {
        cluster: it =>
          it.guest(101, net).guest(102, { ...net, status: 'stopped' }),
      },
    ],
    [
      `guest-template address:${ADDRESS}`,
      {
        cluster: it =>
          it
            .guest(101, net)
            .guest(102, { ...net, template: true, status: 'stopped' }),
      },
    ],
    [
      'guest-node address:10.0.0.1',
      { cluster: it => it.guest(101, { configured: ['10.0.0.1/24'] }) },
    ],
    [
      `guest-stranger address:${ADDRESS}`,
      {
        cluster: it => it.guest(101, net),
        network: it => it.client('00:11:22:33:44:55', 3, { address: ADDRESS }),
      },
    ],
    [
      `key-key address:${ADDRESS}`,
      { declared: it => it.key('IP_A', ADDRESS).key('IP_B', ADDRESS) },
    ],
    [
      `row-row address:${ADDRESS}`,
      { declared: it => it.row(101, [ADDRESS]).row(102, [ADDRESS]) },
    ],
    [
      'row-observed guest:101',
      {
        cluster: it => it.guest(101, net),
        declared: it => it.row(101, ['10.0.0.99']),
      },
    ],
    [
      `reservation-observed address:${ADDRESS}`,
      { cluster: it => it.guest(101, net), reserved: [ADDRESS] },
    ],
    [
      `reservation-declared address:${ADDRESS}`,
      { declared: it => it.key('IP_A', ADDRESS), reserved: [ADDRESS] },
    ],
    [
      'upstream-ownerless proxy-host:1',
      { proxy: it => it.host({ to: 'http://10.0.0.66:80' }) },
    ],
    [
      'forward-ownerless port-forward:f1',
      {
        network: it => it.forward('f1', '22', '10.0.0.66'),
      },
    ],
  ])('finds %s, and only that', (conflict, world) => {
    expect(found(world)).toEqual([conflict]);
  });

  it.each<[string, World]>([
    [
      'a VIP that two guests share',
      {
        cluster: it => it.guest(101, net).guest(102, net),
        declared: it => it.key('IP_WEB_VIP', ADDRESS),
      },
    ],
    [
      'keys that are aliases, or name the same thing',
      {
        declared: it =>
          it
            .key('IP_A', ADDRESS)
            .key('B', ADDRESS, { aliasOf: 'IP_A' })
            .key('A_HOST', ADDRESS),
      },
    ],
    [
      'addresses inside of guests',
      {
        cluster: it =>
          it.guest(101, { ...net, nested: ['172.17.0.1/16'] }).guest(102, {
            configured: ['10.0.0.6/24'],
            nested: ['172.17.0.1/16', `${ADDRESS}/24`],
          }),
      },
    ],
    ['a reservation that nobody uses', { reserved: [ADDRESS] }],
  ])('takes %s for no conflict', (_, world) => {
    expect(found(world)).toEqual([]);
  });
});

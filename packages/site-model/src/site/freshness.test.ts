import { AT, SnapshotBuilder, siteOf } from '../__testUtils__/siteBuilder';

const { cluster, declared } = SnapshotBuilder;
const EARLIER = '2027-02-01T09:00:00.000Z';

describe('freshness in a site', () => {
  it('labels a guest by the list, its configuration and the look inside, each apart', () => {
    const [guest] = siteOf([
      cluster()
        .guest(101, { configured: ['10.0.0.5/24'] })
        .scope('guest:101', {
          freshness: 'failed',
          reason: 'timeout',
          collectedAt: EARLIER,
        })
        .scope(
          'guest:101',
          { freshness: 'aging', reason: 'late' },
          'addresses',
        ),
    ]).guests;
    expect(guest.freshness).toEqual({ freshness: 'fresh', collectedAt: AT });
    expect(guest.configFreshness).toMatchObject({
      freshness: 'failed',
      collectedAt: EARLIER,
    });
    expect(guest.addressFreshness.freshness).toBe('aging');
  });

  it('says never for a configuration that nobody read', () => {
    const [guest] = siteOf([
      cluster().guest(101, { withoutConfig: true }),
    ]).guests;
    expect(guest.configFreshness.freshness).toBe('never');
    expect(guest.addressesUnreadable).toBe('Not read yet.');
  });

  it('is as fresh as the pass for a guest that nobody can look into (R20)', () => {
    const [guest] = siteOf([
      cluster().guest(101, { type: 'qemu', configured: ['10.0.0.5/24'] }),
    ]).guests;
    expect(guest.addressFreshness.freshness).toBe('fresh');
  });

  it('keeps a missed guest, labelled, with its claims', () => {
    const { guests, addresses } = siteOf([
      cluster().guest(101, { configured: ['10.0.0.5/24'], missed: true }),
    ]);
    expect(guests[0].freshness).toMatchObject({
      freshness: 'stale',
      reason: 'not-listed',
    });
    expect(addresses[0]).toMatchObject({
      state: 'held',
      guestIds: ['proxmox/pve-main/101'],
    });
  });

  it('gives a fact that a partial run did not see again its own age', () => {
    const { guests } = siteOf([
      cluster()
        .scope('source', {
          freshness: 'partial',
          reason: 'insufficient-privileges',
        })
        .fact(
          {
            kind: 'guest',
            key: '101',
            value: {
              vmid: 101,
              type: 'lxc',
              node: 'node-a',
              status: 'running',
              template: false,
              tags: [],
            },
          },
          'source',
          { collectedAt: EARLIER },
        ),
    ]);
    expect(guests[0].freshness).toMatchObject({
      freshness: 'partial',
      collectedAt: EARLIER,
    });
  });

  it('never says running of a guest whose node is offline', () => {
    const { guests, nodes } = siteOf([
      cluster()
        .node('node-a', { status: 'offline' })
        .guest(101, { status: 'running' }),
    ]);
    expect(guests[0].status).toBe('unknown');
    expect(nodes[0].guestIds).toEqual(['proxmox/pve-main/101']);
  });

  it('labels a node by the list, and what it says of itself by its own scope', () => {
    const [online, offline] = siteOf([
      cluster().node('node-a').node('node-b', { status: 'offline' }),
    ]).nodes;
    expect(online.detailFreshness).toMatchObject({ freshness: 'fresh' });
    expect(offline.freshness).toMatchObject({ freshness: 'fresh' });
    expect(offline.detailFreshness).toMatchObject({
      freshness: 'failed',
      reason: 'node-offline',
    });
  });

  it('keeps the addresses of nodes as old as the state of the cluster', () => {
    const { addresses, nodes } = siteOf([
      cluster()
        .node('node-a')
        .node('node-b')
        .fact(
          {
            kind: 'cluster',
            key: 'prod',
            value: {
              name: 'prod',
              members: [{ name: 'node-a', address: '10.0.0.1' }],
            },
          },
          'source',
          { collectedAt: EARLIER },
        ),
    ]);
    expect(nodes.map(({ address }) => address)).toEqual([
      '10.0.0.1',
      undefined,
    ]);
    expect(
      addresses.map(({ address, claims }) => [address, claims[0].collectedAt]),
    ).toEqual([['10.0.0.1', EARLIER]]);
  });

  it('takes name, template mark and tags from the configuration when the list lost them', () => {
    const source = cluster().guest(101, {
      name: undefined,
      withoutConfig: true,
    });
    source.scope('guest:101').fact(
      {
        kind: 'guest-config',
        key: '101',
        value: {
          vmid: 101,
          name: 'base-image',
          template: true,
          tags: ['base'],
          interfaces: [],
          agentEnabled: false,
          pendingAddresses: [],
          onBoot: false,
          protection: false,
        },
      },
      'guest:101',
    );
    expect(siteOf([source]).guests[0]).toMatchObject({
      name: 'base-image',
      template: true,
      tags: ['base'],
    });
  });

  it('locates declared facts by file, line and revision', () => {
    const site = siteOf([
      declared('a.conf')
        .scope('source', { revision: 'abc1234' })
        .key('IP_A', '10.0.0.5')
        .row(101)
        .device('printer', ['10.0.0.6'])
        .unparsed('a.conf', 9, 'x', 'y'),
    ]);
    expect([
      site.declaredKeys[0].locator,
      site.declaredRows[0].locator,
      site.declaredDevices[0].locator,
      site.unparsed[0].locator,
    ]).toEqual([
      'addresses.conf:1@abc1234',
      'guests.md:2@abc1234',
      'guests.md:3@abc1234',
      'a.conf:9@abc1234',
    ]);
  });
});

describe('the rows of a guest', () => {
  const rowsOf = (...sources: SnapshotBuilder[]) =>
    Object.fromEntries(
      siteOf(sources).guests.map(({ id, declared: rows }) => [
        id,
        rows.map(({ line }) => line),
      ]),
    );
  const clusters = () => [
    cluster('one').node('node-a').guest(101, { name: 'web' }),
    cluster('two').node('node-b').guest(101, { name: 'mail', node: 'node-b' }),
  ];

  it('are those of its VMID where one cluster has it', () => {
    expect(
      rowsOf(
        cluster('one').guest(101),
        cluster('two').guest(102),
        declared('t').row(101, [], { node: 'elsewhere' }),
      ),
    ).toEqual({ 'proxmox/one/101': [1], 'proxmox/two/102': [] });
  });

  it('are told apart by node, then by name, where several clusters have it', () => {
    expect(
      rowsOf(
        ...clusters(),
        declared('t')
          .row(101, [], { node: 'node-b', name: 'web' })
          .row(101, [], { name: 'web' })
          .row(101),
      ),
    ).toEqual({ 'proxmox/one/101': [2, 3], 'proxmox/two/101': [1, 3] });
  });
});

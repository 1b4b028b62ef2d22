import {
  clusterOnSwitch,
  ConsoleBuilder,
  consoleWithNode,
  NODE_MAC,
  ProxyBuilder,
  SWITCH,
} from '../__testUtils__/edgeBuilder';
import { AT, macOf, siteOf, verdictsOf } from '../__testUtils__/siteBuilder';
import { cable, device, end, port } from '../portmap/__testUtils__/records';
import { Cable, PortRecords } from '../portmap';
import { buildPaths } from './buildPaths';

const front = (name: string) => end('panel', name, 'front-port');
const rear = (name: string) => end('panel', name, 'rear-port');

/** Switch core, a panel with two straight-through ports, node-a and node-b. */
function records(...cables: Cable[]): PortRecords {
  return {
    isKnown: true,
    names: [],
    map: {
      devices: [
        device('core'),
        device('panel', { role: 'patch-panel' }),
        device('node-a', { role: 'host' }),
        device('node-b', { role: 'host' }),
      ],
      ports: [
        ...[1, 2, 9].map(number => port('core', `p${number}`, { number })),
        ...['1', '2'].flatMap(name => [
          port('panel', name, {
            kind: 'front-port',
            rearPort: `R${name}`,
            rearPosition: 1,
          }),
          port('panel', `R${name}`, { kind: 'rear-port', positions: 1 }),
        ]),
        port('node-a', 'eno1'),
        port('node-b', 'eno1'),
      ],
      cables,
    },
  };
}

const THROUGH_PANEL = [
  cable(end('core', 'p1'), front('1')),
  cable(rear('R1'), end('node-a', 'eno1')),
];

/** Guest 101 on node-a behind port 1 of core, under a.example. */
function siteWith(
  portRecords?: PortRecords,
  unifi: ConsoleBuilder = consoleWithNode().client(macOf(101), 1),
) {
  const cluster = clusterOnSwitch().guest(101, {
    configured: ['10.0.0.5/24'],
    bridge: 'vmbr0',
  });
  const proxy = ProxyBuilder.create(['10.0.0.9']).host({
    names: ['a.example'],
    to: '10.0.0.5:80',
  });
  return siteOf([cluster, unifi, proxy], {}, AT, portRecords);
}
function patchOf(...args: Parameters<typeof siteWith>) {
  const [path] = buildPaths(siteWith(...args)).forward('a.example');
  return { hop: path.hops.at(-1)!, status: path.status };
}

describe('the patch hop', () => {
  it('does not apply while nobody keeps records, or none of this switch', () => {
    const none = { kind: 'patch', ref: null, status: 'not-applicable' };
    expect(patchOf().hop).toMatchObject({ ...none, reason: 'no-source' });
    const empty = { map: { devices: [], ports: [], cables: [] }, names: [] };
    expect(patchOf({ ...empty, isKnown: true }).hop).toMatchObject(none);
    const { map } = records();
    const other = map.devices.filter(({ name }) => name !== 'core');
    const ports = map.ports.filter(item => item.device !== 'core');
    expect(
      patchOf({
        isKnown: true,
        names: [],
        map: { devices: other, ports, cables: [] },
      }),
    ).toMatchObject({
      hop: { ...none, reason: 'no-source' },
      status: patchOf().status,
    });
  });

  it('is confirmed where what is learned is at the recorded far end', () => {
    const { hop, status } = patchOf(records(...THROUGH_PANEL));
    expect(hop).toMatchObject({
      ref: 'interface:node-a/eno1',
      status: 'confirmed',
      ends: [
        'interface:core/p1',
        'front-port:panel/1',
        'rear-port:panel/R1',
        'interface:node-a/eno1',
      ],
      evidence: [
        {
          claim: 'cable core interface p1 ↔ panel front port 1',
          sourceId: 'ipam/port-records',
        },
        { sourceId: 'ipam/port-records' },
        { claim: 'MAC learned there: node-a', sourceId: 'unifi/udm' },
      ],
    });
    expect(status).toBe('confirmed');
  });

  it('is declared where it ends in a panel, or nobody sees the far end now', () => {
    const halfway = records(THROUGH_PANEL[0]);
    expect(patchOf(halfway)).toMatchObject({
      hop: {
        ref: 'rear-port:panel/R1',
        status: 'declared',
        reason: 'recorded-only',
      },
      status: 'declared',
    });
    const unread = consoleWithNode().client(macOf(101), 1).failed();
    expect(patchOf(records(...THROUGH_PANEL), unread).hop).toMatchObject({
      status: 'declared',
    });
  });

  it('is a conflict, and a finding, where another node is there', () => {
    const wrong = records(cable(end('core', 'p1'), end('node-b', 'eno1')));
    expect(patchOf(wrong)).toMatchObject({
      hop: { status: 'conflict', reason: 'records-disagree' },
      status: 'conflict',
    });
    const found = verdictsOf(siteWith(wrong)).filter(
      ({ rule }) => rule === 'port-mismatch',
    );
    expect(found).toMatchObject([
      {
        subject: 'port:core/1',
        summary:
          'core/1 is recorded to lead to node-b interface eno1, but node-a is seen there; correct the record, or the cable.',
        evidence: [
          { sourceId: 'ipam/port-records' },
          { sourceId: 'unifi/udm', value: 'node-a' },
        ],
      },
    ]);
    const silent = verdictsOf(siteWith(records(...THROUGH_PANEL)));
    expect(silent.map(({ rule }) => rule)).not.toContain('port-mismatch');
  });

  it('is unknown, and lowers the path, where the port of a recorded switch was forgotten', () => {
    expect(patchOf(records())).toMatchObject({
      hop: {
        ref: null,
        status: 'unknown',
        reason: 'no-record',
        evidence: [{ claim: 'no cable is recorded for core/1' }],
      },
      status: 'unknown',
    });
    const unnumbered = records(...THROUGH_PANEL);
    const ports = unnumbered.map.ports.map(({ number: _, ...rest }) => rest);
    expect(
      patchOf({ ...unnumbered, map: { ...unnumbered.map, ports } }).hop,
    ).toMatchObject({
      status: 'unknown',
      reason: 'no-record',
      evidence: [{ claim: 'no recorded port of core has the number 1' }],
    });
    const planned = { status: 'planned' } as const;
    expect(
      patchOf(records(cable(end('core', 'p1'), end('node-a', 'eno1'), planned)))
        .hop,
    ).toMatchObject({ status: 'unknown', reason: 'cable-planned' });
  });

  it('does not show the wiring of today as that of a time nobody kept', () => {
    const then = { map: { devices: [], ports: [], cables: [] }, names: [] };
    expect(patchOf({ ...then, isKnown: false }).hop).toMatchObject({
      ref: null,
      status: 'unknown',
      reason: 'no-history',
    });
  });

  it('names every cable of a group, which is one hop', () => {
    const lag = ConsoleBuilder.create()
      .switch(SWITCH, { name: 'core' })
      .client(NODE_MAC, 1, { address: '10.0.0.1' })
      .client(macOf(101), 1)
      .port(1, { nativeVlan: 10, lag: [1, 2] })
      .port(2, { nativeVlan: 10, lag: [1, 2] });
    const { map, ...rest } = records(
      cable(end('core', 'p1'), end('node-a', 'eno1')),
      cable(end('core', 'p2'), end('node-a', 'eno2')),
    );
    const ports = [...map.ports, port('node-a', 'eno2')];
    expect(patchOf({ ...rest, map: { ...map, ports } }, lag).hop).toMatchObject(
      {
        ref: 'interface:node-a/eno1+eno2',
        status: 'confirmed',
        ends: expect.arrayContaining([
          'interface:node-a/eno1',
          'interface:node-a/eno2',
        ]),
      },
    );
    expect(patchOf(records(THROUGH_PANEL[0]), lag).hop).toMatchObject({
      status: 'unknown',
      reason: 'no-record',
    });
  });

  it('leads back from every port on the way', () => {
    const book = buildPaths(siteWith(records(...THROUGH_PANEL)));
    for (const ref of [
      'interface:core/p1',
      'front-port:panel/1',
      'rear-port:panel/R1',
      'port:panel/1',
      'interface:node-a/eno1',
    ]) {
      expect(book.reverse(ref).map(({ hostname }) => hostname)).toEqual([
        'a.example',
      ]);
    }
    expect(book.reverse('front-port:panel/2')).toEqual([]);
  });
});

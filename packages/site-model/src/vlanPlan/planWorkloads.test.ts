import fc from 'fast-check';
import { buildPaths } from '../paths';
import { SOURCE_SCOPE } from '../observations';
import { buildSite, Site } from '../site';
import {
  clusterOnSwitch,
  ProxyBuilder,
  STRANGER,
} from '../__testUtils__/edgeBuilder';
import { edgeWorlds } from '../__testUtils__/edgeWorlds';
import { consoleWithTrunk } from '../__testUtils__/movableWorlds';
import {
  AT,
  NO_OPTIONS,
  siteOf,
  SnapshotBuilder,
} from '../__testUtils__/siteBuilder';
import {
  judgeGates,
  movesOf,
  nodeChanges,
  planWorkloads,
  readVlanPlan,
  siteFreeAddresses,
  simulateMoves,
  vlanFlows,
  VlanPlan,
  waveSubstance,
  writeRunbook,
} from '.';

function planOf(workloads: string, more = ''): VlanPlan {
  const { plan, problems } = readVlanPlan(
    `version: 1
current: { vid: 10, prefix: 10.0.0.0/24 }
${more}
waves:
  - id: a
    title: First
    workloads:
${workloads}`,
    'plan.yaml',
  );
  expect(problems).toEqual([]);
  return plan!;
}

const TO_20 = 'target: { vid: 20, prefix: 10.20.0.0/24 }';
const rule = (select: string, more = '') =>
  `      - { select: { ${select} }, ${TO_20}${more} }\n`;

/** One guest on vmbr0, one tagged 20 and there already, one on a bridge that leads nowhere. */
function cluster(): SnapshotBuilder {
  return clusterOnSwitch()
    .guest(101, {
      configured: ['10.0.0.5/24'],
      tags: ['owner-web', 'prod'],
      name: 'web-1',
      pool: 'shop',
    })
    .guest(102, { configured: ['10.20.0.6/24'], tag: 20, name: 'db-1' })
    .guest(103, { configured: ['10.0.0.7/24'], bridge: 'vmbr1' });
}

function site(...more: SnapshotBuilder[]): Site {
  return siteOf([cluster(), consoleWithTrunk(), ...more]);
}

describe('planWorkloads', () => {
  it.each([
    ['vmid: 101'],
    ['vmids: 100-101'],
    ['tag: prod'],
    ['name: web-*'],
    ['pool: shop'],
    ['owner: group:default/web'],
    ['node: node-a, name: WEB-1'],
  ])('selects by %s', select => {
    const { workloads } = planWorkloads(planOf(rule(select)), site());
    expect(workloads.map(({ ref }) => ref)).toEqual(['guest:101/net0']);
  });

  it('says where each workload is, over tag, bridge and switch port', () => {
    const { workloads } = planWorkloads(planOf(rule('vmids: 100-199')), site());
    expect(
      workloads.map(({ effective, state }) => ({ ...effective, state })),
    ).toEqual([
      {
        vid: 10,
        via: 'native',
        port: 'port:core/1',
        carried: true,
        state: 'to-move',
      },
      {
        vid: 20,
        via: 'tag',
        port: 'port:core/1',
        carried: true,
        state: 'done',
      },
      { gap: 'isolated-bridge', state: 'to-move' },
    ]);
  });

  it('shows unknown as unknown when the controller cannot be read', () => {
    const blind = siteOf([cluster(), consoleWithTrunk().failed()]);
    const { workloads } = planWorkloads(planOf(rule('vmid: 101')), blind);
    expect(workloads[0].effective).toEqual({ gap: 'controller-unreadable' });
  });

  it('reports what several selectors claim, what none does and what matches nothing', () => {
    const plan = planOf(
      rule('vmid: 101') +
        rule('tag: prod', ', name: production') +
        rule('vmid: 999', ', name: ghost'),
    );
    const planned = planWorkloads(plan, site());
    expect(planned.workloads[0].alsoMatchedBy).toEqual(['production']);
    expect(planned.empty).toEqual(['ghost']);
    expect(planned.unmatched).toEqual([
      {
        ref: 'guest:103',
        label: '103 guest-103',
        why: 'has 10.0.0.7 of 10.0.0.0/24',
      },
    ]);
  });

  it('finds devices by what people wrote down and where their client is', () => {
    const files = SnapshotBuilder.declared('guests.md')
      .device('idrac-1', ['10.0.0.17'])
      .device('idrac-2', ['10.0.0.18']);
    const controller = consoleWithTrunk().client(STRANGER, 1, {
      address: '10.0.0.17',
      networkId: 'lan',
    });
    const { workloads } = planWorkloads(
      planOf(rule("device: 'idrac-*'")),
      siteOf([cluster(), controller, files]),
    );
    expect(
      workloads.map(({ ref, effective }) => [
        ref,
        effective.vid ?? effective.gap,
      ]),
    ).toEqual([
      ['device:idrac-1', 10],
      ['device:idrac-2', 'device-not-seen'],
    ]);
    expect(movesOf(workloads)).toEqual([]);
  });

  it('finds every guest in the segment that is emptied: planned or reported', () => {
    fc.assert(
      fc.property(
        edgeWorlds,
        fc.integer({ min: 101, max: 106 }),
        (world, last) => {
          const made = buildSite(world, NO_OPTIONS, AT);
          const plan = planOf(rule(`vmids: 101-${last}`));
          const { workloads, unmatched } = planWorkloads(plan, made);
          const inside = made.guests.filter(
            ({ template, addresses }) =>
              !template && addresses.some(text => text.startsWith('10.0.0.')),
          );
          const named = workloads.flatMap(({ guestId }) => guestId ?? []);
          expect(named.length + unmatched.length).toBeGreaterThanOrEqual(
            inside.length,
          );
          expect(new Set(workloads.map(({ ref }) => ref)).size).toBe(
            workloads.length,
          );
        },
      ),
    );
  });
});

describe('what is drawn of a plan', () => {
  it('flows count workloads from where they are to where they go', () => {
    const { workloads } = planWorkloads(planOf(rule('vmids: 100-199')), site());
    expect(vlanFlows(workloads)).toEqual([
      { wave: 'a', from: 10, to: 20, count: 1, done: 0 },
      { wave: 'a', from: 20, to: 20, count: 1, done: 1 },
      { wave: 'a', to: 20, count: 1, done: 0 },
    ]);
  });

  it('the substance of a wave changes with its targets, not with where things are', () => {
    const plan = planOf(rule('vmid: 101'));
    const before = planWorkloads(plan, site()).workloads;
    const blind = siteOf([cluster(), consoleWithTrunk().failed()]);
    const later = planWorkloads(plan, blind).workloads;
    expect(waveSubstance(later)).toBe(waveSubstance(before));
    const other = planWorkloads(
      planOf(rule('vmid: 101', ", addresses: { '101': 10.20.0.9 }")),
      site(),
    );
    expect(waveSubstance(other.workloads)).not.toBe(waveSubstance(before));
  });
});

describe('nodeChanges', () => {
  const NODES =
    'nodes:\n  - { node: node-a, becomes: firewall }\n  - { node: nowhere, becomes: retired }';

  it('names the guests that must leave a node first', () => {
    const [change, ghost] = nodeChanges(
      planOf(rule('vmid: 101'), NODES),
      site(),
    );
    expect(change).toMatchObject({ ref: 'node:node-a', state: 'blocked' });
    expect(change.guests.map(({ ref }) => ref)).toEqual([
      'guest:101',
      'guest:102',
      'guest:103',
    ]);
    expect(ghost).toMatchObject({ state: 'unknown', guests: [] });
  });

  it('is clear only where the list of guests was read', () => {
    const plan = planOf(rule('vmid: 101'), NODES);
    const empty = clusterOnSwitch();
    expect(nodeChanges(plan, siteOf([empty]))[0].state).toBe('clear');
    expect(
      nodeChanges(
        plan,
        siteOf([
          empty.scope(SOURCE_SCOPE, { freshness: 'failed', reason: 'timeout' }),
        ]),
      )[0].state,
    ).toBe('unknown');
  });
});

describe('siteFreeAddresses', () => {
  it('leaves out network, broadcast, gateway, DHCP, ranges and whatever anybody speaks of', () => {
    const files = SnapshotBuilder.declared('a.conf').key(
      'POOL',
      '10.20.0.10-10.20.0.19',
    );
    // 254 hosts, without the gateway, guest 102 and the ten of the range.
    expect(siteFreeAddresses(site(files)).countFree('10.20.0.0/24')).toEqual({
      free: 254 - 1 - 1 - 10,
    });
  });

  it('says nothing while a cluster cannot be read', () => {
    const blind = siteOf([cluster().failed(), consoleWithTrunk()]);
    expect(siteFreeAddresses(blind).countFree('10.20.0.0/24')).toEqual({
      why: expect.stringContaining('cannot be read'),
    });
  });
});

describe('writeRunbook', () => {
  function runbook(name: string): string {
    const made = siteOf([
      clusterOnSwitch().guest(101, { configured: ['10.0.0.5/24'], name }),
      consoleWithTrunk([30]),
      ProxyBuilder.create(['10.0.0.99']).host({
        names: ['shop.example'],
        to: '10.0.0.5:80',
      }),
    ]);
    const plan = planOf(rule('vmid: 101', ", addresses: { '101': 10.20.0.9 }"));
    const { workloads } = planWorkloads(plan, made);
    const simulation = simulateMoves(
      made,
      buildPaths(made),
      movesOf(workloads),
    );
    const gates = judgeGates({
      site: made,
      now: AT,
      freshMinutes: 30,
      workloads,
      simulation,
      free: siteFreeAddresses(made),
      acknowledged: new Set(),
      unverifiedWaves: [],
    });
    return writeRunbook({
      wave: plan.waves[0],
      sourceRef: 'plan.yaml@abc',
      at: AT,
      workloads,
      gates,
      simulation,
      nodes: [],
    });
  }

  it('names gates, edits, checks, and the way back in reverse', () => {
    const text = runbook('web');
    expect(text).toContain('| uplinks-carry-vlan | red |');
    expect(text).toContain(
      '`proxy-host:1` forward\\_host: `10.0.0.5` → `10.20.0.9`',
    );
    expect(text).toContain(
      '`port:core/1` tagged VLANs: `without 20` → `with 20`',
    );
    expect(text).toMatch(
      /shop\.example \| broken \| broken \| address-changes/,
    );
    const back = text.slice(text.indexOf('## Rollback'));
    expect(back.indexOf('proxy-host:1')).toBeLessThan(
      back.indexOf('guest:101'),
    );
    expect(back.indexOf('guest:101')).toBeLessThan(back.indexOf('port:core/1'));
  });

  it('does not let a name become markup', () => {
    const text = runbook('x|<img src=y>`**\n# y');
    expect(text).not.toMatch(/(?<!\\)<img/);
    expect(text).not.toMatch(/^# y/m);
  });
});

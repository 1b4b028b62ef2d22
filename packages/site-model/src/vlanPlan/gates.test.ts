import fc from 'fast-check';
import { buildPaths } from '../paths';
import { SOURCE_SCOPE } from '../observations';
import { buildSite, Site } from '../site';
import {
  clusterOnSwitch,
  ConsoleBuilder,
  ProxyBuilder,
} from '../__testUtils__/edgeBuilder';
import { degraded } from '../__testUtils__/degraded';
import {
  consoleWithTrunk,
  movableWorlds,
} from '../__testUtils__/movableWorlds';
import { addressKey } from '../values';
import { AT, NO_OPTIONS, SnapshotBuilder } from '../__testUtils__/siteBuilder';
import {
  GATE_IDS,
  GateEvidence,
  GateId,
  GateResult,
  judgeGates,
  movesOf,
  planWorkloads,
  readVlanPlan,
  siteFreeAddresses,
  simulateMoves,
} from '.';

const PLAN = `version: 1
freshMinutes: 30
current: { vid: 10, prefix: 10.0.0.0/24 }
waves:
  - id: a
    title: Everything
    workloads:
      - select: { vmids: 100-199 }
        target: { vid: 20, prefix: 10.20.0.0/24 }
        addresses: { '101': 10.20.0.5 }
`;

/** What the gates look at on a site, with everybody's consent unless told otherwise. */
function evidenceOf(
  site: Site,
  extra: Partial<GateEvidence> = {},
  text = PLAN,
): GateEvidence {
  const { plan } = readVlanPlan(text, 'plan.yaml');
  const { workloads } = planWorkloads(plan!, site);
  const simulation = simulateMoves(
    site,
    buildPaths(site),
    movesOf(workloads.filter(({ state }) => state !== 'done')),
  );
  return {
    site,
    now: AT,
    freshMinutes: 30,
    workloads,
    simulation,
    free: siteFreeAddresses(site),
    acknowledged: new Set(simulation.owners.map(({ ownerRef }) => ownerRef)),
    unverifiedWaves: [],
    ...extra,
  };
}

interface World {
  cluster: SnapshotBuilder;
  controller: ConsoleBuilder;
  proxy: ProxyBuilder;
}

/** Guest 101 with a row and an owner, on a port that carries VLAN 20. */
function world(): World {
  return {
    cluster: clusterOnSwitch().guest(101, {
      configured: ['10.0.0.5/24'],
      tags: ['owner-web'],
    }),
    controller: consoleWithTrunk(),
    proxy: ProxyBuilder.create(['10.0.0.99']).host({ to: '10.0.0.5:80' }),
  };
}

function siteOf({ cluster, controller, proxy }: World): Site {
  return buildSite(
    [cluster.build(), controller.build(), proxy.build()],
    NO_OPTIONS,
    AT,
  );
}

function gate(id: GateId, evidence: GateEvidence): GateResult {
  return judgeGates(evidence).find(item => item.gate === id)!;
}

const withoutAddress = PLAN.replace(
  "        addresses: { '101': 10.20.0.5 }\n",
  '',
);

/** For each gate: a change that makes it red, and words of the reason. */
const RED: Record<GateId, [() => GateEvidence, RegExp]> = {
  'no-address-conflict': [
    () => {
      const made = world();
      made.cluster.guest(500, { configured: ['10.0.0.5/24'] });
      return evidenceOf(siteOf(made));
    },
    /claimed by more than one/,
  ],
  'evidence-fresh': [
    () =>
      evidenceOf(siteOf(world()), {
        now: new Date(Date.parse(AT) + 31 * 60_000).toISOString(),
      }),
    /older than 30 minutes/,
  ],
  'free-addresses': [
    () =>
      evidenceOf(
        siteOf(world()),
        { free: { countFree: () => ({ free: 0 }) } },
        withoutAddress,
      ),
    /too few/,
  ],
  'uplinks-carry-vlan': [
    () => {
      const made = world();
      made.controller = consoleWithTrunk([30]);
      return evidenceOf(siteOf(made));
    },
    /do not carry/,
  ],
  'pointers-listed': [
    () => evidenceOf(siteOf(world()), {}, withoutAddress),
    /Without a new address: 1 of 1/,
  ],
  'owners-acknowledged': [
    () => evidenceOf(siteOf(world()), { acknowledged: new Set() }),
    /Not acknowledged by group:default\/web/,
  ],
  'earlier-waves-verified': [
    () => evidenceOf(siteOf(world()), { unverifiedWaves: ['Out of band'] }),
    /Out of band must be verified/,
  ],
};

describe('the gates of a wave', () => {
  it.each(GATE_IDS)('%s is green where everything is in order', id => {
    expect(gate(id, evidenceOf(siteOf(world())))).toMatchObject({
      state: 'green',
      unknown: false,
    });
  });

  it.each(GATE_IDS)('%s is red, with the reason, where it is not', id => {
    const [make, words] = RED[id];
    const result = gate(id, make());
    expect(result.state).toBe('red');
    expect(result.reason).toMatch(words);
    expect(result.details).not.toEqual([]);
  });

  it('lists every row that points in with its edit', () => {
    expect(
      gate('pointers-listed', evidenceOf(siteOf(world()))).details,
    ).toEqual(['proxy-host:1: forward_host 10.0.0.5 → 10.20.0.5']);
  });

  it.each([
    ['a new address that somebody has', '10.20.0.5/24', /already on/],
    ['two guests that get one address', undefined, /given to/],
  ])('no-address-conflict sees %s', (_, configured, words) => {
    const made = world();
    let text = PLAN;
    if (configured) {
      made.cluster.guest(500, { configured: [configured] });
    } else {
      made.cluster.guest(102, { configured: ['10.0.0.6/24'] });
      text = PLAN.replace(
        '      - select: { vmids',
        `      - select: { vmid: 102 }
        target: { vid: 20, prefix: 10.20.0.0/24 }
        addresses: { '102': 10.20.0.5 }
      - select: { vmids`,
      );
    }
    const result = gate(
      'no-address-conflict',
      evidenceOf(siteOf(made), {}, text),
    );
    expect(result.state).toBe('red');
    expect(result.details.join()).toMatch(words);
  });

  it('owners-acknowledged is red for what nobody owns', () => {
    const made = world();
    made.cluster.guest(102, { configured: ['10.0.0.6/24'] });
    expect(
      gate('owners-acknowledged', evidenceOf(siteOf(made))).details,
    ).toContain('guest:102/net0 has no known owner');
  });

  it.each([
    ['a section of the proxy', (made: World) => made.proxy],
    ['a section of the controller', (made: World) => made.controller],
  ])('is red when %s could not be read', (_, builderOf) => {
    const made = world();
    builderOf(made).unread('port-forwards', 'forbidden');
    expect(gate('pointers-listed', evidenceOf(siteOf(made)))).toMatchObject({
      state: 'red',
      unknown: true,
      details: [expect.stringContaining('port-forwards of')],
    });
  });

  it.each([
    ['7801', true],
    ['guest-101', true],
    ['somebody', false],
  ])(
    'an address that %s holds in the IPAM is no conflict: %s',
    (holder, isOwn) => {
      const site = siteOf(world());
      const claim = {
        kind: 'reservation' as const,
        address: '10.20.0.5',
        sourceId: 'ipam',
        scope: SOURCE_SCOPE,
        collectedAt: AT,
        freshness: { freshness: 'fresh' as const, collectedAt: AT },
        owner: `holder:${holder}`,
        label: holder.replace('7801', '101'),
      };
      const reserved = {
        ...site,
        addresses: [
          ...site.addresses,
          {
            address: '10.20.0.5',
            key: addressKey('10.20.0.5'),
            state: 'reserved' as const,
            why: `reserved by ${holder}`,
            claims: [claim],
            guestIds: [],
          },
        ],
      };
      expect(gate('no-address-conflict', evidenceOf(reserved)).state).toBe(
        isOwn ? 'green' : 'red',
      );
    },
  );

  const RESTS_ON_EVIDENCE: readonly GateId[] = [
    'no-address-conflict',
    'evidence-fresh',
    'free-addresses',
    'uplinks-carry-vlan',
    'pointers-listed',
  ];

  it('is never green on readings that failed, are stale, partial or were never made', () => {
    const worlds = fc.oneof(movableWorlds, movableWorlds.chain(degraded));
    const seen = { green: 0, red: 0 };
    fc.assert(
      fc.property(worlds, made => {
        const site = buildSite(made, NO_OPTIONS, AT);
        const isDoubtful = site.sources.some(({ scopes }) =>
          scopes.some(
            ({ pass, freshness }) =>
              pass === 'inventory' && freshness !== 'fresh',
          ),
        );
        for (const { gate: id, state } of judgeGates(evidenceOf(site))) {
          if (RESTS_ON_EVIDENCE.includes(id)) {
            seen[state] += 1;
            expect(isDoubtful && state === 'green').toBe(false);
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(50);
  });

  it('is never green where nothing was ever read, whoever that would affect', () => {
    const evidence = evidenceOf(buildSite([], NO_OPTIONS, AT));
    const open = judgeGates(evidence).filter(({ state }) => state === 'green');
    expect(open.map(({ gate: id }) => id)).toEqual(['earlier-waves-verified']);
  });

  it('is never green on readings that are older than the plan asks for', () => {
    fc.assert(
      fc.property(
        movableWorlds,
        fc.integer({ min: 31, max: 10_000 }),
        (made, minutes) => {
          const site = buildSite(made, NO_OPTIONS, AT);
          const now = new Date(Date.parse(AT) + minutes * 60_000).toISOString();
          const wrong = judgeGates(evidenceOf(site, { now })).filter(
            ({ gate: id, state }) =>
              RESTS_ON_EVIDENCE.includes(id) && state === 'green',
          );
          expect(wrong).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

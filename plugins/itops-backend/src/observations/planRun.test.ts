import fc from 'fast-check';
import { Fact, SOURCE_SCOPE, ScopeResult } from '@sankofa/site-model';
import {
  cluster,
  complete,
  configFact,
  failed,
  guestFact,
  nodeFact,
  partial,
  range,
} from '../__testUtils__/facts';
import { MemoryPass } from '../__testUtils__/MemoryPass';
import { heldThing } from './heldRemoval';
import { RunPlan } from './RunPlan';

const TEN = range(101, 10);

function keyFact(key: string, address: string): Fact {
  return {
    kind: 'declared-key',
    key,
    value: {
      key,
      file: 'ips.conf',
      line: Number(key.slice('IP_'.length)),
      value: address,
      addresses: [address],
      ranges: [],
      superseded: false,
    },
  };
}

function writes({ facts, scopes }: RunPlan): number {
  return [facts, scopes]
    .flatMap(part => Object.values(part))
    .reduce((sum, rows) => sum + rows.length, 0);
}

describe('planRun', () => {
  it('opens every fact and scope of a first run', () => {
    const pass = MemoryPass.create();
    const plan = pass.run(cluster(101, 102));
    expect(plan.status).toBe('complete');
    expect(plan.counts).toEqual({
      scopes: 3,
      seen: 5,
      added: 5,
      changed: 0,
      retired: 0,
    });
    expect(pass.holds).toEqual([
      'guest 101',
      'guest 102',
      'guest-config 101',
      'guest-config 102',
      'node alpha',
    ]);
  });

  it('writes nothing for a run that saw the same', () => {
    const pass = MemoryPass.create();
    for (const run of [cluster(...TEN), [failed()]]) {
      pass.run(run);
      expect(writes(pass.run(run))).toBe(0);
    }
    const part = [partial(SOURCE_SCOPE, [guestFact(101)])];
    pass.run(part);
    expect(writes(pass.run(part))).toBe(0);
  });

  it('replaces a value that changed and keeps everything else', () => {
    const pass = MemoryPass.create();
    pass.run(cluster(...TEN));
    const [list, ...configs] = cluster(...TEN);
    list.facts[1] = guestFact(101, { status: 'stopped' });
    const plan = pass.run([list, ...configs]);
    expect(plan.counts).toMatchObject({ added: 0, changed: 1, retired: 0 });
    expect(writes(plan)).toBe(2);
    expect(pass.holds).toHaveLength(21);
  });

  it('corrects only the locator of a value that is read from another place', () => {
    const pass = MemoryPass.create();
    pass.run([complete(SOURCE_SCOPE, [guestFact(101)])]);
    const moved = { ...guestFact(101), locator: '/etc/pve/.vmlist' };
    const plan = pass.run([complete(SOURCE_SCOPE, [moved])]);
    expect(plan.facts.relocate).toHaveLength(1);
    expect(writes(plan)).toBe(1);
  });

  it('retires a thing with the second complete run that missed it', () => {
    const pass = MemoryPass.create();
    pass.run(cluster(...TEN));
    const rest = cluster(...TEN.slice(1));
    expect(pass.run(rest).counts.retired).toBe(0);
    expect(pass.fact('guest', '101')).toMatchObject({
      absentSinceAt: MemoryPass.timeOf(1),
      missedRuns: 1,
    });
    expect(pass.run(rest).counts.retired).toBe(2);
    expect(pass.holds).not.toContain('guest 101');
    expect(pass.holds).not.toContain('guest-config 101');
    expect([...pass.scopes.values()].map(({ scope }) => scope)).not.toContain(
      'guest:101',
    );
    expect(writes(pass.run(rest))).toBe(0);
  });

  it('waits for as many complete runs as configured', () => {
    const pass = MemoryPass.create({ retireAfterRuns: 4 });
    pass.run(cluster(...TEN));
    const retired = range(0, 4).map(
      () => pass.run(cluster(...TEN.slice(1))).counts.retired,
    );
    expect(retired).toEqual([0, 0, 0, 2]);
  });

  it('begins to count anew when a thing is seen again', () => {
    const pass = MemoryPass.create();
    const rest = cluster(...TEN.slice(1));
    pass.run(cluster(...TEN));
    pass.run(rest);
    pass.run(cluster(...TEN));
    expect(pass.fact('guest', '101')).toMatchObject({
      absentSinceAt: undefined,
      missedRuns: 0,
    });
    expect(pass.run(rest).counts.retired).toBe(0);
  });

  it('does not let failed and partial runs count towards retirement', () => {
    const pass = MemoryPass.create();
    pass.run(cluster(...TEN));
    const silent = [partial(SOURCE_SCOPE, [nodeFact('alpha')])];
    for (const run of [silent, [failed()], silent, silent, [failed()]]) {
      pass.run(run);
      expect(pass.holds).toHaveLength(21);
    }
    expect(pass.fact('guest', '101')).toMatchObject({
      absentSinceAt: MemoryPass.timeOf(1),
      missedRuns: 0,
    });
  });

  it('touches nothing but the state of the source when the source failed', () => {
    const pass = MemoryPass.create();
    pass.run(cluster(...TEN));
    const plan = pass.run([failed(), failed('guest:101', 'guest-unreadable')]);
    expect(plan.status).toBe('failed');
    expect(plan.readable).toBe(false);
    expect(plan.label).toMatchObject({
      freshness: 'failed',
      reason: 'unreachable',
    });
    expect(plan.scopes.open).toEqual([
      expect.objectContaining({
        scope: SOURCE_SCOPE,
        lastGoodAt: MemoryPass.timeOf(1),
      }),
    ]);
    expect(writes(plan)).toBe(2);
  });

  it('keeps the last good facts of a scope that failed alone, with their age', () => {
    const pass = MemoryPass.create();
    pass.run(cluster(...TEN));
    const [list, , ...others] = cluster(...TEN);
    const run = [list, failed('guest:101', 'guest-unreadable'), ...others];
    expect(pass.run(run).status).toBe('partial');
    pass.run(run);
    const state = [...pass.scopes.values()].find(
      ({ scope }) => scope === 'guest:101',
    );
    expect(state).toMatchObject({
      completeness: 'failed',
      reason: 'guest-unreadable',
      lastGoodAt: MemoryPass.timeOf(1),
    });
    expect(pass.fact('guest-config', '101')).toMatchObject({ missedRuns: 0 });
  });

  it('dates an absence by the last time its scope was read', () => {
    const pass = MemoryPass.create();
    pass.run([complete(SOURCE_SCOPE), complete('node:alpha', [configFact(1)])]);
    pass.run([complete(SOURCE_SCOPE), failed('node:alpha', 'node-offline')]);
    pass.run([complete(SOURCE_SCOPE), complete('node:alpha')]);
    expect(pass.fact('guest-config', '1')).toMatchObject({
      absentSinceAt: MemoryPass.timeOf(1),
      missedRuns: 1,
    });
  });

  it('keeps scopes that an incomplete list does not name', () => {
    const pass = MemoryPass.create();
    pass.run(cluster(...TEN));
    for (let i = 0; i < 4; i++) {
      pass.run([
        partial(
          SOURCE_SCOPE,
          TEN.map(vmid => guestFact(vmid)),
        ),
      ]);
    }
    expect(pass.holds).toHaveLength(21);
    expect(pass.fact('guest-config', '105')).toMatchObject({
      absentSinceAt: MemoryPass.timeOf(1),
      missedRuns: 0,
    });
  });

  it('does not hold a failed scope of silent agents against the run', () => {
    const pass = MemoryPass.create();
    const plan = pass.run([
      complete(SOURCE_SCOPE),
      partial('guest:101', [], 'agent-not-running'),
    ]);
    expect(plan.status).toBe('complete');
  });

  it('keeps the revision of the text that a failed scope was last read from', () => {
    const pass = MemoryPass.create();
    pass.run([{ ...complete(SOURCE_SCOPE), revision: 'abc1234' }]);
    pass.run([failed(SOURCE_SCOPE, 'file-missing')]);
    expect([...pass.scopes.values()]).toEqual([
      expect.objectContaining({ completeness: 'failed', revision: 'abc1234' }),
    ]);
  });

  describe('removal guard', () => {
    it('holds back a complete run without any guest', () => {
      const pass = MemoryPass.create();
      pass.run(cluster(...TEN));
      const empty = [complete(SOURCE_SCOPE, [nodeFact('alpha')])];
      for (let i = 0; i < 4; i++) {
        const plan = pass.run(empty);
        expect(plan.status).toBe('partial');
        expect(plan.label.reason).toBe('suspicious-removal');
        expect(plan.held?.groups).toEqual([
          expect.objectContaining({ kind: 'guest', known: 10 }),
          expect.objectContaining({ kind: 'guest-config', known: 10 }),
        ]);
        expect(pass.holds).toHaveLength(21);
      }
      expect(writes(pass.run(empty))).toBe(0);
    });

    it('holds back a run that lost more than the configured share', () => {
      const pass = MemoryPass.create();
      pass.run(cluster(...TEN));
      expect(pass.run(cluster(...TEN.slice(3))).status).toBe('partial');
      expect(pass.run(cluster(...TEN.slice(2))).status).toBe('complete');
    });

    it('still stores what such a run saw that is new or changed', () => {
      const pass = MemoryPass.create();
      pass.run(cluster(...TEN));
      const plan = pass.run([
        complete(SOURCE_SCOPE, [
          nodeFact('alpha'),
          guestFact(101, { status: 'stopped' }),
          guestFact(999),
        ]),
      ]);
      expect(plan.held).toBeDefined();
      expect(plan.counts).toMatchObject({ added: 1, changed: 1, retired: 0 });
      expect(pass.holds).toContain('guest 999');
    });

    it('does not believe what stands where a file was cut', () => {
      const file = (values: Record<string, string>): ScopeResult[] => [
        complete(SOURCE_SCOPE),
        complete(
          'file:ips.conf',
          Object.entries(values).map(([key, value]) => keyFact(key, value)),
        ),
      ];
      const whole = Object.fromEntries(
        range(1, 10).map(n => [`IP_${n}`, `192.0.2.${n}0`]),
      );
      const pass = MemoryPass.create();
      pass.run(file(whole));
      const cut = pass.run(
        file({ IP_1: whole.IP_1, IP_2: whole.IP_2, IP_3: '192.0.2.3' }),
      );
      expect(cut.held).toBeDefined();
      expect(cut.counts).toMatchObject({ changed: 0, retired: 0 });
      const edited = pass.run(file({ ...whole, IP_3: '192.0.2.3' }));
      expect(edited.counts).toMatchObject({ changed: 1, retired: 0 });
    });

    it('trusts nothing of a suspicious list, also not its small removals', () => {
      const pass = MemoryPass.create();
      const first = cluster(...TEN);
      first[0].facts.push(nodeFact('beta'));
      pass.run(first);
      for (let i = 0; i < 3; i++) {
        pass.run(cluster(101));
      }
      expect(pass.holds).toContain('node beta');
      expect(pass.fact('node', 'beta')).toMatchObject({ missedRuns: 0 });
    });

    it('is not talked round by new things that appear meanwhile', () => {
      const pass = MemoryPass.create();
      pass.run(cluster(...TEN));
      const others = cluster(...range(500, 80));
      for (let i = 0; i < 4; i++) {
        expect(pass.run(others).held).toBeDefined();
      }
      expect(pass.holds).toEqual(expect.arrayContaining(['guest 101']));
    });

    it('never counts more missing than known, also when new things go as well', () => {
      const pass = MemoryPass.create();
      pass.run([complete(SOURCE_SCOPE, [guestFact(101)])]);
      pass.run([complete(SOURCE_SCOPE, [guestFact(102)])]);
      const { held } = pass.run([complete(SOURCE_SCOPE)]);
      expect(held?.groups).toEqual([
        { scope: 'source', kind: 'guest', known: 2, names: ['101', '102'] },
      ]);
    });

    it('is over when the things are back', () => {
      const pass = MemoryPass.create();
      pass.run(cluster(...TEN));
      pass.run(cluster(101));
      pass.run([failed()]);
      expect(pass.held).toBeDefined();
      expect(pass.run(cluster(...TEN)).status).toBe('complete');
      expect(pass.held).toBeUndefined();
    });

    it('lets a removal through that was accepted, after as many runs as any other', () => {
      const pass = MemoryPass.create();
      pass.run(cluster(...TEN));
      const { held } = pass.run(cluster(109, 110));
      pass.accepted = new Set(
        held!.groups.flatMap(({ scope, kind, names }) =>
          names.map(name => heldThing(scope, kind, name)),
        ),
      );
      const first = pass.run(cluster(109, 110));
      expect(first.held).toBeUndefined();
      expect(first.counts.retired).toBe(0);
      pass.accepted = new Set();
      expect(pass.run(cluster(109, 110)).counts.retired).toBe(16);
    });

    it('does not stretch an acceptance to things that went later', () => {
      const pass = MemoryPass.create();
      pass.run(cluster(...TEN));
      const { held } = pass.run(cluster(...TEN.slice(4)));
      pass.accepted = new Set(
        held!.groups.flatMap(({ scope, kind, names }) =>
          names.map(name => heldThing(scope, kind, name)),
        ),
      );
      const { held: later } = pass.run(cluster(...TEN.slice(5)));
      expect(later!.groups.map(({ names }) => names.length)).toEqual([5, 5]);
      expect(pass.holds).toHaveLength(21);
    });
  });

  it('refuses a collector that names a fact or a scope twice, or nothing', () => {
    const pass = MemoryPass.create();
    expect(() =>
      pass.run([complete(SOURCE_SCOPE, [guestFact(101), guestFact(101)])]),
    ).toThrow("guest '101' twice in scope 'source'");
    expect(() => pass.run([complete('node:a'), failed('node:a')])).toThrow(
      "scope 'node:a' twice",
    );
    expect(() => pass.run([])).toThrow('no scope');
  });
});

/** A run of some kind over some of twelve guests. */
const anyRun = fc.record({
  kind: fc.constantFrom('complete', 'partial', 'failed', 'scope-failed'),
  vmids: fc.subarray(range(101, 12)),
});
type AnyRun = { kind: string; vmids: number[] };

function resultOf({ kind, vmids }: AnyRun): ScopeResult[] {
  const [list, ...configs] = cluster(...vmids);
  switch (kind) {
    case 'failed':
      return [failed()];
    case 'partial':
      return [partial(SOURCE_SCOPE, list.facts), ...configs];
    case 'scope-failed':
      return [
        list,
        ...configs.map(({ scope }) => failed(scope, 'guest-unreadable')),
      ];
    default:
      return [list, ...configs];
  }
}

describe('planRun, in any order of runs', () => {
  const rules = { retireAfterRuns: 2, maxRemovalPercent: 20 };

  it('retires only what the last K complete, unsuspicious runs all missed', () => {
    fc.assert(
      fc.property(fc.array(anyRun, { maxLength: 14 }), runs => {
        const pass = MemoryPass.create(rules);
        /** For each guest, trusted complete lists in a row without it. */
        const missed = new Map<number, number>();
        for (const run of runs) {
          const before = new Set(pass.holds);
          const plan = pass.run(resultOf(run));
          const after = new Set(pass.holds);
          for (const vmid of range(101, 12)) {
            const thing = `guest ${vmid}`;
            if (plan.readable && run.vmids.includes(vmid)) {
              missed.set(vmid, 0);
            } else if (plan.readable && !plan.held && run.kind !== 'partial') {
              missed.set(vmid, (missed.get(vmid) ?? 0) + 1);
            }
            const gone = before.has(thing) && !after.has(thing);
            expect(gone).toBe(
              before.has(thing) && missed.get(vmid)! >= rules.retireAfterRuns,
            );
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never loses anything to failed, partial or suspicious runs', () => {
    fc.assert(
      fc.property(fc.array(anyRun, { maxLength: 10 }), runs => {
        const pass = MemoryPass.create(rules);
        pass.run(cluster(...range(101, 12)));
        for (const run of runs) {
          const before = pass.holds;
          const plan = pass.run(resultOf(run));
          if (plan.status === 'failed' || plan.held || run.kind === 'partial') {
            expect(plan.counts.retired).toBe(0);
            expect(pass.holds).toEqual(expect.arrayContaining(before));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('says the same again without writing, unless it counts an absence', () => {
    fc.assert(
      fc.property(fc.array(anyRun, { minLength: 1, maxLength: 10 }), runs => {
        const pass = MemoryPass.create(rules);
        for (const run of runs) {
          pass.run(resultOf(run));
          const counting = [
            ...pass.facts.values(),
            ...pass.scopes.values(),
          ].filter(({ missedRuns }) => missedRuns > 0);
          const again = pass.run(resultOf(run));
          if (counting.length === 0) {
            expect(writes(again)).toBe(0);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

import { Freshness, Verdict } from '@sankofa/site-model';
import fc from 'fast-check';
import { judged, timeOf, verdict } from './__testUtils__/sites';
import { JudgedSite, StoredFinding } from './FindingStore';
import { acknowledged, suppressed } from './decisions';
import { PlannedFinding, planFindings } from './planFindings';

const VMIDS = [101, 102, 103, 104];
const SEVERITIES = ['critical', 'error', 'warning', 'info'] as const;
const AMA = 'user:default/ama';

/** Findings as a database keeps them, without one. */
class Shelf {
  readonly findings = new Map<string, StoredFinding>();
  private ids = 0;
  private previousAt?: string;

  plan({ site, verdicts }: JudgedSite, now: string = site.at) {
    return planFindings(
      this.findings.values(),
      { site, verdicts },
      { now, previousAt: this.previousAt, newId: () => `f${++this.ids}` },
    );
  }

  reconcile(site: JudgedSite, now?: string): PlannedFinding[] {
    const plan = this.plan(site, now);
    plan.forEach(item => this.keep(item));
    this.previousAt = site.site.at;
    return plan;
  }

  keep({ after }: PlannedFinding): void {
    // What was stored comes back as JSON.
    this.findings.set(after.id, JSON.parse(JSON.stringify(after)));
  }

  get(vmid: number): StoredFinding | undefined {
    return [...this.findings.values()].find(
      ({ subject }) => subject === `guest:${vmid}`,
    );
  }
}

function events(plan: readonly PlannedFinding[]): (string | undefined)[] {
  return plan.map(({ step }) => step?.event);
}

function decisionOf(finding: StoredFinding) {
  const { state, note, acknowledgedBy, suppressedUntil } = finding;
  return { state, note, acknowledgedBy, suppressedUntil };
}

const anyVerdicts = fc.subarray(VMIDS).chain(vmids =>
  fc.tuple(
    ...vmids.map(vmid =>
      fc
        .record({
          severity: fc.constantFrom(...SEVERITIES),
          detail: fc.constantFrom('a', 'b\0', 'c'),
        })
        .map(({ severity, detail }) =>
          verdict(vmid, { severity, summary: `${vmid} ${detail}` }),
        ),
    ),
  ),
);

const anyFreshness = fc.constantFrom<Freshness>(
  'fresh',
  'fresh',
  'aging',
  'stale',
  'failed',
  'partial',
  'never',
);

const anyScopes = fc
  .tuple(anyFreshness, ...VMIDS.map(() => anyFreshness))
  .map(([source, ...guests]): Record<string, Freshness> => {
    const ofGuests = guests.map((freshness, index) => [
      `guest:${VMIDS[index]}`,
      freshness,
    ]);
    return { source, ...Object.fromEntries(ofGuests) };
  });

const anyLife = fc.array(
  fc.record({
    verdicts: anyVerdicts,
    scopes: anyScopes,
    decide: fc.constantFrom('acknowledge', 'suppress', 'nothing', 'nothing'),
  }),
  { minLength: 1, maxLength: 8 },
);

interface Turn {
  verdicts: Verdict[];
  scopes: Record<string, Freshness>;
  decide: string;
}

/** Lives it; `look` sees every plan with what was stored before and after. */
function live(
  life: readonly Turn[],
  look: (turn: {
    site: JudgedSite;
    plan: PlannedFinding[];
    before: Map<string, StoredFinding>;
    shelf: Shelf;
  }) => void,
): void {
  const shelf = new Shelf();
  life.forEach(({ verdicts, scopes, decide }, index) => {
    const site = judged(index + 1, verdicts, scopes);
    const before = new Map(shelf.findings);
    const plan = shelf.reconcile(site);
    look({ site, plan, before, shelf });
    const undecided = [...shelf.findings.values()].find(
      ({ state }) => state === 'open',
    );
    const decider = { actor: AMA, now: site.site.at };
    if (undecided && decide === 'acknowledge') {
      shelf.keep(acknowledged(undecided, { ...decider, note: 'known' }));
    } else if (undecided && decide === 'suppress') {
      const until = timeOf(index + 3);
      shelf.keep(suppressed(undecided, { ...decider, until, reason: 'move' }));
    }
  });
}

describe('planFindings', () => {
  it('opens a finding at the moment of the first site that has it', () => {
    const shelf = new Shelf();
    const plan = shelf.reconcile(judged(1, [verdict(101)]));
    expect(plan).toEqual([
      {
        after: {
          ...verdict(101),
          id: 'f1',
          state: 'open',
          firstSeenAt: timeOf(1),
          version: 1,
        },
        step: { event: 'opened', at: timeOf(1) },
      },
    ]);
  });

  it('resolves on complete, fresh readings, and says when it was last seen', () => {
    const shelf = new Shelf();
    shelf.reconcile(judged(1, [verdict(101)]));
    shelf.reconcile(judged(2, [verdict(101)]));
    expect(events(shelf.reconcile(judged(3, [])))).toEqual(['resolved']);
    expect(shelf.get(101)).toMatchObject({
      state: 'resolved',
      resolvedAt: timeOf(3),
      lastSeenAt: timeOf(2),
      version: 2,
    });
  });

  it('keeps what cannot be read now, and resolves it when it can', () => {
    const shelf = new Shelf();
    shelf.reconcile(judged(1, [verdict(101), verdict(102)]));
    const scopes = { 'guest:101': 'failed' } as const;
    expect(events(shelf.reconcile(judged(2, [], scopes)))).toEqual([
      undefined,
      'resolved',
    ]);
    expect(shelf.get(101)).toMatchObject({
      state: 'open',
      lastSeenAt: timeOf(1),
      version: 1,
    });
    expect(shelf.reconcile(judged(3, [], scopes))).toEqual([]);
    shelf.reconcile(judged(4, []));
    expect(shelf.get(101)).toMatchObject({
      state: 'resolved',
      lastSeenAt: timeOf(1),
    });
  });

  it('is open again, undecided, when it is seen after it was resolved', () => {
    const shelf = new Shelf();
    shelf.reconcile(judged(1, [verdict(101)]));
    shelf.keep(
      acknowledged(shelf.get(101)!, { actor: AMA, now: timeOf(1), note: 'x' }),
    );
    shelf.reconcile(judged(2, []));
    expect(events(shelf.reconcile(judged(3, [verdict(101)])))).toEqual([
      'reopened',
    ]);
    const finding = shelf.get(101)!;
    expect(finding).toMatchObject({ state: 'open', firstSeenAt: timeOf(1) });
    for (const key of [
      'lastSeenAt',
      'resolvedAt',
      'acknowledgedBy',
      'note',
    ] as const) {
      expect(finding[key]).toBeUndefined();
    }
  });

  it.each([
    ['info', 'acknowledged', 'changed', /from warning to info/],
    ['warning', 'acknowledged', undefined, undefined],
    ['critical', 'open', 'reopened', /rose from warning to critical/],
  ] as const)(
    'an acknowledged warning that becomes %s is %s',
    (severity, state, event, note) => {
      const shelf = new Shelf();
      shelf.reconcile(judged(1, [verdict(101)]));
      shelf.keep(acknowledged(shelf.get(101)!, { actor: AMA, now: timeOf(1) }));
      const [planned] = shelf.reconcile(
        judged(2, [verdict(101, { severity })]),
      );
      expect(planned?.step?.event).toBe(event);
      if (note) {
        expect(planned.step!.note).toMatch(note);
      }
      expect(shelf.get(101)).toMatchObject({ state, severity });
    },
  );

  it('leaves a suppressed finding alone until its time is over, seen or not', () => {
    for (const seen of [true, false]) {
      const shelf = new Shelf();
      shelf.reconcile(judged(1, [verdict(101)]));
      shelf.keep(
        suppressed(shelf.get(101)!, {
          actor: AMA,
          now: timeOf(1),
          until: timeOf(3),
          reason: 'moving',
        }),
      );
      const site = (run: number) =>
        judged(run, seen ? [verdict(101, { severity: 'critical' })] : [], {
          'guest:101': 'stale',
        });
      shelf.reconcile(site(2));
      expect(shelf.get(101)).toMatchObject({
        state: 'suppressed',
        note: 'moving',
      });
      expect(shelf.reconcile(site(3))).toMatchObject([
        { step: { event: 'suppression-ended', at: timeOf(3) } },
      ]);
      expect(shelf.get(101)).toMatchObject({ state: 'open' });
      expect(shelf.get(101)!.suppressedUntil).toBeUndefined();
    }
  });

  it('writes nothing for evidence that was merely collected later', () => {
    const shelf = new Shelf();
    shelf.reconcile(judged(1, [verdict(101)]));
    const later = verdict(101);
    later.evidence[0].collectedAt = timeOf(2);
    expect(shelf.reconcile(judged(2, [later]))).toEqual([]);
  });

  it.each<[string, Partial<Verdict>, boolean]>([
    ['evidence', { evidence: [{ claim: 'new', sourceId: 'a' }] }, false],
    ['scopes', { restsOn: [{ sourceId: 'a', scope: 'b' }] }, false],
    ['guests', { guestIds: [] }, false],
    ['severity', { severity: 'error' }, true],
    ['summary', { summary: 'Something else.' }, true],
  ])(
    'takes over other %s; a new version only where a decision rests on it',
    (_what, change, isStep) => {
      const shelf = new Shelf();
      shelf.reconcile(judged(1, [verdict(101)]));
      const plan = shelf.reconcile(judged(2, [verdict(101, change)]));
      expect(events(plan)).toEqual([isStep ? 'changed' : undefined]);
      expect(shelf.get(101)).toMatchObject({
        ...change,
        version: isStep ? 2 : 1,
      });
    },
  );

  it('knows a subject again that PostgreSQL could not keep as it was', () => {
    const shelf = new Shelf();
    const odd = { subject: 'file:a\0\uD800:1', summary: 'a\0' };
    shelf.reconcile(judged(1, [verdict(101, odd)]));
    expect([...shelf.findings.values()]).toMatchObject([
      { subject: 'file:a\uFFFD\uFFFD:1', summary: 'a\uFFFD' },
    ]);
    expect(shelf.reconcile(judged(2, [verdict(101, odd)]))).toEqual([]);
  });

  it('property: a second look at the same site changes nothing', () => {
    fc.assert(
      fc.property(anyLife, life => {
        live(life, ({ site, shelf }) => {
          expect(shelf.plan(site)).toEqual([]);
        });
      }),
    );
  });

  it('property: nothing is resolved while a scope it rests on is not fresh', () => {
    let held = 0;
    fc.assert(
      fc.property(anyLife, life => {
        live(life, ({ site, before, shelf }) => {
          const scopes = site.site.sources[0].scopes;
          for (const { id, state, restsOn } of before.values()) {
            const isFresh = restsOn.every(
              ref =>
                scopes.find(({ scope }) => scope === ref.scope)!.freshness ===
                'fresh',
            );
            const after = shelf.findings.get(id)!;
            if (state !== 'resolved' && !isFresh) {
              held += 1;
              expect(after.state).not.toBe('resolved');
            }
          }
        });
      }),
    );
    expect(held).toBeGreaterThan(50);
  });

  it('property: what is seen is not resolved, and what is not and could be read is', () => {
    fc.assert(
      fc.property(anyLife, life => {
        live(life, ({ site, shelf }) => {
          const seen = new Set(site.verdicts.map(({ subject }) => subject));
          const isAllFresh = site.site.sources[0].scopes.every(
            ({ freshness }) => freshness === 'fresh',
          );
          for (const finding of shelf.findings.values()) {
            if (seen.has(finding.subject)) {
              expect(finding.state).not.toBe('resolved');
              expect(finding.lastSeenAt).toBeUndefined();
            } else {
              expect(finding.lastSeenAt).toBeDefined();
              if (isAllFresh) {
                expect(finding.state).toBe('resolved');
              }
            }
          }
        });
      }),
    );
  });

  it('property: a decision ends only by resolving, a rise of severity or its time', () => {
    let decided = 0;
    fc.assert(
      fc.property(anyLife, life => {
        live(life, ({ site, before, shelf }) => {
          for (const was of before.values()) {
            const is = shelf.findings.get(was.id)!;
            const ends =
              is.state === 'resolved' ||
              (was.state === 'acknowledged' &&
                SEVERITIES.indexOf(is.severity) <
                  SEVERITIES.indexOf(was.severity)) ||
              (was.state === 'suppressed' &&
                was.suppressedUntil! <= site.site.at);
            if (
              (was.state === 'acknowledged' || was.state === 'suppressed') &&
              !ends
            ) {
              decided += 1;
              expect(decisionOf(is)).toEqual(decisionOf(was));
            }
          }
        });
      }),
    );
    expect(decided).toBeGreaterThan(20);
  });

  it('property: the version grows by one with every step, and only then', () => {
    fc.assert(
      fc.property(anyLife, life => {
        live(life, ({ plan }) => {
          for (const { before, after, step } of plan) {
            expect(after.version).toBe((before?.version ?? 0) + (step ? 1 : 0));
            const isStep =
              before?.state !== after.state ||
              before.severity !== after.severity ||
              before.summary !== after.summary;
            expect(step !== undefined).toBe(isStep);
          }
        });
      }),
    );
  });
});

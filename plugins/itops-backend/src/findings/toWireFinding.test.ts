import { findingSchema } from '@sankofa/plugin-itops-common';
import { Verdict } from '@sankofa/site-model';
import { cluster, complete, configFact, failed } from '../__testUtils__/facts';
import { SiteView } from '../site';
import { SOURCE, timeOf, viewOf } from './__testUtils__/sites';
import { StoredFinding } from './FindingStore';
import { toWireFinding } from './toWireFinding';

function view(run: number, more: { collectedAt?: string } = {}): SiteView {
  const [list] = cluster(101, 102);
  return viewOf(
    run,
    [
      list,
      complete('guest:101', [configFact(101, '192.0.2.50')]),
      complete('guest:102', [configFact(102, '192.0.2.50')]),
    ],
    { owner: 'group:default/platform', ...more },
  );
}

function verdictOf({ verdicts }: SiteView, rule: string): Verdict {
  return verdicts.find(verdict => verdict.rule === rule)!;
}

function stored(
  verdict: Verdict,
  more: Partial<StoredFinding> = {},
): StoredFinding {
  return {
    ...verdict,
    id: 'f1',
    state: 'open',
    firstSeenAt: timeOf(1),
    version: 1,
    ...more,
  };
}

describe('toWireFinding', () => {
  const first = verdictOf(view(1), 'duplicate-address');

  it('is what the wire schema says, and nothing else', () => {
    const sent = toWireFinding(stored(first), view(1));
    expect(findingSchema.strict().parse(sent)).toEqual(sent);
    expect(sent).not.toHaveProperty('restsOn');
    const everything = {
      state: 'acknowledged',
      acknowledgedBy: 'user:default/ama',
      acknowledgedAt: timeOf(1),
      note: 'known',
    } as const;
    expect(toWireFinding(stored(first, everything), view(1))).toMatchObject(
      everything,
    );
  });

  it('names the owners of its guests once', () => {
    expect(toWireFinding(stored(first), view(1))).toMatchObject({
      guestIds: [`${SOURCE}/101`, `${SOURCE}/102`],
      ownerRefs: ['group:default/platform'],
    });
  });

  it('carries the evidence of the last look while it is seen', () => {
    const sent = toWireFinding(stored(first), view(3));
    expect(sent.lastSeenAt).toBe(timeOf(3));
    expect(sent.evidence.map(({ collectedAt }) => collectedAt)).toEqual([
      timeOf(3),
      timeOf(3),
    ]);
    expect(sent.firstSeenAt).toBe(timeOf(1));
    expect(sent.unconfirmed).toBeUndefined();
  });

  it('is unconfirmed while it is seen in values that are not fresh', () => {
    const late = view(9, { collectedAt: timeOf(1) });
    expect(verdictOf(late, 'duplicate-address')).toBeDefined();
    expect(toWireFinding(stored(first), late).unconfirmed).toMatch(
      /proxmox\/lab is stale/,
    );
  });

  it('is unconfirmed while nobody can see whether it is gone', () => {
    const finding = stored(first, { lastSeenAt: timeOf(2) });
    const [list, seen] = cluster(101, 102);
    const half = viewOf(3, [list, seen, failed('guest:102', 'timeout')]);
    expect(toWireFinding(finding, half)).toMatchObject({
      lastSeenAt: timeOf(2),
      unconfirmed: expect.stringContaining(
        'guest:102 of proxmox/lab is failed',
      ),
    });
    const whole = viewOf(3, cluster(101, 102));
    expect(toWireFinding(finding, whole).unconfirmed).toBeUndefined();
  });

  it('does not doubt that a source is unhealthy because it is', () => {
    const broken = viewOf(2, [failed()]);
    const unhealthy = verdictOf(broken, 'source-unhealthy');
    expect(
      toWireFinding(stored(unhealthy), broken).unconfirmed,
    ).toBeUndefined();
    const late = viewOf(9, cluster(101), { collectedAt: timeOf(1) });
    expect(
      toWireFinding(stored(unhealthy, { lastSeenAt: timeOf(2) }), late)
        .unconfirmed,
    ).toMatch(/stale/);
  });

  it('a resolved one stays as it was, also beside a site that has it', () => {
    const resolved = stored(first, {
      state: 'resolved',
      lastSeenAt: timeOf(1),
      resolvedAt: timeOf(2),
    });
    expect(toWireFinding(resolved, view(3))).toMatchObject({
      state: 'resolved',
      lastSeenAt: timeOf(1),
      resolvedAt: timeOf(2),
      evidence: first.evidence,
    });
  });
});

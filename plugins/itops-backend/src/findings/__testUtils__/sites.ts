import {
  Freshness,
  ScopeRef,
  ScopeResult,
  Site,
  Verdict,
  buildSite,
  snapshotOfResults,
} from '@sankofa/site-model';
import { SiteView } from '../../site';
import { JudgedSite } from '../FindingStore';

export const SOURCE = 'proxmox/lab';
const PASS = 'proxmox/lab inventory';
const START = Date.parse('2026-03-01T12:00:00.000Z');
const OPTIONS = { unusedExclusions: [], owners: [] };

/** The moment of the n-th site, five minutes apart. */
export function timeOf(run: number): string {
  return new Date(START + run * 300_000).toISOString();
}

/** A site of nothing but scopes; `source` is fresh unless told otherwise. */
export function siteOfScopes(
  scopes: Record<string, Freshness>,
  at: string,
): Site {
  const snapshot = {
    sourceId: SOURCE,
    kind: 'proxmox',
    freshness: 'fresh' as const,
    collectedAt: at,
    scopes: Object.entries({ source: 'fresh' as const, ...scopes }).map(
      ([scope, freshness]) => ({
        scope,
        pass: 'inventory',
        freshness,
        collectedAt: at,
      }),
    ),
    facts: [],
  };
  return buildSite([snapshot], OPTIONS, at);
}

/** What a rule says of one guest. */
export function verdict(vmid: number, more: Partial<Verdict> = {}): Verdict {
  const restsOn: ScopeRef[] = [
    { sourceId: SOURCE, scope: 'source' },
    { sourceId: SOURCE, scope: `guest:${vmid}` },
  ];
  return {
    rule: 'guest-undeclared',
    subject: `guest:${vmid}`,
    severity: 'warning',
    summary: `Guest ${vmid} is in no declared row; add one.`,
    evidence: [
      {
        claim: `listed on alpha`,
        sourceId: SOURCE,
        locator: '/cluster/resources',
        collectedAt: timeOf(0),
      },
    ],
    restsOn,
    guestIds: [`${SOURCE}/${vmid}`],
    ...more,
  };
}

/** The n-th site with these verdicts, built from the n-th run. */
export function judged(
  run: number,
  verdicts: Verdict[],
  scopes: Record<string, Freshness> = {},
): JudgedSite {
  const at = timeOf(run);
  return {
    site: siteOfScopes(scopes, at),
    verdicts,
    runs: { [PASS]: run },
  };
}

/** The n-th site, joined and judged from what a cluster says. */
export function viewOf(
  run: number,
  scopes: ScopeResult[],
  more: { asOf?: string; owner?: string; collectedAt?: string } = {},
): SiteView {
  const at = more.asOf ?? timeOf(run);
  const result = { collectedAt: more.collectedAt ?? at, scopes };
  const snapshot = snapshotOfResults(
    SOURCE,
    'proxmox',
    [{ pass: 'inventory', result, intervalSeconds: 300 }],
    at,
  );
  const siteOptions = {
    unusedExclusions: [],
    owners: more.owner ? [{ match: { name: '*' }, ownerRef: more.owner }] : [],
  };
  return SiteView.create({
    site: buildSite([snapshot], siteOptions, at),
    siteOptions,
    asOf: more.asOf,
    version: String(run),
    runs: { [PASS]: run },
    sources: new Map(),
  });
}

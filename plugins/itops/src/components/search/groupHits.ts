import { SearchHit } from '@sankofa/plugin-itops-common';
import { safeHref } from '../../format/href';

const TITLES: Record<string, string> = {
  hostname: 'Host names',
  port: 'Switch ports',
  guest: 'Guests',
  address: 'Addresses',
  node: 'Nodes',
  team: 'Teams',
  prefix: 'Prefixes',
  vlan: 'VLANs',
  finding: 'Findings',
};

export interface HitGroup {
  kind: string;
  title: string;
  hits: SearchHit[];
}

/** A hit leads into the portal; anything else is not offered. */
function leadsInside(hit: SearchHit): boolean {
  return safeHref(hit.href)?.startsWith('/') ?? false;
}

/** Hits by kind, exact ones first; kinds in the order of their first hit. */
export function groupHits(hits: SearchHit[]): HitGroup[] {
  const groups = new Map<string, HitGroup>();
  const sorted = hits
    .filter(leadsInside)
    .sort((a, b) => Number(b.exact) - Number(a.exact));
  for (const hit of sorted) {
    const group = groups.get(hit.kind) ?? {
      kind: hit.kind,
      title: TITLES[hit.kind] ?? hit.kind,
      hits: [],
    };
    group.hits.push(hit);
    groups.set(hit.kind, group);
  }
  return [...groups.values()];
}

/** The one thing that is meant: the only exact hit, if there is exactly one. */
export function onlyExact(hits: SearchHit[]): SearchHit | undefined {
  const exact = hits.filter(hit => hit.exact && leadsInside(hit));
  return exact.length === 1 ? exact[0] : undefined;
}

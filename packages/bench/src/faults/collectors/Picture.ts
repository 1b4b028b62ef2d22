import { Finding } from '@sankofa/plugin-itops-common';
import { ScopeSnapshot, Site } from '@sankofa/site-model';
import { PassRows } from '@sankofa/plugin-itops-backend';

export interface PicturedFact {
  sourceId: string;
  kind: string;
  value: string;
}

export interface PicturedScope extends ScopeSnapshot {
  sourceId: string;
  /** It holds something. */
  hasFacts: boolean;
}

/** What the product shows at one moment, in a form that can be compared. */
export interface Picture {
  /** By source, pass, scope, kind and key. */
  facts: ReadonlyMap<string, PicturedFact>;
  /** By source, pass and scope. */
  scopes: ReadonlyMap<string, PicturedScope>;
  /** By address. */
  addresses: ReadonlyMap<string, { state: string; guestIds: string[] }>;
  /** Whether it is resolved, by rule and subject. */
  findings: ReadonlyMap<string, { resolved: boolean }>;
}

/** Order of the keys does not matter. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort())
      : part,
  );
}

export function pictureOf(options: {
  passes: readonly PassRows[];
  site: Site;
  findings: readonly Pick<Finding, 'rule' | 'subject' | 'state'>[];
}): Picture {
  const facts = new Map<string, PicturedFact>();
  const filled = new Set<string>();
  for (const { state, facts: held } of options.passes) {
    const { sourceId, pass } = state;
    for (const { scope, kind, key, value } of held) {
      filled.add([sourceId, pass, scope].join(' '));
      facts.set([sourceId, pass, scope, kind, key].join(' '), {
        sourceId,
        kind,
        value: textOf(value),
      });
    }
  }
  const scopes = options.site.sources.flatMap(({ sourceId, scopes: all }) =>
    all.map(scope => {
      const key = [sourceId, scope.pass, scope.scope].join(' ');
      return [key, { ...scope, sourceId, hasFacts: filled.has(key) }] as const;
    }),
  );
  return {
    facts,
    scopes: new Map(scopes),
    addresses: new Map(
      options.site.addresses.map(({ address, state, guestIds }) => [
        address,
        { state, guestIds: [...guestIds].sort() },
      ]),
    ),
    findings: new Map(
      options.findings.map(({ rule, subject, state }) => [
        `${rule} ${subject}`,
        { resolved: state === 'resolved' },
      ]),
    ),
  };
}

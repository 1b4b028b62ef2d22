import { patternMatcher } from '../text/patternMatcher';
import { DeclaredRow, Guest, Ownership, SiteOptions } from './site';

type OwnedGuest = Pick<Guest, 'vmid' | 'name' | 'tags' | 'pool'>;
type OwnerRule = SiteOptions['owners'][number];

/** Finds the owner of a guest from configuration, its rows and its tags. */
export type OwnerOf = (
  guest: OwnedGuest,
  rows: readonly DeclaredRow[],
) => Ownership | undefined;

const ENTITY_REF = /^(?:group|user):[a-z0-9._/-]+$/i;
const OWNER_TAG = /^(?:owner|team)-(.+)$/;
const SERVICE_TAG = /^(?:svc|service)-(.+)$/;

function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63)
    .replace(/-+$/, '');
}

/** A catalog reference for the words of a cell or tag: `IT Platform` is `group:default/it-platform`. */
export function ownerRefOf(text: string): string | undefined {
  const trimmed = text.trim();
  if (ENTITY_REF.test(trimmed)) {
    const [kind, name] = trimmed.toLowerCase().split(':');
    return name.includes('/') ? `${kind}:${name}` : `${kind}:default/${name}`;
  }
  const slug = slugOf(trimmed);
  return slug ? `group:default/${slug}` : undefined;
}

/** Every condition of the rule must hold; a rule without conditions names nobody. */
function compile(rule: OwnerRule): (guest: OwnedGuest) => boolean {
  const { vmid, name, tag, pool } = rule.match;
  const tests: ((guest: OwnedGuest) => boolean)[] = [];
  if (vmid !== undefined) {
    tests.push(guest => guest.vmid === vmid);
  }
  if (name !== undefined) {
    const matches = patternMatcher([name], { ignoreCase: true });
    tests.push(guest => guest.name !== undefined && matches(guest.name));
  }
  if (tag !== undefined) {
    const matches = patternMatcher([tag]);
    tests.push(guest => guest.tags.some(matches));
  }
  if (pool !== undefined) {
    const matches = patternMatcher([pool]);
    tests.push(guest => guest.pool !== undefined && matches(guest.pool));
  }
  return guest => tests.length > 0 && tests.every(test => test(guest));
}

function fromRows(rows: readonly DeclaredRow[]): Ownership[] {
  return rows.flatMap(row => {
    const ownerRef = row.owner && ownerRefOf(row.owner);
    return ownerRef || row.service
      ? [
          {
            ...(ownerRef && { ownerRef }),
            ...(row.service && { service: row.service }),
            via: 'declared-row',
            locator: row.locator,
          },
        ]
      : [];
  });
}

function firstMatch(tags: readonly string[], pattern: RegExp) {
  return [...tags]
    .sort()
    .map(tag => pattern.exec(tag)?.[1])
    .find(text => text !== undefined);
}

function fromTags(tags: readonly string[]): Ownership[] {
  const owner = firstMatch(tags, OWNER_TAG);
  const service = firstMatch(tags, SERVICE_TAG);
  const ownerRef = owner && ownerRefOf(owner);
  return ownerRef || service
    ? [
        {
          ...(ownerRef && { ownerRef }),
          ...(service && { service }),
          via: 'tag',
        },
      ]
    : [];
}

/**
 * Who owns a guest: configuration before declared rows before tags. Owner and
 * service may come from different places; `via` names the place of the owner.
 */
export function ownershipRules(owners: SiteOptions['owners']): OwnerOf {
  const rules = owners.map(rule => ({ rule, matches: compile(rule) }));
  return (guest, rows) => {
    const configured = rules.find(({ matches }) => matches(guest))?.rule;
    const witnesses: Ownership[] = [
      ...(configured
        ? [
            {
              ownerRef: configured.ownerRef,
              ...(configured.service && { service: configured.service }),
              via: 'config',
            },
          ]
        : []),
      ...fromRows(rows),
      ...fromTags(guest.tags),
    ];
    if (witnesses.length === 0) {
      return undefined;
    }
    const owner = witnesses.find(witness => witness.ownerRef);
    const service = witnesses.find(witness => witness.service)?.service;
    return { ...(owner ?? witnesses[0]), ...(service && { service }) };
  };
}

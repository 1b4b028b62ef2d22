import { InputError } from '@backstage/errors';
import { Finding } from '@sankofa/plugin-itops-common';
import { Guest, SiteAddress, SiteNode, parseCidr } from '@sankofa/site-model';
import { Picture } from './Picture';
import { findingIndex, isOpen } from './findingIndex';
import { guestFreshness } from './rows/guests';

export type Condition<T> = (row: T) => boolean;

/** All of them together; nothing where there are none. */
export function allOf<T>(
  conditions: (Condition<T> | undefined)[],
): Condition<T> | undefined {
  const needed = conditions.filter(condition => condition !== undefined);
  return needed.length > 0
    ? row => needed.every(condition => condition(row))
    : undefined;
}

/** Its value is one of these; nothing where none are asked for. */
export function oneOf<T>(
  values: readonly string[] | undefined,
  valueOf: (row: T) => string | undefined,
): Condition<T> | undefined {
  const wanted = values && new Set(values);
  return wanted && (row => wanted.has(valueOf(row) ?? ''));
}

/** One of its values is one of these; nothing where none are asked for. */
export function anyOf<T>(
  values: readonly string[] | undefined,
  valuesOf: (row: T) => Iterable<string>,
): Condition<T> | undefined {
  const wanted = values && new Set(values);
  return (
    wanted &&
    (row => {
      for (const value of valuesOf(row)) {
        if (wanted.has(value)) {
          return true;
        }
      }
      return false;
    })
  );
}

function flag<T>(
  wanted: boolean | undefined,
  valueOf: (row: T) => boolean,
): Condition<T> | undefined {
  return wanted === undefined ? undefined : row => valueOf(row) === wanted;
}

/** `true`, `false`, or severities of which one must be there. */
function byFindings(
  values: readonly string[] | undefined,
  picture: Picture,
): Condition<Guest> | undefined {
  if (!values) {
    return undefined;
  }
  const index = picture.derive(findingIndex);
  return guest => {
    const open = index.ofGuest(guest.id);
    return values.some(value => {
      switch (value) {
        case 'true':
          return open.length > 0;
        case 'false':
          return open.length === 0;
        default:
          return open.some(({ severity }) => severity === value);
      }
    });
  };
}

export interface GuestFilters {
  node?: string[];
  status?: string[];
  type?: string[];
  owner?: string[];
  tag?: string[];
  template?: boolean;
  source?: string[];
  vlan?: string[];
  freshness?: string[];
  declared?: boolean;
  findings?: string[];
}

export function guestFilter(filters: GuestFilters, picture: Picture) {
  return allOf<Guest>([
    oneOf(filters.node, guest => guest.node),
    oneOf(filters.status, guest => guest.status),
    oneOf(filters.type, guest => guest.type),
    oneOf(filters.owner, guest => guest.ownership?.ownerRef),
    anyOf(filters.tag, guest => guest.tags),
    flag(filters.template, guest => guest.template),
    oneOf(filters.source, guest => guest.sourceId),
    oneOf(filters.vlan, guest => guest.vlan?.toString()),
    oneOf(filters.freshness, guest => guestFreshness(guest).freshness),
    flag(filters.declared, guest => guest.declared.length > 0),
    byFindings(filters.findings, picture),
  ]);
}

export function nodeFilter(filters: { status?: string[]; source?: string[] }) {
  return allOf<SiteNode>([
    oneOf(filters.status, node => node.status),
    oneOf(filters.source, node => node.sourceId),
  ]);
}

/** @throws InputError when the prefix is none */
function inside(
  prefix: string | undefined,
): Condition<SiteAddress> | undefined {
  if (prefix === undefined) {
    return undefined;
  }
  const cidr = parseCidr(prefix);
  if (!cidr) {
    throw new InputError(
      `prefix '${prefix}' is not of the form 192.168.11.0/24 or 2001:db8::/64`,
    );
  }
  return ({ key }) => key >= cidr.lo && key <= cidr.hi;
}

export function addressFilter(filters: {
  state?: string[];
  prefix?: string;
  source?: string[];
}) {
  return allOf<SiteAddress>([
    oneOf(filters.state, address => address.state),
    inside(filters.prefix),
    anyOf(filters.source, address =>
      address.claims.map(({ sourceId }) => sourceId),
    ),
  ]);
}

export function findingFilter(filters: {
  rule?: string[];
  severity?: string[];
  state?: string[];
  subject?: string;
  guest?: string;
  owner?: string[];
  source?: string[];
}) {
  const { guest, subject } = filters;
  return allOf<Finding>([
    filters.state ? oneOf(filters.state, finding => finding.state) : isOpen,
    oneOf(filters.rule, finding => finding.rule),
    oneOf(filters.severity, finding => finding.severity),
    oneOf(subject === undefined ? undefined : [subject], row => row.subject),
    anyOf(guest === undefined ? undefined : [guest], row => row.guestIds),
    anyOf(filters.owner, finding => finding.ownerRefs),
    anyOf(filters.source, finding =>
      finding.evidence.map(({ sourceId }) => sourceId),
    ),
  ]);
}

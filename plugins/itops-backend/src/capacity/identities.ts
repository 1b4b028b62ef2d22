import { MeasuredSeries } from '@sankofa/plugin-itops-node';
import { Guest, MetricPoint } from '@sankofa/site-model';

/** A thing that is measured, under the identity it has. */
export interface Identity {
  identity: string;
  /** When the inventory last saw that it is this one; seconds since the epoch. */
  confirmed: number;
}

/** What the store knows of the newest identity of a subject. */
export interface KnownIdentity {
  identity: string;
  since: number;
  confirmed: number;
}

/** Which points of a series belong to a thing, and since when it is this one. */
export interface Admission {
  identity: string;
  since: number;
  confirmed: number;
  points: MetricPoint[];
}

/** Nodes and storages are what they are called. */
const BY_NAME: Identity = { identity: '', confirmed: Infinity };

/**
 * What tells a guest from another one that had or will have its number: its kind and the
 * MACs of its interfaces, which Proxmox draws anew for each guest. Nothing while its
 * configuration was never read.
 */
export function identityOfGuest(guest: Guest): Identity | undefined {
  const { collectedAt } = guest.configFreshness;
  if (collectedAt === undefined) {
    return undefined;
  }
  const macs = guest.interfaces.flatMap(({ mac }) => mac ?? []).sort();
  return {
    identity: [
      guest.type,
      ...(macs.length > 0 ? macs : [guest.name ?? '']),
    ].join(' '),
    confirmed: Math.floor(Date.parse(collectedAt) / 1000),
  };
}

/**
 * The points of a series that surely belong to the thing as it is known now. A number
 * that was given to another guest never inherits: the archives of Proxmox do not tell
 * whose they were.
 *
 * - Before `since` it may have been another one. A guest that runs has been the same one
 *   since it was started.
 * - After the inventory last saw it, it may be another one already; the next run reads
 *   that stretch again.
 */
export function admit(
  series: MeasuredSeries,
  current: Identity | undefined,
  known: KnownIdentity | undefined,
): Admission | undefined {
  if (!series.subject.startsWith('guest:')) {
    const { identity } = BY_NAME;
    return { identity, since: 0, confirmed: 0, points: series.points };
  }
  if (!current) {
    return undefined;
  }
  const { identity, confirmed } = current;
  const isSame = known?.identity === identity;
  const since = isSame
    ? known.since
    : Math.max(series.sameSince ?? confirmed, known?.confirmed ?? 0);
  return {
    identity,
    since,
    confirmed,
    points: series.points.filter(
      ({ at, stepSeconds }) => at >= since && at + stepSeconds <= confirmed,
    ),
  };
}

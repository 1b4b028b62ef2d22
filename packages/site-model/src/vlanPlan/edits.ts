import { ProxyTarget } from '../facts';
import { Observed, Site } from '../site';
import { addressOfHost } from '../site/edge/hosts';
import { Subjects } from '../site/Subjects';
import { ResolvedMove } from './moves';

/** What has to be edited. @public */
export type EditKind =
  | 'guest-config'
  | 'switch-port'
  | 'proxy-host'
  | 'location'
  | 'free-text'
  | 'stream'
  | 'port-forward'
  | 'declared-key'
  | 'declared-row'
  | 'declared-device';

/** One edit that belongs to a move. @public */
export interface MoveEdit {
  kind: EditKind;
  /** `proxy-host:4`, `port-forward:pf1`, `guest:7801/net0`, `port:core/3`; of a file its place. */
  ref: string;
  /** What it is called there: `forward_host`, `tag`, a key. */
  field: string;
  from: string;
  /** Absent: nobody has said yet. */
  to?: string;
  /** File and line, or the path it was read from. */
  locator?: string;
  /** The row is switched off: it breaks nothing now, and points to the wrong place later. */
  disabled?: boolean;
}

interface Leaving {
  address: string;
  to?: string;
}

/** Which addresses are left, and for which others. */
export function leavingOf(moves: readonly ResolvedMove[]): Leaving[] {
  return moves.flatMap(({ before, after }) =>
    before
      .filter(address => !after.includes(address))
      .map(address => ({
        address,
        ...(after[0] !== undefined && { to: after[0] }),
      })),
  );
}

/** Everything that names an address, found by the address once for all. */
class EditFinder {
  private readonly subjects: Subjects;
  private readonly leaving: ReadonlyMap<string, Leaving>;
  readonly edits: MoveEdit[] = [];

  constructor(private readonly site: Site, leaving: readonly Leaving[]) {
    this.subjects = Subjects.create(site);
    this.leaving = new Map(leaving.map(item => [item.address, item]));
  }

  find(): MoveEdit[] {
    this.proxyRows();
    this.forwards();
    this.declared();
    return this.edits;
  }

  private add(
    parts: Omit<MoveEdit, 'from' | 'to'>,
    from: string | undefined,
    enabled = true,
  ) {
    const leaving = from === undefined ? undefined : this.leaving.get(from);
    if (leaving) {
      this.edits.push({
        ...parts,
        from: leaving.address,
        ...(leaving.to !== undefined && { to: leaving.to }),
        ...(!enabled && { disabled: true }),
      });
    }
  }

  private proxyRows(): void {
    for (const row of this.site.proxyHosts) {
      const { id, enabled, target, locations, freeLocations } = row.value;
      const ref = this.subjects.row('proxy-host', row.sourceId, id);
      const at = (path: string) =>
        this.subjects.location(row.sourceId, id, path);
      const point = (
        kind: EditKind,
        where: string,
        field: string,
        to: ProxyTarget | undefined,
      ) =>
        this.add(
          { kind, ref: where, field, ...locatorOf(row) },
          to && addressOfHost(to.host),
          enabled,
        );
      point('proxy-host', ref, 'forward_host', target);
      locations.forEach(item =>
        point('location', at(item.path), 'forward_host', item.target),
      );
      freeLocations.forEach(item =>
        point('free-text', at(item.path), 'advanced_config', item.target),
      );
    }
    for (const row of this.site.streams) {
      const { id, enabled, forwardHost } = row.value;
      const ref = this.subjects.row('stream', row.sourceId, id);
      this.add(
        { kind: 'stream', ref, field: 'forwarding_host', ...locatorOf(row) },
        addressOfHost(forwardHost),
        enabled,
      );
    }
  }

  private forwards(): void {
    for (const row of this.site.portForwards) {
      const { id, enabled, targetAddress } = row.value;
      const ref = this.subjects.portForward(row.sourceId, id);
      this.add(
        { kind: 'port-forward', ref, field: 'fwd', ...locatorOf(row) },
        addressOfHost(targetAddress),
        enabled,
      );
    }
  }

  private declared(): void {
    for (const item of this.site.declaredKeys) {
      for (const address of item.aliasOf === undefined ? item.addresses : []) {
        const { key: field, locator } = item;
        this.add(
          { kind: 'declared-key', ref: locator, field, locator },
          address,
        );
      }
    }
    for (const item of this.site.declaredRows) {
      for (const address of item.addresses) {
        const { locator, vmid } = item;
        this.add(
          {
            kind: 'declared-row',
            ref: locator,
            field: `row of ${vmid}`,
            locator,
          },
          address,
        );
      }
    }
    for (const item of this.site.declaredDevices) {
      for (const address of item.addresses) {
        const { locator, name: field } = item;
        this.add(
          { kind: 'declared-device', ref: locator, field, locator },
          address,
        );
      }
    }
  }
}

function locatorOf({ locator }: Observed<unknown>) {
  return locator === undefined ? {} : { locator };
}

/** What has to change on the guest itself. */
export function guestEdits(
  { move, guest, net, before, after, attachment, isSame }: ResolvedMove,
  subjects: Subjects,
): MoveEdit[] {
  if (isSame) {
    return [];
  }
  const ref = subjects.guestInterface(guest, net.id);
  const edits: MoveEdit[] = [];
  const add = (field: string, from: string, to: string | undefined) => {
    if (from !== to) {
      const kind = 'guest-config' as const;
      edits.push({ kind, ref, field, from, ...(to !== undefined && { to }) });
    }
  };
  add(
    'bridge',
    net.bridge ?? 'none',
    attachment ? attachment.bridge : undefined,
  );
  const tagOf = (tag: number | undefined) =>
    tag === undefined ? 'none' : `${tag}`;
  add(
    'tag',
    tagOf(net.tag),
    attachment ? tagOf(attachment.tag) : `${move.vid}`,
  );
  add('address', before.join(', ') || 'none', after.join(', ') || undefined);
  return edits;
}

/**
 * Every row, forward and line of a file that names an address somebody leaves.
 * Disabled rows are named, too: they would point to the wrong place one day.
 */
export function pointerEdits(
  site: Site,
  moves: readonly ResolvedMove[],
  others: readonly Leaving[] = [],
): MoveEdit[] {
  return new EditFinder(site, [...leavingOf(moves), ...others]).find();
}

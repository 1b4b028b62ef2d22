import { Path } from '../paths/path';
import { PathBook } from '../paths/PathBook';
import { Guest, GuestInterface, Site, SiteProxy } from '../site';
import { guestEdits, MoveEdit, pointerEdits } from './edits';
import { MoveGap, ResolvedMove, VlanMove } from './moves';
import { isFullyRead, Landing, ownerKey, Reach } from './Reach';
import {
  HostnameOutcome,
  named,
  NOT_AFFECTED,
  ofWiring,
  ReachOutcome,
  worst,
} from './verdict';

/** One move, with what it does to the guest itself. @public */
export interface SimulatedMove {
  /** `guest:7801/net0`. */
  ref: string;
  guestId: string;
  label: string;
  ownerRef?: string;
  from: { vid?: number; addresses: string[] };
  /** Addresses afterwards; empty: not given yet. */
  to: { vid: number; prefix: string; addresses: string[] };
  /** False: it keeps every address it has. */
  changesAddress: boolean;
  /** Where it is plugged in afterwards; absent: nobody can say, and `gap` says why. */
  attachment?: { bridge: string; tag?: number };
  /** `port:core/3`. */
  port?: string;
  /** Whether that port lets the VLAN through; absent: unknown. */
  carried?: boolean;
  gap?: MoveGap;
}

/** What becomes of a host name now, and once everything is edited. @public */
export interface SimulatedHostname extends HostnameOutcome {
  afterEdits: ReachOutcome;
}

/** What breaks if these guests move now. @public */
export interface MoveSimulation {
  moves: SimulatedMove[];
  /** Every host name of the site, in the order of its paths. */
  hostnames: SimulatedHostname[];
  /** Teams whose guests move, or whose host names do not stay as they are. */
  owners: { ownerRef: string; refs: string[] }[];
  /** Things that move or are hit and that nobody owns. */
  withoutOwner: string[];
  /** Ports that do not carry a VLAN that is needed there. */
  missingTrunks: { port: string; vid: number; refs: string[] }[];
  /** New addresses that somebody else has. */
  conflicts: { address: string; owners: string[] }[];
  edits: MoveEdit[];
}

/** How a guest is wired after the moves. */
interface Future {
  guest: Guest;
  nets: {
    net: GuestInterface;
    addresses: readonly string[];
    move?: ResolvedMove;
  }[];
}

/** Foretells every host name from what is known before the move. */
class Simulation {
  private readonly futures = new Map<string, Future>();
  private readonly takers = new Map<string, Set<string>>();
  private readonly isBlind: boolean;
  private readonly byNet: ReadonlyMap<GuestInterface, ResolvedMove>;
  private readonly stirred = new Map<SiteProxy, boolean>();

  constructor(private readonly reach: Reach, moves: readonly ResolvedMove[]) {
    this.byNet = new Map(moves.map(move => [move.net, move]));
    for (const move of moves) {
      this.futures.set(move.guest.id, this.futureOf(move.guest));
      for (const address of move.after) {
        const takers = this.takers.get(address) ?? new Set();
        this.takers.set(address, takers.add(`guest:${move.guest.id}`));
      }
    }
    this.isBlind = moves.some(({ guest }) => !isFullyRead(guest));
  }

  private futureOf(guest: Guest): Future {
    return {
      guest,
      nets: guest.interfaces.map(net => {
        const move = this.byNet.get(net);
        return move
          ? { net, addresses: move.after, move }
          : { net, addresses: net.addresses };
      }),
    };
  }

  hostname(path: Path): SimulatedHostname {
    const now = this.outcome(path, false);
    const edited = this.outcome(path, true);
    return { ...named(path, now), afterEdits: edited };
  }

  private outcome(path: Path, isEdited: boolean): ReachOutcome {
    const { reach } = this;
    const blind = reach.blindness(path);
    if (blind) {
      return { verdict: 'unknown', reason: blind };
    }
    if (this.isBlind && reach.hasOpenEnd(path)) {
      return { verdict: 'unknown', reason: 'address-unreadable' };
    }
    const landings = reach.landings(path);
    const doubt = landings.find(
      ({ doubt: reason, owners }) =>
        reason &&
        owners.some(
          owner => owner.kind === 'guest' && this.futures.has(owner.guest.id),
        ),
    )?.doubt;
    if (doubt) {
      return { verdict: 'unknown', reason: doubt };
    }
    const start: ReachOutcome = reach
      .passed(path)
      .some(item => this.isStirred(item))
      ? { verdict: 'unknown', reason: 'proxy-moves' }
      : NOT_AFFECTED;
    return landings
      .flatMap(landing => this.landed(landing, isEdited))
      .reduce(worst, start);
  }

  /** An address that the proxy answers at changes hands. */
  private isStirred(proxy: SiteProxy): boolean {
    const known = this.stirred.get(proxy);
    const isStirred =
      known ??
      [...this.futures.values()].some(({ guest, nets }) =>
        proxy.addresses.some(
          address =>
            guest.addresses.includes(address) !==
            nets.some(item => item.addresses.includes(address)),
        ),
      );
    this.stirred.set(proxy, isStirred);
    return isStirred;
  }

  private landed(landing: Landing, isEdited: boolean): ReachOutcome[] {
    return landing.owners.map(owner => {
      const future =
        owner.kind === 'guest' ? this.futures.get(owner.guest.id) : undefined;
      if (!future) {
        return this.isTaken(landing.address, [ownerKey(owner)])
          ? { verdict: 'broken', reason: 'address-conflict' }
          : NOT_AFFECTED;
      }
      return this.moved(future, landing.address, isEdited);
    });
  }

  /** Somebody else takes the address. */
  private isTaken(address: string, own: readonly string[]): boolean {
    return [...(this.takers.get(address) ?? [])].some(
      taker => !own.includes(taker),
    );
  }

  private moved(
    future: Future,
    address: string,
    isEdited: boolean,
  ): ReachOutcome {
    const { guest, nets } = future;
    const before = nets.find(({ net }) => net.addresses.includes(address));
    const holder = nets.find(item => item.addresses.includes(address));
    if (!holder) {
      const next = before?.move?.after[0];
      if (!isEdited) {
        return { verdict: 'broken', reason: 'address-changes' };
      }
      return next === undefined
        ? { verdict: 'unknown', reason: 'address-not-assigned' }
        : this.arrived(guest, before!.move!, next);
    }
    if (this.isTaken(address, [`guest:${guest.id}`])) {
      return { verdict: 'broken', reason: 'address-conflict' };
    }
    const { move } = holder;
    const isNew = holder !== before;
    if (!move || (move.staysInPlace && !isNew)) {
      return isNew
        ? ofWiring(this.reach.planner.wiring(guest, holder.net, address))
        : NOT_AFFECTED;
    }
    return ofWiring(this.reach.planner.wiring(guest, move.attachment, address));
  }

  private arrived(
    guest: Guest,
    move: ResolvedMove,
    address: string,
  ): ReachOutcome {
    const own = `guest:${guest.id}`;
    const others = this.othersAt(address, own);
    return others.length > 0 || this.isTaken(address, [own])
      ? { verdict: 'broken', reason: 'address-conflict' }
      : ofWiring(this.reach.planner.wiring(guest, move.attachment, address));
  }

  /** Whoever keeps an address that the guest of `own` gets. */
  othersAt(address: string, own: string): string[] {
    return this.reach.owners
      .of(address)
      .owners.filter(owner => {
        const future =
          owner.kind === 'guest' ? this.futures.get(owner.guest.id) : undefined;
        const stays =
          !future || future.nets.some(net => net.addresses.includes(address));
        return stays && ownerKey(owner) !== own;
      })
      .map(ownerKey);
  }
}

function simulatedMove(
  reach: Reach,
  { move, guest, net, before, after, attachment, isSame }: ResolvedMove,
): SimulatedMove {
  const { planner, subjects } = reach;
  const node = planner.nodeOf(guest);
  const now = node ? planner.segments.of(net, node).vid : undefined;
  const { port, carried, gap } = planner.trunk(guest, attachment);
  const ownerRef = guest.ownership?.ownerRef;
  return {
    ref: subjects.guestInterface(guest, net.id),
    guestId: guest.id,
    label: subjects.label(guest),
    ...(ownerRef !== undefined && { ownerRef }),
    from: { ...(now !== undefined && { vid: now }), addresses: [...before] },
    to: { vid: move.vid, prefix: move.prefix, addresses: [...after] },
    changesAddress: !isSame && before.join(' ') !== after.join(' '),
    ...(attachment?.bridge !== undefined && {
      attachment: {
        bridge: attachment.bridge,
        ...(attachment.tag !== undefined && { tag: attachment.tag }),
      },
    }),
    ...(port && { port: subjects.port(port) }),
    ...(carried !== undefined && { carried }),
    ...(gap && { gap }),
  };
}

function missingTrunks(moves: readonly SimulatedMove[]) {
  const missing = new Map<string, MoveSimulation['missingTrunks'][number]>();
  for (const { ref, port, carried, to } of moves) {
    if (port !== undefined && carried === false) {
      const key = `${port} ${to.vid}`;
      const entry = missing.get(key) ?? { port, vid: to.vid, refs: [] };
      entry.refs.push(ref);
      missing.set(key, entry);
    }
  }
  return [...missing.values()];
}

/** Guests a host name arrives at, whatever role they play. */
function guestsBehind(reach: Reach, path: Path): Guest[] {
  return reach
    .landings(path)
    .flatMap(({ owners }) => owners)
    .flatMap(owner => (owner.kind === 'guest' ? [owner.guest] : []));
}

function ownersOf(
  reach: Reach,
  moves: readonly SimulatedMove[],
  hit: readonly Path[],
): Pick<MoveSimulation, 'owners' | 'withoutOwner'> {
  const owners = new Map<string, Set<string>>();
  const withoutOwner = new Set<string>();
  const add = (ownerRef: string | undefined, ref: string) => {
    if (ownerRef === undefined) {
      withoutOwner.add(ref);
    } else {
      owners.set(ownerRef, (owners.get(ownerRef) ?? new Set()).add(ref));
    }
  };
  moves.forEach(({ ownerRef, ref }) => add(ownerRef, ref));
  for (const path of hit) {
    for (const guest of guestsBehind(reach, path)) {
      add(guest.ownership?.ownerRef, reach.subjects.hostname(path.hostname));
    }
  }
  return {
    owners: [...owners]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([ownerRef, refs]) => ({ ownerRef, refs: [...refs] })),
    withoutOwner: [...withoutOwner],
  };
}

/**
 * What breaks if these guests move now? Foretold from the paths as they are:
 * `kept` and `broken` are said only of what was read and is current; everything
 * else is `unknown`, with the reason.
 *
 * @param site - what `buildSite` joined
 * @param book - what `buildPaths` made of it
 * @param moves - at most one for each guest interface
 * @throws RangeError when the site has no such guest interface
 * @public
 */
export function simulateMoves(
  site: Site,
  book: PathBook,
  moves: readonly VlanMove[],
): MoveSimulation {
  const reach = Reach.create(site, book);
  const resolved = reach.planner.resolve(moves);
  const simulation = new Simulation(reach, resolved);
  const hostnames = book.paths.map(path => simulation.hostname(path));
  const simulated = resolved.map(item => simulatedMove(reach, item));
  const trunks = missingTrunks(simulated);
  const conflicts = resolved.flatMap(({ guest, after }) =>
    after.flatMap(address => {
      const owners = simulation.othersAt(address, `guest:${guest.id}`);
      return owners.length > 0 ? [{ address, owners }] : [];
    }),
  );
  return {
    moves: simulated,
    hostnames,
    ...ownersOf(
      reach,
      simulated,
      book.paths.filter((_, index) => hostnames[index].verdict === 'broken'),
    ),
    missingTrunks: trunks,
    conflicts,
    edits: [
      ...trunks.map(
        ({ port, vid }): MoveEdit => ({
          kind: 'switch-port',
          ref: port,
          field: 'tagged VLANs',
          from: `without ${vid}`,
          to: `with ${vid}`,
        }),
      ),
      ...resolved.flatMap(item => guestEdits(item, reach.subjects)),
      ...pointerEdits(site, resolved),
    ],
  };
}

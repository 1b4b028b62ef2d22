import { Path } from '../paths/path';
import { Guest, SiteProxy } from '../site';
import {
  isCurrent,
  isFullyRead,
  Landing,
  ownerKey,
  Reach,
  ROW_KINDS,
} from './Reach';
import {
  HostnameOutcome,
  named,
  NOT_AFFECTED,
  ofWiring,
  ReachOutcome,
  worst,
} from './verdict';

/** Looks at the site before and after a move, host name by host name. */
class Comparison {
  private readonly guestsBefore: ReadonlyMap<string, Guest>;
  private readonly guestsAfter: ReadonlyMap<string, Guest>;
  private readonly isBlind: boolean;

  constructor(
    private readonly before: Reach,
    private readonly after: Reach,
    private readonly moved: ReadonlySet<string>,
  ) {
    const byId = ({ site }: Reach) =>
      new Map(site.guests.map(guest => [guest.id, guest]));
    this.guestsBefore = byId(before);
    this.guestsAfter = byId(after);
    this.isBlind = [...moved].some(id => {
      const guest = this.guestsBefore.get(id);
      return guest !== undefined && !isFullyRead(guest);
    });
  }

  outcome(path: Path): ReachOutcome {
    const { before, after } = this;
    const blind = before.blindness(path);
    if (blind) {
      return { verdict: 'unknown', reason: blind };
    }
    if (this.isBlind && before.hasOpenEnd(path)) {
      return { verdict: 'unknown', reason: 'address-unreadable' };
    }
    const landings = before.landings(path);
    const doubt = landings.find(
      ({ doubt: reason, owners }) =>
        reason && owners.some(owner => this.moved.has(keyId(ownerKey(owner)))),
    )?.doubt;
    if (doubt) {
      return { verdict: 'unknown', reason: doubt };
    }
    const now = after.book
      .forward(path.hostname)
      .find(({ proxySourceId }) => proxySourceId === path.proxySourceId);
    if (!now) {
      return { verdict: 'unknown', reason: 'no-longer-read' };
    }
    const isMovedProxy = before.passed(path).some(item => this.isStirred(item));
    const later = after.landings(now);
    const results = landings.flatMap(landing =>
      landing.owners.map(owner =>
        this.landed(landing, ownerKey(owner), later, isMovedProxy),
      ),
    );
    const moving: ReachOutcome = isMovedProxy
      ? { verdict: 'unknown', reason: 'proxy-moves' }
      : NOT_AFFECTED;
    const found = results.reduce(worst, moving);
    const blindNow =
      found.verdict === 'kept' ? after.blindness(now, ROW_KINDS) : undefined;
    return blindNow ? { verdict: 'unknown', reason: blindNow } : found;
  }

  /** An address that the proxy answered at changes hands. */
  private isStirred({ addresses }: SiteProxy): boolean {
    return [...this.moved].some(id => {
      const had = this.guestsBefore.get(id)?.addresses ?? [];
      const has = this.guestsAfter.get(id)?.addresses ?? [];
      return addresses.some(item => had.includes(item) !== has.includes(item));
    });
  }

  private landed(
    landing: Landing,
    owner: string,
    later: readonly Landing[],
    isMovedProxy: boolean,
  ): ReachOutcome {
    const { after } = this;
    const same = later.filter(
      ({ role, part, owners }) =>
        role === landing.role &&
        part === landing.part &&
        owners.some(
          item => item.basis === 'observed' && ownerKey(item) === owner,
        ),
    );
    const arrived =
      same.find(({ address }) => address === landing.address) ?? same[0];
    if (!arrived) {
      const still = after.owners.of(landing.address).owners;
      // Behind a proxy whose own address changes hands, paths end early.
      return isMovedProxy && still.some(item => ownerKey(item) === owner)
        ? this.arrival(landing, owner, {
            address: landing.address,
            owners: still,
          })
        : { verdict: 'broken', reason: 'address-changes' };
    }
    return this.arrival(landing, owner, arrived);
  }

  private arrival(
    landing: Landing,
    owner: string,
    arrived: Pick<Landing, 'address' | 'owners'>,
  ): ReachOutcome {
    if (arrived.owners.length > landing.owners.length) {
      return { verdict: 'broken', reason: 'address-conflict' };
    }
    const id = keyId(owner);
    const found = arrived.owners.find(item => ownerKey(item) === owner);
    if (found && !isCurrent(found)) {
      return { verdict: 'unknown', reason: 'address-unreadable' };
    }
    return this.moved.has(id)
      ? this.wired(id, landing.address, arrived.address)
      : NOT_AFFECTED;
  }

  private wired(id: string, address: string, now: string): ReachOutcome {
    const netOf = (guest: Guest | undefined, text: string) =>
      guest?.interfaces.find(net => net.addresses.includes(text));
    const guest = this.guestsAfter.get(id);
    const old = netOf(this.guestsBefore.get(id), address);
    const net = netOf(guest, now);
    if (!guest || !net) {
      return { verdict: 'unknown', reason: 'address-unreadable' };
    }
    if (
      old?.id === net.id &&
      address === now &&
      old.bridge === net.bridge &&
      old.tag === net.tag &&
      old.linkDown === net.linkDown
    ) {
      return NOT_AFFECTED;
    }
    return ofWiring(this.after.planner.wiring(guest, net, now));
  }
}

function keyId(key: string): string {
  return key.slice(key.indexOf(':') + 1);
}

/**
 * What became of every host name when guests were moved: the truth that a
 * simulation is measured against, and the proof that a wave did what it should.
 *
 * @param before - site and paths before the move
 * @param after - the same after it was done and everything was read again
 * @param moved - `<sourceId>/<vmid>` of the guests that were moved
 * @returns in the order of the paths before
 * @public
 */
export function compareReach(
  before: Pick<Reach, 'site' | 'book'>,
  after: Pick<Reach, 'site' | 'book'>,
  moved: Iterable<string>,
): HostnameOutcome[] {
  const comparison = new Comparison(
    Reach.create(before.site, before.book),
    Reach.create(after.site, after.book),
    new Set(moved),
  );
  return before.book.paths.map(path => named(path, comparison.outcome(path)));
}

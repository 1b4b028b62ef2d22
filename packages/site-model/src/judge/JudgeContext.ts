import { ScopeRef } from '../findings';
import { once } from '../functions/once';
import {
  ADDRESSES_PASS,
  FreshnessLabel,
  INVENTORY_PASS,
  isReadable,
  isSilentAgent,
  SOURCE_SCOPE,
} from '../observations';
import {
  Claim,
  DeclaredRow,
  Guest,
  isClusterSource,
  isProxySource,
  isSightingSource,
  Site,
  SiteAddress,
  SiteNode,
  SiteOptions,
} from '../site';
import { addressKey } from '../values';
import {
  compareDeclaredLive,
  DeclaredLiveComparison,
} from './compareDeclaredLive';
import { addressAt } from '../site/addressAt';
import { HostnameBook } from '../paths/HostnameBook';
import { OwnerFinder, ownersOf } from '../paths/OwnerFinder';
import { PortMap, portMapOf } from '../paths/PortMap';
import { Targets } from '../paths/Targets';
import { RangeIndex } from '../values/RangeIndex';
import { guestsById, nodesById } from '../site/byId';
import { scopeIndexes } from '../site/scopeIndexes';
import { Subjects } from '../site/Subjects';
import { Learned, learnedPorts } from './portLearning';

type Source = Site['sources'][number];
type Declared = { sourceId: string; scope: string };

function byAddress<T extends { addresses: string[] }>(
  items: readonly T[],
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const address of item.addresses) {
      const group = groups.get(address);
      if (group) {
        group.push(item);
      } else {
        groups.set(address, [item]);
      }
    }
  }
  return groups;
}

function rowsByGuest(site: Site): Map<string, DeclaredRow[]> {
  const place = (row: { sourceId: string; file: string; line: number }) =>
    `${row.sourceId} ${row.file} ${row.line}`;
  const rows = new Map<string, DeclaredRow[]>();
  for (const row of site.declaredRows) {
    const others = rows.get(place(row));
    if (others) {
      others.push(row);
    } else {
      rows.set(place(row), [row]);
    }
  }
  return new Map(
    site.guests
      .filter(guest => guest.declared.length > 0)
      .map(guest => [
        guest.id,
        guest.declared.flatMap(declared =>
          rows.get(place(declared))!.filter(({ vmid }) => vmid === guest.vmid),
        ),
      ]),
  );
}

function sourceIds(
  ...lists: readonly (readonly { sourceId: string }[])[]
): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const items of lists) {
    for (const { sourceId } of items) {
      ids.add(sourceId);
    }
  }
  return ids;
}

/**
 * What the rules share: names of things, look-ups, and whether the silence of a
 * source means anything. Rules that rest on absence ask here before they speak.
 */
export class JudgeContext {
  readonly subjects: Subjects;
  readonly clusters: Source[];
  readonly rowsByAddress: () => ReadonlyMap<string, DeclaredRow[]>;
  readonly guestsById: () => ReadonlyMap<string, Guest>;
  readonly nodesById: () => ReadonlyMap<string, SiteNode>;
  private readonly rowsByGuest: () => ReadonlyMap<string, DeclaredRow[]>;
  private readonly guestsByRow: () => ReadonlyMap<DeclaredRow, Guest[]>;
  /** Addresses that keys declare, compared with those on guests that are no templates. */
  readonly comparison: () => DeclaredLiveComparison;
  /** Who is behind an address (ruling R11). */
  readonly owners: () => OwnerFinder;
  /** What hosts in targets mean. */
  readonly targets: () => Targets;
  /** Declared host names, and the rows of proxies that answer for names. */
  readonly hostnames: () => HostnameBook;
  /** Which MAC and which node is behind which switch port. */
  readonly ports: () => PortMap;
  /** What is behind every port that does not lead to another switch, by fresh readings. */
  readonly learned: () => readonly Learned[];
  private readonly rowRanges: () => RangeIndex<DeclaredRow>;

  private constructor(readonly site: Site, readonly options: SiteOptions) {
    this.subjects = Subjects.create(site);
    this.clusters = site.sources.filter(isClusterSource);
    this.rowsByAddress = once(() => byAddress(site.declaredRows));
    this.guestsById = () => guestsById(site);
    this.nodesById = () => nodesById(site);
    this.rowsByGuest = once(() => rowsByGuest(site));
    this.guestsByRow = once(() => {
      const guests = new Map<DeclaredRow, Guest[]>();
      for (const [id, rows] of this.rowsByGuest()) {
        for (const row of rows) {
          const guest = this.guestsById().get(id)!;
          guests.set(row, [...(guests.get(row) ?? []), guest]);
        }
      }
      return guests;
    });
    this.owners = () => ownersOf(site);
    this.learned = once(() => learnedPorts(this));
    this.hostnames = once(() => HostnameBook.create(site));
    this.targets = once(() => Targets.create(site));
    this.ports = () => portMapOf(site);
    this.rowRanges = once(() =>
      RangeIndex.create(
        site.declaredRows.flatMap(row =>
          row.ranges.map(range => ({ range, value: row })),
        ),
      ),
    );
    this.comparison = once(() =>
      compareDeclaredLive(
        site.declaredKeys.flatMap(key => key.addresses),
        site.guests.flatMap(guest => (guest.template ? [] : guest.addresses)),
      ),
    );
  }

  static create(site: Site, options: SiteOptions): JudgeContext {
    return new JudgeContext(site, options);
  }

  /** The declared rows that speak of a guest. */
  rowsOf(guest: Guest): readonly DeclaredRow[] {
    return this.rowsByGuest().get(guest.id) ?? [];
  }

  /** The guests that rows speak of, without repetitions. */
  guestsOf(rows: readonly DeclaredRow[]): Guest[] {
    return [...new Set(rows.flatMap(row => this.guestsByRow().get(row) ?? []))];
  }

  /** The guests to which rows give an address, by name or inside a range. */
  guestsDeclaredFor({
    address,
    key,
  }: Pick<SiteAddress, 'address' | 'key'>): Guest[] {
    const named = this.rowsByAddress().get(address);
    const ranges = this.rowRanges();
    return !named && ranges.isEmpty
      ? []
      : this.guestsOf([...(named ?? []), ...ranges.covering(key)]);
  }

  addressOf(address: string): SiteAddress | undefined {
    return addressAt(this.site, addressKey(address));
  }

  claimsOn(address: string): readonly Claim[] {
    return this.addressOf(address)?.claims ?? [];
  }

  /** What is known of these addresses; they come in numeric order, as the site's do. */
  addressesOf(texts: readonly string[]): SiteAddress[] {
    let next = 0;
    return this.site.addresses.filter(({ address }) => {
      const isWanted = address === texts[next];
      next += isWanted ? 1 : 0;
      return isWanted;
    });
  }

  label(
    sourceId: string,
    scope: string,
    pass: string,
  ): FreshnessLabel | undefined {
    return scopeIndexes(this.site).get(sourceId)?.label(pass, scope);
  }

  /** The list of this cluster is complete: a guest that is not on it does not exist (ruling R01). */
  guestListReadable(sourceId: string): boolean {
    return isReadable(this.label(sourceId, SOURCE_SCOPE, INVENTORY_PASS));
  }

  /** There is a cluster, and the lists of all of them are complete. */
  get guestListsReadable(): boolean {
    return (
      this.clusters.length > 0 &&
      this.clusters.every(({ sourceId }) => this.guestListReadable(sourceId))
    );
  }

  /** The pass that looks inside guests came through wherever it exists. */
  get addressPassesReadable(): boolean {
    return this.clusters.every(({ sourceId }) => {
      const label = this.label(sourceId, SOURCE_SCOPE, ADDRESSES_PASS);
      return !label || isReadable(label);
    });
  }

  /**
   * The declared sources of a kind of fact. One that never gave any fact may be
   * any kind of file, so it counts as both.
   */
  private declaredSources(ids: ReadonlySet<string>): Source[] {
    const known = this.sourcesWithFacts();
    return this.site.sources.filter(
      ({ kind, sourceId }) =>
        ids.has(sourceId) || (kind === 'declared' && !known.has(sourceId)),
    );
  }

  private readonly sourcesWithFacts = once(() => {
    const { site } = this;
    return sourceIds(
      site.declaredKeys,
      site.declaredRows,
      site.declaredDevices,
      site.declaredHostnames,
    );
  });

  private readonly keySources = once(() =>
    this.declaredSources(sourceIds(this.site.declaredKeys)),
  );

  private readonly rowSources = once(() =>
    this.declaredSources(
      sourceIds(this.site.declaredRows, this.site.declaredDevices),
    ),
  );

  private readonly hostnameSources = once(() =>
    this.declaredSources(sourceIds(this.site.declaredHostnames)),
  );

  /** There are keys, and the files that hold them were read. */
  get keysReadable(): boolean {
    return (
      this.site.declaredKeys.length > 0 && this.keySources().every(isReadable)
    );
  }

  /** There are rows, and the files that hold them were read. */
  get rowsReadable(): boolean {
    return (
      this.site.declaredRows.length > 0 && this.rowSources().every(isReadable)
    );
  }

  /** Somebody declares host names. */
  get hasHostnames(): boolean {
    return this.site.declaredHostnames.length > 0;
  }

  /** Host names are declared, and the files that hold them were read. */
  get hostnamesReadable(): boolean {
    return this.hasHostnames && this.hostnameSources().every(isReadable);
  }

  private readonly proxySources = once(() =>
    this.site.sources.filter(isProxySource),
  );

  /** There is a proxy, and the rows of all of them were read completely. */
  get proxyRowsReadable(): boolean {
    const proxies = this.proxySources();
    return proxies.length > 0 && proxies.every(isReadable);
  }

  /** The scopes of all proxies. */
  get proxyRefs(): ScopeRef[] {
    return this.proxySources().flatMap(({ sourceId }) =>
      this.scopesOf(sourceId),
    );
  }

  /**
   * Every file was read at least once. While one was not, it may hold rows that
   * explain an address, whatever kind of file it is.
   */
  get declarationsKnown(): boolean {
    const known = this.sourcesWithFacts();
    return this.site.sources.every(
      source =>
        source.kind !== 'declared' ||
        known.has(source.sourceId) ||
        isReadable(source),
    );
  }

  /** What {@link declarationsKnown} rests on: files that gave nothing so far. */
  get emptyFileRefs(): ScopeRef[] {
    return this.declaredSources(new Set()).flatMap(({ sourceId }) =>
      this.scopesOf(sourceId),
    );
  }

  /** The scopes of everything that people declare. */
  get declarationRefs(): ScopeRef[] {
    return this.site.sources
      .filter(({ kind }) => kind === 'declared')
      .flatMap(({ sourceId }) => this.scopesOf(sourceId));
  }

  get keyRefs(): ScopeRef[] {
    return this.keySources().flatMap(({ sourceId }) => this.scopesOf(sourceId));
  }

  get rowRefs(): ScopeRef[] {
    return this.rowSources().flatMap(({ sourceId }) => this.scopesOf(sourceId));
  }

  get hostnameRefs(): ScopeRef[] {
    return this.hostnameSources().flatMap(({ sourceId }) =>
      this.scopesOf(sourceId),
    );
  }

  /** The sources that see who answers for an address. */
  private readonly sightingSources = once(() =>
    this.site.sources.filter(isSightingSource),
  );

  /** Whoever looks from outside came through: that nobody was seen means something. */
  get sightingsReadable(): boolean {
    return this.sightingSources().every(isReadable);
  }

  get sightingRefs(): ScopeRef[] {
    return this.sightingSources().flatMap(({ sourceId }) =>
      this.scopesOf(sourceId),
    );
  }

  /** There are guests of which nothing can be said but what is seen from outside. */
  readonly hasOpaqueGuests = once(() =>
    this.site.guests.some(
      ({ template, addressesUnreadable }) =>
        !template && addressesUnreadable !== undefined,
    ),
  );

  /** All scopes of a source that has a handful of them. */
  scopesOf(sourceId: string): ScopeRef[] {
    const scopes =
      this.site.sources.find(source => source.sourceId === sourceId)?.scopes ??
      [];
    return [
      ...new Set([SOURCE_SCOPE, ...scopes.map(({ scope }) => scope)]),
    ].map(scope => ({ sourceId, scope }));
  }

  /** The scopes behind some declared facts. Most rest on one scope, whose list is shared. */
  readRefs(items: readonly Declared[]): ScopeRef[] {
    const [first] = items;
    const own = this.refsOfScope(first.sourceId, first.scope);
    const isAlone = items.every(
      item => item.sourceId === first.sourceId && item.scope === first.scope,
    );
    return isAlone
      ? own
      : distinctRefs(
          items.flatMap(item => this.refsOfScope(item.sourceId, item.scope)),
        );
  }

  private readonly scopeRefs = new Map<string, Map<string, ScopeRef[]>>();

  private refsOfScope(sourceId: string, scope: string): ScopeRef[] {
    const ofSource = this.scopeRefs.get(sourceId) ?? new Map();
    this.scopeRefs.set(sourceId, ofSource);
    const refs: ScopeRef[] =
      ofSource.get(scope) ??
      distinctRefs([
        { sourceId, scope: SOURCE_SCOPE },
        { sourceId, scope },
      ]);
    ofSource.set(scope, refs);
    return refs;
  }

  listRef(sourceId: string): ScopeRef {
    return { sourceId, scope: SOURCE_SCOPE, pass: INVENTORY_PASS };
  }

  get listRefs(): ScopeRef[] {
    return this.clusters.map(({ sourceId }) => this.listRef(sourceId));
  }

  /** The lists of all clusters, in every pass. */
  get sourceRefs(): ScopeRef[] {
    return this.clusters.map(({ sourceId }) => ({
      sourceId,
      scope: SOURCE_SCOPE,
    }));
  }

  /**
   * What the addresses of a guest rest on. Where the agent is
   * silent and the configuration names an address, its silence is an answer, too
   * (ruling R02); that the look failed is none.
   */
  guestRefs(guest: Guest): ScopeRef[] {
    const { sourceId, vmid } = guest;
    const scope = `guest:${vmid}`;
    const refs = [
      this.listRef(sourceId),
      { sourceId, scope, pass: INVENTORY_PASS },
    ];
    const inside = this.label(sourceId, scope, ADDRESSES_PASS);
    const isSettled =
      inside &&
      isSilentAgent(inside) &&
      guest.interfaces.some(net => net.configured.length > 0);
    return inside
      ? [
          ...refs,
          {
            sourceId,
            scope,
            pass: ADDRESSES_PASS,
            ...(isSettled && { orSilent: true as const }),
          },
        ]
      : refs;
  }

  /** What is known of the addresses of a guest is all there is to know now. */
  addressesSettled(guest: Guest): boolean {
    if (guest.addressesUnreadable !== undefined) {
      return false;
    }
    const inside = this.label(
      guest.sourceId,
      `guest:${guest.vmid}`,
      ADDRESSES_PASS,
    );
    return (
      isJudged(guest.configFreshness) &&
      (!inside || isJudged(inside) || isSilentAgent(inside))
    );
  }
}

/** A thing that a complete run missed is judged as before until it is retired. */
function isJudged(label: FreshnessLabel): boolean {
  return isReadable(label) || label.reason === 'not-listed';
}

/** The scopes in which claims were read. */
export function claimRefs(claims: readonly Claim[]): ScopeRef[] {
  return claims.map(({ sourceId, scope }) => ({ sourceId, scope }));
}

/** Without repetitions, in a fixed order of first mention. */
export function distinctRefs(refs: readonly ScopeRef[]): ScopeRef[] {
  const found = new Map<string, ScopeRef>();
  for (const ref of refs) {
    const key = `${ref.sourceId} ${ref.scope} ${ref.pass ?? ''}`;
    const other = found.get(key);
    // Of two the stricter one counts.
    if (!other || (other.orSilent && !ref.orSilent)) {
      found.set(key, ref);
    }
  }
  return [...found.values()];
}

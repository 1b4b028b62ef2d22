import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Claim,
  PortRecords,
  SiteOptions,
  SourceSnapshot,
  buildSite,
} from '@sankofa/site-model';
import { ObservationReader, PassRef, PassState } from '../observations';
import { PassMirror } from './PassMirror';
import { PastSites } from './PastSites';
import { SiteView, StoredSource } from './SiteView';
import { StoredPass } from './passSnapshot';
import { nextTurn, sourceSnapshots } from './sourceSnapshots';

/** Clocks of replicas differ by some milliseconds without any harm. */
const CLOCK_TOLERANCE_MS = 1_000;

/** Claims of our own records, which are no source. */
export interface RecordClaims {
  /** Differs when they do. */
  version(): Promise<string>;
  claims(): Promise<Claim[]>;
}

/** What people wrote down of cables, now and then. */
export interface SitePortRecords {
  /** The version differs when one of them was changed, here or in another replica. */
  current(): Promise<{ version: number; records: PortRecords }>;
  at(asOf: string): Promise<PortRecords>;
}

interface Options {
  reader: ObservationReader;
  /** The passes of this process; others in the database are not shown. */
  passes: readonly PassRef[];
  siteOptions: SiteOptions;
  portRecords?: SitePortRecords;
  /** What people reserved and wrote down here; part of the present alone. */
  records?: RecordClaims;
  logger: LoggerService;
  /** The clock of this process in milliseconds, for tests. */
  clock?: () => number;
}

type Listener = (view: SiteView) => void;

function idOf({ sourceId, pass }: PassRef): string {
  return `${sourceId} ${pass}`;
}

function versionOf(passes: readonly PassState[]): string {
  return passes.map(({ finishedRun }) => finishedRun).join('.');
}

function storedSources(
  passes: readonly StoredPass[],
  snapshots: readonly SourceSnapshot[],
  at: string,
): Map<string, StoredSource> {
  return new Map(
    snapshots.map(({ sourceId, facts }) => [
      sourceId,
      {
        facts: facts.length,
        listed: passes.some(
          ({ state }) =>
            state.sourceId === sourceId &&
            state.listedAt !== undefined &&
            state.listedAt <= at,
        ),
      },
    ]),
  );
}

/**
 * The site now, in memory. It is rebuilt when a run has ended, here or in
 * another replica, and when values grow old; readers keep the one before until
 * the new one is complete. Also builds the site of any moment of the past.
 */
export class SiteService {
  private readonly mirrors: Map<string, PassMirror>;
  private readonly past: PastSites;
  private readonly listeners: Listener[] = [];
  private view: SiteView | undefined;
  private records: { version: string; claims: readonly Claim[] } = {
    version: '',
    claims: [],
  };
  private recordsShown = '';
  private turnAt = Infinity;
  private clockOffset = 0;
  private refreshing: Promise<SiteView> | undefined;
  private again = false;
  /** The port records that the view shows. */
  private book: { version: number } | undefined;
  private expirations = 0;

  private constructor(private readonly options: Options) {
    this.mirrors = new Map(
      options.passes.map(ref => [
        idOf(ref),
        PassMirror.create(options.reader, ref),
      ]),
    );
    this.past = PastSites.create();
  }

  static create(options: Options): SiteService {
    return new SiteService(options);
  }

  /** Called with every new site. */
  onBuilt(listener: Listener): void {
    this.listeners.push(listener);
  }

  /** Milliseconds since the epoch by the clock of the database. */
  now(): number {
    return (this.options.clock ?? Date.now)() + this.clockOffset;
  }

  /** The newest complete site, with ages that hold now; waits for the first one. */
  async current(): Promise<SiteView> {
    // Values grow old by themselves: what was fresh a while ago is asked anew.
    return this.view && this.now() < this.turnAt ? this.view : this.refresh();
  }

  /**
   * Builds a new site where there is something new. Calls that come meanwhile
   * share one more look, so that each sees what was stored before it.
   */
  async refresh(): Promise<SiteView> {
    if (this.refreshing) {
      if (!this.again) {
        this.again = true;
        this.refreshing = this.refreshing
          .catch(() => undefined)
          .then(() => {
            this.again = false;
            return this.look();
          });
      }
    } else {
      this.refreshing = this.look();
    }
    const mine = this.refreshing;
    try {
      return await mine;
    } finally {
      if (this.refreshing === mine) {
        this.refreshing = undefined;
      }
    }
  }

  /** What the site shows has changed here: the next question looks before it is answered. */
  expire(): void {
    this.expirations += 1;
    this.turnAt = -Infinity;
  }

  /** The site of a moment of the past, from everything that is known of it. */
  async at(asOf: string): Promise<SiteView> {
    const { version } = await this.current();
    const { reader, portRecords } = this.options;
    const key = `${asOf} ${version} ${this.book?.version ?? ''}`;
    return this.past.get(key, async () => {
      const passes = await reader.readAt(asOf);
      const cables = await portRecords?.at(asOf);
      return this.build(passes, asOf, version, { asOf, cables });
    });
  }

  private async look(): Promise<SiteView> {
    const { expirations } = this;
    const { passes, now } = await this.options.reader.passes();
    this.setClock(now);
    const mine = passes.filter(pass => this.mirrors.has(idOf(pass)));
    if (this.options.records) {
      await this.readRecords(this.options.records);
    }
    const { portRecords } = this.options;
    const book = portRecords && (await portRecords.current());
    if (
      this.view?.version === versionOf(mine) &&
      this.now() < this.turnAt &&
      this.recordsShown === this.records.version &&
      this.book?.version === book?.version
    ) {
      return this.view;
    }
    const mirrors = mine.map(pass => this.mirrors.get(idOf(pass))!);
    for (const mirror of mirrors) {
      await mirror.follow();
    }
    const states = mirrors.map(({ state }) => state);
    const at = this.now();
    // What changed during this look is looked at once more.
    this.turnAt =
      this.expirations === expirations ? nextTurn(states, at) : -Infinity;
    this.view = this.build(
      mirrors,
      new Date(at).toISOString(),
      versionOf(states),
      { records: this.records.claims, cables: book?.records },
    );
    this.book = book;
    this.recordsShown = this.records.version;
    for (const listener of this.listeners) {
      listener(this.view);
    }
    return this.view;
  }

  private build(
    passes: readonly StoredPass[],
    at: string,
    version: string,
    more: {
      asOf?: string;
      records?: readonly Claim[];
      cables?: PortRecords;
    },
  ): SiteView {
    const startedAt = performance.now();
    const { siteOptions, logger } = this.options;
    const snapshots = sourceSnapshots(passes, at);
    const { asOf, records, cables } = more;
    const site = buildSite(snapshots, siteOptions, at, records, cables);
    const sources = storedSources(passes, snapshots, at);
    const runs = Object.fromEntries(
      passes.map(({ state }) => [idOf(state), state.finishedRun]),
    );
    const view = SiteView.create({
      site,
      siteOptions,
      asOf,
      version,
      runs,
      sources,
    });
    const duration = Math.round(performance.now() - startedAt);
    logger.debug(`Built the site of ${view.facts} facts in ${duration} ms`);
    return view;
  }

  private async readRecords(records: RecordClaims): Promise<void> {
    const version = await records.version();
    if (version !== this.records.version) {
      this.records = { version, claims: await records.claims() };
    }
  }

  private setClock(now: string): void {
    const local = (this.options.clock ?? Date.now)();
    const offset = Date.parse(now) - local;
    this.clockOffset = Math.abs(offset) > CLOCK_TOLERANCE_MS ? offset : 0;
  }
}

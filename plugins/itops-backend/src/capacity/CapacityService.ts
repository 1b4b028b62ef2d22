import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { MeasuredSeries } from '@sankofa/plugin-itops-node';
import {
  Capacity,
  CapacityReadings,
  METRICS_PASS,
  MetricPoint,
  SeriesSummary,
  Window,
  buildCapacity,
  mergeSteps,
  summarizeSeries,
} from '@sankofa/site-model';
import { SiteService, SiteView } from '../site';
import { CapacitySettings } from './capacitySettings';
import { Identity, identityOfGuest } from './identities';
import { MetricStore, MetricSubject } from './MetricStore';

const DAY = 86_400;
/** Histories that are in memory at one time. */
const BATCH = 100;

interface Options {
  store: MetricStore;
  sites: SiteService;
  settings: CapacitySettings;
  logger: LoggerService;
}

/** Summaries of every history, of one moment. */
interface Measurements {
  /** The metrics runs and the identities they were taken for. */
  key: string;
  window: Window;
  subjects: readonly MetricSubject[];
  summaries: ReadonlyMap<string, SeriesSummary>;
}

function identities(view: SiteView): Map<string, Identity> {
  return new Map(
    view.site.guests.flatMap(guest => {
      const identity = identityOfGuest(guest);
      return identity
        ? [[`${guest.sourceId} guest:${guest.vmid}`, identity]]
        : [];
    }),
  );
}

/** Keeps what is measured, and says what there is, given out and used. */
export class CapacityService {
  private measurements: Promise<Measurements> | undefined;
  /** By source: what the last run measured of guests that the inventory did not know yet. */
  private readonly waiting = new Map<string, readonly MeasuredSeries[]>();
  /** How often something was written after its run. */
  private caughtUp = 0;
  private key = '';
  private built:
    | { view: SiteView; from: Measurements; capacity: Capacity }
    | undefined;

  private constructor(private readonly options: Options) {}

  static create(options: Options): CapacityService {
    return new CapacityService(options);
  }

  /** Removes old measurements once a day in the whole fleet. */
  async start(scheduler: SchedulerService): Promise<void> {
    const { store, settings, logger, sites } = this.options;
    await scheduler.scheduleTask({
      id: 'itops:metrics-retention',
      scope: 'global',
      frequency: { days: 1 },
      initialDelay: { minutes: 15 },
      timeout: { hours: 1 },
      fn: async signal => {
        const before =
          Math.floor(sites.now() / 1000) - settings.retainDays * DAY;
        const removed = await store.prune(before, signal);
        if (removed > 0) {
          logger.info(`Removed ${removed} old measurements`);
        }
      },
    });
  }

  /** Writes what a run measured; of guests only what surely is their own. */
  async keep(
    sourceId: string,
    metrics: readonly MeasuredSeries[],
  ): Promise<void> {
    const known = identities(await this.options.sites.current());
    const isUnknown = ({ subject }: MeasuredSeries) =>
      subject.startsWith('guest:') && !known.has(`${sourceId} ${subject}`);
    this.waiting.set(sourceId, metrics.filter(isUnknown));
    const points = await this.options.store.write(sourceId, metrics, subject =>
      known.get(`${sourceId} ${subject}`),
    );
    this.options.logger.debug(
      `Kept ${points} measurements of ${metrics.length} things of ${sourceId}`,
    );
  }

  /**
   * Writes what was measured of guests that the inventory knows only now: at the first
   * start both passes run side by side, and the week before is read only once.
   */
  async catchUp(view: SiteView): Promise<void> {
    const known = identities(view);
    for (const [sourceId, series] of this.waiting) {
      const isKnown = ({ subject }: MeasuredSeries) =>
        known.has(`${sourceId} ${subject}`);
      const ready = series.filter(isKnown);
      if (ready.length > 0) {
        this.waiting.set(
          sourceId,
          series.filter(item => !isKnown(item)),
        );
        await this.options.store.write(sourceId, ready, subject =>
          known.get(`${sourceId} ${subject}`),
        );
        this.caughtUp++;
      }
    }
  }

  /**
   * Everything there is, given out and used.
   *
   * @param view - of the present; measurements are not kept for moments of the past
   */
  async of(view: SiteView): Promise<Capacity> {
    const from = await this.measured(view);
    if (this.built?.view !== view || this.built.from !== from) {
      const { rules, policy, plans } = this.options.settings;
      const capacity = buildCapacity(view.site, readingsOf(view, from), {
        window: from.window,
        rules,
        policy,
        plans,
      });
      this.built = { view, from, capacity };
    }
    return this.built.capacity;
  }

  /**
   * The history of one thing, with every gap.
   *
   * @param subject - `node:<name>`, `guest:<vmid>`, `storage:…`
   * @throws NotFoundError when nothing of that name is measured, or the number has another guest now
   */
  async series(
    view: SiteView,
    { sourceId, subject }: { sourceId: string; subject: string },
    window: Window,
  ): Promise<{ points: MetricPoint[]; limits: MetricSubject['limits'] }> {
    const { subjects } = await this.measured(view);
    const found = ownSubjects(view, subjects).find(
      item => item.sourceId === sourceId && item.subject === subject,
    );
    if (!found) {
      throw new NotFoundError(
        `Nothing was measured of ${subject} of ${sourceId}`,
      );
    }
    const points = await this.options.store.read([found.id], window);
    return { points: mergeSteps(points.get(found.id)!), limits: found.limits };
  }

  private measured(view: SiteView): Promise<Measurements> {
    const key = Object.entries(view.runs)
      .filter(([pass]) => pass.endsWith(` ${METRICS_PASS}`))
      .map(([pass, run]) => `${pass} ${run}`)
      .concat(`caught up ${this.caughtUp}`)
      .join(', ');
    if (!this.measurements || this.key !== key) {
      this.key = key;
      const mine = this.measure(key);
      this.measurements = mine;
      mine.catch(() => {
        // The caller is told; the next one tries again.
        if (this.measurements === mine) {
          this.measurements = undefined;
        }
      });
    }
    return this.measurements;
  }

  private async measure(key: string): Promise<Measurements> {
    const { store, settings, sites } = this.options;
    const to = Math.floor(sites.now() / 1000);
    const window = { from: to - settings.windowDays * DAY, to };
    // Fine steps for the window, whole days for what forecasts need from before.
    const fine = { from: Math.floor(window.from / DAY) * DAY, to };
    const days = { from: to - settings.retainDays * DAY, to: fine.from };
    const subjects = await store.subjects();
    const summaries = new Map<string, SeriesSummary>();
    for (let from = 0; from < subjects.length; from += BATCH) {
      const batch = subjects.slice(from, from + BATCH);
      const ids = batch.map(({ id }) => id);
      const points = await store.read(ids, fine);
      const before = await store.readDays(ids, days);
      for (const { id, limits } of batch) {
        const { rules } = settings;
        summaries.set(
          id,
          summarizeSeries([...before.get(id)!, ...points.get(id)!], window, {
            rules,
            limits,
          }),
        );
      }
    }
    return { key, window, subjects, summaries };
  }
}

/** Without those of guests that had a number before the one that has it now. */
function ownSubjects(
  view: SiteView,
  subjects: readonly MetricSubject[],
): MetricSubject[] {
  const known = identities(view);
  return subjects.filter(
    ({ sourceId, subject, identity }) =>
      !subject.startsWith('guest:') ||
      known.get(`${sourceId} ${subject}`)?.identity === identity,
  );
}

function readingsOf(view: SiteView, from: Measurements): CapacityReadings {
  const nodes = new Map<string, SeriesSummary>();
  const guests = new Map<string, SeriesSummary>();
  const storages: CapacityReadings['storages'][number][] = [];
  for (const item of ownSubjects(view, from.subjects)) {
    const { id, sourceId, subject, storage } = item;
    const summary = from.summaries.get(id)!;
    const name = subject.slice(subject.indexOf(':') + 1);
    if (subject.startsWith('node:')) {
      nodes.set(`${sourceId}/${name}`, summary);
    } else if (subject.startsWith('guest:')) {
      guests.set(`${sourceId}/${name}`, summary);
    } else if (storage) {
      storages.push({ ...storage, sourceId, summary });
    }
  }
  return { nodes, guests, storages };
}

import {
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskInvocationDefinition,
} from '@backstage/backend-plugin-api';
import {
  DatabaseObservationReader,
  DatabaseObservationStore,
  ObservationStore,
  applyDatabaseMigrations,
} from '@sankofa/plugin-itops-backend';
import { DatabaseAuditLog } from '@sankofa/plugin-itops-backend/src/audit';
import {
  CollectionRunner,
  deadlineOf,
} from '@sankofa/plugin-itops-backend/src/collection';
import { DatabaseFindingStore } from '@sankofa/plugin-itops-backend/src/findings';
import { SiteService } from '@sankofa/plugin-itops-backend/src/site';
import { Collector } from '@sankofa/plugin-itops-node';
import { DEFAULT_UNUSED_EXCLUSIONS } from '@sankofa/site-model';
import { Knex } from 'knex';
import { Picture, pictureOf } from './Picture';

const RULES = { retireAfterRuns: 2, maxRemovalPercent: 20 };
const SITE_OPTIONS = {
  unusedExclusions: DEFAULT_UNUSED_EXCLUSIONS,
  owners: [],
};
/** Beside the collector's own deadline: writing the result on a busy machine. */
const WRITING_MS = 1_000;

/** The runs start by hand; nothing else of a scheduler is used. */
const BY_HAND: Pick<SchedulerService, 'scheduleTask'> = {
  async scheduleTask(_: SchedulerServiceTaskInvocationDefinition) {},
};

/** One run as the product recorded it. */
export interface RecordedRun {
  sourceId: string;
  pass: string;
  status: 'complete' | 'partial' | 'failed' | 'not stored';
  reason?: string;
  message?: string;
  /** It took longer than it may. */
  isLate: boolean;
}

/** The collecting part of the backend, on a database of its own. */
export class ProductUnderTest {
  private constructor(
    private readonly knex: Knex,
    private readonly collectors: readonly Collector[],
    private readonly runner: CollectionRunner,
    private readonly reader: DatabaseObservationReader,
    private readonly sites: SiteService,
    private readonly findings: DatabaseFindingStore,
  ) {}

  /** @param options - `wrapStore`: for the proof that a broken store is noticed */
  static async start(options: {
    knex: Knex;
    collectors: readonly Collector[];
    logger: LoggerService;
    wrapStore?: (store: ObservationStore, knex: Knex) => ObservationStore;
  }): Promise<ProductUnderTest> {
    const { knex, collectors, logger, wrapStore = store => store } = options;
    await applyDatabaseMigrations(knex);
    const reader = DatabaseObservationReader.create({ knex });
    const runner = CollectionRunner.create({
      collectors,
      store: wrapStore(DatabaseObservationStore.create({ knex }), knex),
      scheduler: BY_HAND as SchedulerService,
      rules: RULES,
      logger,
    });
    await runner.start();
    return new ProductUnderTest(
      knex,
      collectors,
      runner,
      reader,
      SiteService.create({
        reader,
        passes: collectors,
        siteOptions: SITE_OPTIONS,
        logger,
      }),
      DatabaseFindingStore.create({
        knex,
        audit: DatabaseAuditLog.create({ knex }),
      }),
    );
  }

  /** One run of every pass, at the same time, and findings after it. */
  async collect(): Promise<RecordedRun[]> {
    const signal = new AbortController().signal;
    const runs = await Promise.all(
      this.collectors.map(collector => this.run(collector, signal)),
    );
    const view = await this.sites.refresh();
    await this.findings.reconcile(view, { notify: false });
    return runs;
  }

  /** What the product shows now. */
  async picture(): Promise<Picture> {
    const { site } = await this.sites.current();
    const { findings } = await this.findings.current();
    const passes = [];
    for (const collector of this.collectors) {
      passes.push(await this.reader.readPass(collector));
    }
    return pictureOf({ passes, site, findings });
  }

  /** Everything that is stored, as one text. */
  async storedText(): Promise<string> {
    const { rows: tables } = await this.knex.raw(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`,
    );
    const texts = [];
    for (const { tablename } of tables) {
      texts.push(JSON.stringify(await this.knex(tablename).select('*')));
    }
    return texts.join('\n');
  }

  private async run(
    collector: Collector,
    signal: AbortSignal,
  ): Promise<RecordedRun> {
    const began = performance.now();
    const finished = await this.runner.run(collector, signal);
    const elapsed = performance.now() - began;
    const { sourceId, pass, schedule } = collector;
    const isLate = elapsed > deadlineOf(schedule) + WRITING_MS;
    if (!finished) {
      return { sourceId, pass, status: 'not stored', isLate };
    }
    const { status, label } = finished.plan;
    const { reason, message } = label;
    return { sourceId, pass, status, reason, message, isLate };
  }
}

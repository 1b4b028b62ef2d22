import {
  AuthService,
  DiscoveryService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  SchedulerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Collector, Executor } from '@sankofa/plugin-itops-node';
import { Knex } from 'knex';
import { AuditSealer, DatabaseAuditLedger, DatabaseAuditLog } from './audit';
import { CapacityService, DatabaseMetricStore } from './capacity';
import {
  ChangeNotifier,
  changeTimesFromEnv,
  collectAfter,
  crashPointFromEnv,
  createChanges,
} from './changes';
import { CollectionRunner, intervalSecondsOf, isManual } from './collection';
import {
  DatabaseFindingStore,
  DatabaseNotificationOutbox,
  FindingNotifier,
  FindingService,
} from './findings';
import { Ipam } from './ipam';
import { IpamReader } from './ipam/IpamReader';
import {
  DatabaseChangeReader,
  DatabaseObservationReader,
  DatabaseObservationStore,
} from './observations';
import {
  DatabasePortRecordStore,
  PortImportService,
  PortRecordService,
} from './ports';
import { PatchService } from './remedies';
import { RemovalService } from './removals';
import { Retention } from './retention';
import { Guard, Reads, RouterOptions } from './router';
import { WriteSafety } from './safety';
import { Settings } from './settings';
import { SiteFollower, SiteService } from './site';
import { DatabaseRunReader, HealthService } from './sources';
import { stepUpFromConfig } from './stepUp';
import { PictureService } from './views';
import { pathTable } from './views/rows/paths';
import { DatabasePlanDecisionStore, PlanFile, VlanPlanService } from './vlans';

interface Options {
  settings: Settings;
  knex: Knex;
  collectors: readonly Collector[];
  /** What may write to sources. */
  executors: readonly Executor[];
  auth: AuthService;
  catalog: CatalogService;
  config: Config;
  discovery: DiscoveryService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
  scheduler: SchedulerService;
  urlReader: UrlReaderService;
}

/** The parts of the backend that live as long as it does. */
export interface Inventory {
  routerOptions: RouterOptions;
  start(): Promise<void>;
  stop(): Promise<void>;
}

function findingService(options: Options, audit: DatabaseAuditLog) {
  const { knex, logger, notifications, settings } = options;
  return FindingService.create({
    store: DatabaseFindingStore.create({ knex, audit }),
    audit,
    notifier: FindingNotifier.create({
      outbox: DatabaseNotificationOutbox.create({ knex }),
      notifications,
      recipients: settings.recipients,
      logger,
    }),
  });
}

/** Puts the parts together. Nothing runs before `start`. */
export function createInventory(options: Options): Inventory {
  const { collectors, knex, logger, scheduler, settings } = options;
  const safety = WriteSafety.create(settings.writeSafety);
  const audit = DatabaseAuditLog.create({ knex });
  const ledger = DatabaseAuditLedger.create({ knex });
  const sealer = AuditSealer.create({
    ledger,
    logger,
    signingKey: settings.auditSigningKey,
  });
  const findings = findingService(options, audit);
  const portRecords = DatabasePortRecordStore.create({
    knex,
    audit,
    // Whoever reads next sees it; findings follow with the next look of the follower.
    onChanged: () => sites.expire(),
  });
  const ipamReader = IpamReader.create({ knex });
  const sites = SiteService.create({
    reader: DatabaseObservationReader.create({ knex }),
    passes: collectors,
    siteOptions: settings.siteOptions,
    portRecords,
    records: ipamReader,
    logger,
  });
  const ipam = Ipam.create({ knex, audit, sites, reader: ipamReader });
  const capacity = CapacityService.create({
    store: DatabaseMetricStore.create({ knex }),
    sites,
    settings: settings.capacity,
    logger,
  });
  const follower = SiteFollower.create({
    sites,
    onSite: async view => {
      await findings.reconcile(view);
      await capacity.catchUp(view);
      await ipam.sightings.follow(view.site);
      // Joined once after a run, so that no request waits for it.
      view.derive(pathTable);
    },
    logger,
  });
  const runner = CollectionRunner.create({
    collectors,
    store: DatabaseObservationStore.create({ knex }),
    scheduler,
    rules: settings.rules,
    logger,
    keepMetrics: (sourceId, metrics) => capacity.keep(sourceId, metrics),
    onFinished: () => follower.follow(),
  });
  const stepUp = stepUpFromConfig({ ...options, audit });
  const changeRequests = createChanges({
    stepUp: stepUp?.service,
    knex,
    audit,
    sites,
    capacity,
    ipam,
    executors: options.executors,
    settings: settings.changes,
    at: crashPointFromEnv(process.env),
    times: changeTimesFromEnv(process.env),
    logger,
    collect: sourceId => collectAfter(sourceId, { runner, sites }),
  });
  const changeNotifier = ChangeNotifier.create({
    knex,
    notifications: options.notifications,
    approvers: settings.approvers,
    logger,
  });
  const pictures = PictureService.create({
    sites,
    findings: findings,
    retainDays: settings.retainDays,
  });
  return {
    routerOptions: {
      guard: Guard.create({ ...options, safety }),
      reads: Reads.create(pictures),
      sites,
      findings,
      patches: PatchService.create({
        collectors,
        siteOptions: settings.siteOptions,
        logger,
      }),
      changes: DatabaseChangeReader.create({ knex }),
      changeRequests,
      stepUp,
      runs: DatabaseRunReader.create({ knex }),
      passes: collectors.map(({ sourceId, pass, title, schedule }) => ({
        sourceId,
        pass,
        title,
        intervalSeconds: intervalSecondsOf(schedule),
        manual: isManual(schedule),
      })),
      removals: RemovalService.create({ knex, audit }),
      portRecords: PortRecordService.create({ store: portRecords, audit }),
      portImports: PortImportService.create({ store: portRecords, audit }),
      vlanPlan: VlanPlanService.create({
        file: PlanFile.create({
          place: settings.vlanPlan.place,
          reader: options.urlReader,
        }),
        store: DatabasePlanDecisionStore.create({ knex, audit }),
        waiverMaxDays: settings.vlanPlan.waiverMaxDays,
      }),
      ipam,
      runner,
      capacity,
      health: HealthService.create({ sites, logger }),
      audit,
      ledger,
    },
    async start() {
      safety.logTo(logger);
      sealer.start();
      await runner.start();
      follower.start();
      await ipam.start(scheduler);
      changeRequests.worker.start();
      changeNotifier.start();
      await Retention.create({
        knex,
        retainDays: settings.retainDays,
        logger,
      }).start(scheduler);
      await capacity.start(scheduler);
    },
    async stop() {
      await changeRequests.worker.stop();
      await changeNotifier.stop();
      await follower.stop();
      await sealer.stop();
    },
  };
}

import { LoggerService } from '@backstage/backend-plugin-api';
import { Executor } from '@sankofa/plugin-itops-node';
import { Knex } from 'knex';
import { AuditLog } from '../audit';
import { CapacityService } from '../capacity';
import { Ipam } from '../ipam';
import { SiteService } from '../site';
import { AddressHold } from './AddressHold';
import { Applier } from './Applier';
import { ChangeService } from './ChangeService';
import { ChangeWorker } from './ChangeWorker';
import { ContextReader } from './ContextReader';
import { DatabaseChangeStore } from './DatabaseChangeStore';
import { ExecutorBook } from './ExecutorBook';
import { Planner } from './Planner';
import { StepUp, noStepUp, unavailableStepUp } from './StepUp';
import { ChangeSettings } from './changeSettings';

interface Options
  extends Pick<
    Parameters<typeof ChangeWorker.create>[0],
    'at' | 'collect' | 'times'
  > {
  knex: Knex;
  audit: AuditLog;
  sites: SiteService;
  capacity: CapacityService;
  ipam: Ipam;
  executors: readonly Executor[];
  settings: ChangeSettings;
  /** Absent: nobody can approve or apply, unless the settings ask for no step-up. */
  stepUp?: StepUp;
  logger: LoggerService;
}

/** The parts of governed changes. */
export interface Changes {
  service: ChangeService;
  worker: ChangeWorker;
  executors: ExecutorBook;
  settings: ChangeSettings;
  stepUp: StepUp;
}

/** Puts the parts together. Nothing runs before the worker is started. */
export function createChanges(options: Options): Changes {
  const { audit, ipam, knex, logger, settings } = options;
  const { policy } = settings;
  const stepUp =
    settings.stepUp === 'none' ? noStepUp : options.stepUp ?? unavailableStepUp;
  const store = DatabaseChangeStore.create({ knex, audit });
  const executors = ExecutorBook.create(options);
  const { nextFree, reader } = ipam;
  const hold = AddressHold.create({ audit, reader, nextFree });
  const contexts = ContextReader.create({
    ...options,
    store,
    hold,
    executors,
    policy,
  });
  const planner = Planner.create({ knex, store, hold, contexts });
  const applier = Applier.create({
    store,
    planner,
    executors,
    policy,
    stepUp,
    onApplied: () => worker.kick(),
  });
  const service = ChangeService.create({
    store,
    audit,
    planner,
    applier,
    hold,
    executors,
    policy,
    stepUp,
  });
  const worker = ChangeWorker.create({
    knex,
    service,
    planner,
    hold,
    executors,
    logger,
    collect: options.collect,
    times: options.times,
    at: options.at,
  });
  return { service, worker, executors, settings, stepUp };
}

import {
  RootConfigService,
  SchedulerServiceTaskScheduleDefinition,
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { itopsServiceRef } from '@sankofa/plugin-itops-node';
import { ownerRefOf } from './mappers/owner';
import { peopleFromConfig } from './people';
import { ItopsRelationsProcessor } from './processor';
import { ItopsEntityProvider } from './provider';

const DEFAULT_OWNER = 'group:default/it-platform';

/**
 * Every replica follows the site by itself (`scope: local`): what a process
 * remembers of its last emission is then never older than one interval, and an
 * unchanged site costs one conditional request.
 */
const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 1 },
  timeout: { minutes: 1 },
  initialDelay: { seconds: 5 },
  scope: 'local',
};

/**
 * Adds the inventory to the catalog: nodes, guests, addresses, prefixes, VLANs,
 * switches, switch ports and public host names as Resources with their relations.
 * @public
 */
export const catalogModuleItops = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'itops',
  register(reg) {
    reg.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        itops: itopsServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, config, itops, logger, scheduler }) {
        const people = await peopleFromConfig({ config, logger, scheduler });
        if (people) {
          catalog.addEntityProvider(people);
        }
        catalog.addProcessor(new ItopsRelationsProcessor());
        catalog.addEntityProvider(
          ItopsEntityProvider.create({
            itops: itops.asService(),
            logger,
            taskRunner: scheduler.createScheduledTaskRunner(
              readSchedule(config),
            ),
            defaultOwner: readDefaultOwner(config),
          }),
        );
      },
    });
  },
});

function readSchedule(
  config: RootConfigService,
): SchedulerServiceTaskScheduleDefinition {
  const schedule = config.getOptionalConfig('itops.catalog.schedule');
  return schedule
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
    : DEFAULT_SCHEDULE;
}

function readDefaultOwner(config: RootConfigService): string {
  const text = config.getOptionalString('itops.catalog.defaultOwner');
  const owner = ownerRefOf(text ?? DEFAULT_OWNER);
  if (!owner) {
    throw new InputError(
      `itops.catalog.defaultOwner is '${text}', which is no group or user; write it like '${DEFAULT_OWNER}'`,
    );
  }
  return owner;
}

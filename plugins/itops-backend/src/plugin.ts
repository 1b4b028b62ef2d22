import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { itopsPermissions } from '@sankofa/plugin-itops-common';
import {
  itopsCollectorsExtensionPoint,
  itopsExecutorsExtensionPoint,
} from '@sankofa/plugin-itops-node';
import { ItopsCollectors } from './ItopsCollectors';
import { ItopsExecutors } from './ItopsExecutors';
import { registerActions } from './actions';
import { createInventory } from './createInventory';
import { openDatabase } from './database';
import { createRouter } from './router';
import { settingsFromConfig } from './settings';
import { STEP_UP_PATH } from './stepUp';

/**
 * Collects from the sources that modules add, keeps their history, judges drift
 * and answers under `/api/itops/v1`.
 * @public
 */
export const itopsPlugin = createBackendPlugin({
  pluginId: 'itops',
  register(env) {
    const collectors = new ItopsCollectors();
    env.registerExtensionPoint(itopsCollectorsExtensionPoint, collectors);
    const executors = new ItopsExecutors();
    env.registerExtensionPoint(itopsExecutorsExtensionPoint, executors);
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
      },
      async init(deps) {
        const { config, database, httpRouter, lifecycle } = deps;
        const settings = settingsFromConfig(config);
        const knex = await openDatabase(database);
        deps.permissionsRegistry.addPermissions(itopsPermissions);
        const inventory = createInventory({
          ...deps,
          settings,
          knex,
          collectors: collectors.all,
          executors: executors.all,
        });
        httpRouter.use(createRouter(inventory.routerOptions));
        httpRouter.addAuthPolicy({
          path: `/v1${STEP_UP_PATH}`,
          allow: 'unauthenticated',
        });
        registerActions({ ...deps, ...inventory.routerOptions });
        lifecycle.addStartupHook(() => inventory.start());
        lifecycle.addShutdownHook(() => inventory.stop());
      },
    });
  },
});

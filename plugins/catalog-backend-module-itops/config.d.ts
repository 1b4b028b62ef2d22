import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  itops?: {
    catalog?: {
      /**
       * Group (or user) that owns every inventory entity whose owner is not
       * known from declared rows, tags or `itops.owners`. Default:
       * `group:default/it-platform`.
       */
      defaultOwner?: string;
      /**
       * How often the catalog follows the inventory. Default: every minute, in
       * each replica. Keep `scope: local` when you change it.
       */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
    };
  };
}

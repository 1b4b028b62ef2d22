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
    people?: {
      /** Users and groups of the catalog, from the realm people sign in with. */
      keycloak?: {
        /** Without the realm: `https://sso.example.com`. */
        url: string;
        realm: string;
        /** A client with a service account: view-users and query-groups of realm-management. */
        clientId: string;
        /** @visibility secret */
        clientSecret: string;
        /** SHA-256 of the certificate, one or several; or `caFile`. */
        fingerprint?: string | string[];
        caFile?: string;
        /** Without TLS, for demonstrations on one machine. */
        plainHttp?: boolean;
        /** How often. Default: every 10 minutes. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}

import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';

export interface Config {
  itops?: {
    sources?: {
      /** UniFi consoles and self-hosted UniFi Network controllers. */
      unifi?: Array<{
        /** Becomes the source `unifi/<id>`. */
        id: string;
        /** `https://HOST` of a console, `https://HOST:8443` of a self-hosted controller. */
        url: string;
        /** Name of the site in the address of the controller. Default `default`. */
        site?: string;
        /** SHA-256 fingerprint of the certificate, or several during a rotation. */
        fingerprint?: string | string[];
        /** Instead of a fingerprint: file with the CA. */
        caFile?: string;
        /**
         * API key of a view-only administrator. Used first.
         * @visibility secret
         */
        apiKey?: string;
        /** Local view-only account. Used where there is no key, or where the key does not open enough. */
        username?: string;
        /**
         * Password of the account.
         * @visibility secret
         */
        password?: string;
        /** Longest wait for one answer. Default 15 seconds. */
        requestTimeout?: HumanDuration | string;
        /** When the console is read. Default every 5 minutes, with 2 minutes to do it. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      }>;
    };
  };
}

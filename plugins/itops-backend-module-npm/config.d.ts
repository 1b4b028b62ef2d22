import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';

export interface Config {
  itops?: {
    sources?: {
      /** Reverse proxies: Nginx Proxy Manager or NPMplus, told apart by their answers. */
      npm?: Array<{
        /** Becomes the source `npm/<id>`. */
        id: string;
        /**
         * The API: `https://HOST:81/api`. Over `http:` everybody on the way can read the
         * password and the token.
         */
        url: string;
        /** SHA-256 fingerprint of the certificate, or several during a rotation. Only with https. */
        fingerprint?: string | string[];
        /** Instead of a fingerprint: file with the CA. Only with https. */
        caFile?: string;
        /** E-mail address of an account that only reads. */
        identity: string;
        /**
         * Its password.
         * @visibility secret
         */
        secret: string;
        /**
         * Addresses at which the proxy serves, where the address in `url` is not one of them or
         * not the only one: an upstream there is a loop, a port forward there leads to the proxy.
         */
        addresses?: string[];
        /** Longest wait for one answer. Default 15 seconds. */
        requestTimeout?: HumanDuration | string;
        /** When it is read. Default every 5 minutes, with 2 minutes to do it. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      }>;
    };
  };
}

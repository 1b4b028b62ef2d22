import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';

export interface Config {
  itops?: {
    sources?: {
      /** Files in which people wrote down what should be. */
      declared?: Array<{
        /** Becomes the source `declared/<id>` and the name of the file in findings: `ip-addresses.conf`. */
        id: string;
        /**
         * `env`: shell assignments such as ip-addresses.conf. `endpoints`: Markdown with tables of
         * guests and devices. `hostnames`: Markdown with tables of public host names and their
         * upstreams.
         */
        kind: 'env' | 'endpoints' | 'hostnames' | 'hardware';
        /** A file on this machine. A relative path starts at the working directory of the process. */
        path?: string;
        /**
         * Instead of a path: an address that an entry of `integrations` or of
         * `backend.reading.allow` covers. Credentials belong to the integration.
         */
        url?: string;
        /** A larger file is a failed run. Default 1048576, at most 16777216. */
        maxBytes?: number;
        /** Longest wait for the file. Default 30 seconds. */
        readTimeout?: HumanDuration | string;
        /** When the file is read. Default every 5 minutes, with 2 minutes to do it. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      }>;
    };
  };
}

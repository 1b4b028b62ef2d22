import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';

export interface Config {
  itops?: {
    sources?: {
      /** Neighbour tables (`ip neigh`) and links (`ip link`) of named nodes. */
      neighbours?: Array<{
        /** Becomes the source `neighbours/<id>`. */
        id: string;
        /** Each is read on its own; one that fails does not touch the others. */
        nodes: Array<{
          /** Name of the node, as the cluster knows it. */
          node: string;
          /** Read it over SSH. */
          ssh?: {
            host: string;
            /** Default 22. */
            port?: number;
            user: string;
            /**
             * File with the private key, without passphrase.
             * @visibility secret
             */
            privateKeyFile: string;
            /** Fingerprint of the host key, `SHA256:…`, or several during a rotation. */
            hostKey: string | string[];
          };
          /** Instead of SSH: a file with what `ip neigh` or `ip -j neigh` printed on the node. */
          file?: string;
          /** Beside `file`: what `ip -d link` printed, with or without `-j` or `-o`. */
          linksFile?: string;
          /** An older file is a failed reading. Default: any age is accepted, and said. */
          maxAge?: HumanDuration | string;
        }>;
        /** Most nodes that are read at the same time. Default 4. */
        concurrency?: number;
        /** Longest wait for one node, from the connection to the last byte. Default 15 seconds. */
        requestTimeout?: HumanDuration | string;
        /** How long a neighbour counts as present after it last answered; at most 24 hours. Default 30 minutes. */
        presenceWindow?: HumanDuration | string;
        /** When the nodes are read. Default every 5 minutes, with 4 minutes to do it. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      }>;
    };
  };
}

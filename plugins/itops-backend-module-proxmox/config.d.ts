import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';

export interface Config {
  itops?: {
    sources?: {
      /** Proxmox VE clusters; a stand-alone node is a cluster of one. */
      proxmox?: Array<{
        /** Becomes the source `proxmox/<id>`. */
        id: string;
        /** Members of the cluster whose API may be asked, tried in this order. */
        endpoints?: Array<{
          /** `https://HOST:8006` */
          url: string;
          /** SHA-256 fingerprint of the certificate, or several during a rotation. */
          fingerprint?: string | string[];
          /** Instead of a fingerprint: file with the CA, such as a copy of /etc/pve/pve-root-ca.pem. */
          caFile?: string;
          /** Name of the member, where neither address nor certificate tells. */
          node?: string;
        }>;
        /**
         * API token, `USER@REALM!ID=SECRET`.
         * @visibility secret
         */
        token?: string;
        /** How the cluster is read. Default `api`; with a section `ssh`, SSH stands in when the API is unreachable. */
        transport?: 'api' | 'ssh';
        /** Second transport: SSH to one member. */
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
          /** Run the commands through `sudo -n`. Default false. */
          sudo?: boolean;
          /** Where the cluster file system is mounted. Default /etc/pve. */
          root?: string;
          /** The pvesh command. Default `pvesh`. */
          pvesh?: string;
        };
        /** Most requests under way to one endpoint and for one node. Default 6. */
        concurrency?: number;
        /** Longest wait for one answer. Default 15 seconds. */
        requestTimeout?: HumanDuration | string;
        /** Keep the descriptions of guests. They often hold passwords. Default false. */
        keepDescriptions?: boolean;
        /** When the inventory is read. Default every 5 minutes, with 4 minutes to do it. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        addresses?: {
          /** When the addresses inside guests are read. Default every 10 minutes, with 9 minutes to do it. */
          schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        };
        /** What nodes are built of, read over SSH: without it serial, model, cards and disks are unknown. */
        hardware?: {
          nodes: Array<{
            /** As the cluster names it. */
            node: string;
            ssh: {
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
              /** Run `dmidecode -t system` through `sudo -n`. Default false. */
              sudo?: boolean;
            };
          }>;
          /** Default every 6 hours, with 5 minutes to do it. */
          schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        };
        /** With it approved changes are sent to the cluster; without it nothing is ever written. */
        execution?: {
          /**
           * API token of another id than the one above, with rights in its pool only.
           * @visibility secret
           */
          token: string;
          /** How long one task may take before somebody has to look. Default 15 minutes. */
          taskTimeout?: HumanDuration | string;
        };
        metrics?: {
          /** When load, memory, storage and traffic are read. Default every 10 minutes, with 9 minutes to do it. */
          schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        };
      }>;
    };
  };
}

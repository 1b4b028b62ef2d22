import { LabNeighbourNode } from './neighbours/NeighbourFiles';

/** The part of a portal's configuration that connects it to the lab. @public */
export interface LabConfig {
  itops: {
    /** Of the demo site. */
    vlanPlan?: { path: string };
    sources: {
      proxmox: {
        id: string;
        endpoints: { url: string; fingerprint: string }[];
        token: string;
        /** Absent: nothing is ever written. */
        execution?: { token: string };
        schedule: LabSchedule;
        addresses: { schedule: LabSchedule };
      }[];
      /** Where the world has a reverse proxy. */
      npm?: {
        id: string;
        url: string;
        /** Of NPMplus; the other one speaks HTTP. */
        fingerprint?: string;
        identity: string;
        secret: string;
        /** At which the proxy of the world serves. */
        addresses: string[];
        schedule: LabSchedule;
      }[];
      /** Where the world has a network console. */
      unifi?: ({
        id: string;
        url: string;
        site: string;
        fingerprint: string;
        schedule: LabSchedule;
      } & LabConsoleCredential)[];
      /** What the nodes that are on know of their network, recorded. */
      neighbours: {
        id: string;
        nodes: LabNeighbourNode[];
        schedule: LabSchedule;
      }[];
      declared: {
        id: string;
        kind: 'env' | 'endpoints' | 'hostnames';
        path: string;
        schedule: LabSchedule;
      }[];
    };
  };
}

/** One of the two ways into the console. @public */
export type LabConsoleCredential =
  | { apiKey: string }
  | { username: string; password: string };

/** The proxy of the lab as a source. @public */
export type LabProxySource = NonNullable<
  LabConfig['itops']['sources']['npm']
>[number];

/** @public */
export interface LabSchedule {
  frequency: { seconds: number };
  timeout: { seconds: number };
  initialDelay?: { seconds: number };
}

/** Short enough that a change in the lab is seen while one waits for it. */
const SCHEDULE: LabSchedule = {
  frequency: { seconds: 60 },
  timeout: { seconds: 50 },
};

/** The configuration that goes with these servers and files. */
export function labConfig(options: {
  endpoints: { url: string; fingerprint: string }[];
  token: string;
  /** Of the token that writes. */
  executionToken?: string;
  proxy?: Omit<LabProxySource, 'id' | 'schedule'>;
  console?: {
    url: string;
    site: string;
    fingerprint: string;
  } & LabConsoleCredential;
  neighbours: LabNeighbourNode[];
  declared: {
    env: string;
    endpoints: string;
    hostnames?: string;
    vlanPlan?: string;
  };
}): LabConfig {
  const { vlanPlan } = options.declared;
  return {
    itops: {
      ...(vlanPlan !== undefined && { vlanPlan: { path: vlanPlan } }),
      sources: {
        proxmox: [
          {
            id: 'pve-main',
            endpoints: options.endpoints,
            token: options.token,
            ...(options.executionToken && {
              execution: { token: options.executionToken },
            }),
            schedule: SCHEDULE,
            addresses: { schedule: SCHEDULE },
          },
        ],
        ...(options.proxy && {
          npm: [{ id: 'edge', ...options.proxy, schedule: SCHEDULE }],
        }),
        ...(options.console && {
          unifi: [{ id: 'udm', ...options.console, schedule: SCHEDULE }],
        }),
        neighbours: [
          { id: 'nodes', nodes: options.neighbours, schedule: SCHEDULE },
        ],
        declared: [
          {
            id: 'ip-addresses.conf',
            kind: 'env',
            path: options.declared.env,
            schedule: SCHEDULE,
          },
          {
            id: 'ALL_VMIDS_ENDPOINTS.md',
            kind: 'endpoints',
            path: options.declared.endpoints,
            schedule: SCHEDULE,
          },
          ...(options.declared.hostnames === undefined
            ? []
            : [
                {
                  id: 'PUBLIC_HOSTNAMES.md',
                  kind: 'hostnames' as const,
                  path: options.declared.hostnames,
                  schedule: SCHEDULE,
                },
              ]),
        ],
      },
    },
  };
}

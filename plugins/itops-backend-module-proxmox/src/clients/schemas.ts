import { z } from 'zod';

/*
 * Answers of Proxmox VE 7 to 9. Only what becomes a fact is named: other fields
 * (tokens, notes, load) are dropped here. Numbers come as strings in some
 * versions, and absent values as null or "".
 */

/** Beyond these a number is no count of anything, and no fact can hold it. */
const numeric = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\s*-?\d+(?:\.\d+)?\s*$/)
      .transform(Number),
  ])
  .pipe(z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER));
const integer = numeric.pipe(z.number().int());
/** Cores, of which a fact keeps the thousandths. */
const cores = numeric.pipe(z.number().max(1_000_000));
const flag = z
  .union([z.boolean(), z.literal([0, 1, '0', '1', '']), z.null()])
  .transform(value => value === true || value === 1 || value === '1');
const vmid = integer.pipe(z.number().min(100).max(999_999_999));

const absent = (value: unknown) =>
  value === null || value === '' ? undefined : value;
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(absent, schema.optional());
const text = optional(z.union([z.string(), z.number().transform(String)]));

/** Facts and scopes are told apart by these: named twice, an answer is not sound. */
const unique =
  <T>(key: (row: T) => unknown) =>
  (rows: T[]) =>
    new Set(rows.map(key)).size === rows.length;

/** `GET /access/permissions`: path to privilege to "is inherited below". */
export const permissionsSchema = z.record(
  z.string(),
  z.record(z.string(), numeric),
);
export type Permissions = z.infer<typeof permissionsSchema>;

/** `GET /version` */
export const versionSchema = z.object({ version: z.string() });

/** `GET /cluster/status`: one row for the cluster (none on a single node), one for each member. */
export const clusterStatusSchema = z
  .array(
    z.discriminatedUnion('type', [
      z.object({
        type: z.literal('cluster'),
        name: z.string(),
        quorate: flag.optional(),
      }),
      z.object({
        type: z.literal('node'),
        name: z.string().min(1),
        online: flag.optional(),
        ip: text,
      }),
    ]),
  )
  .refine(rows => rows.some(row => row.type === 'node'), 'no node');
export type ClusterStatus = z.infer<typeof clusterStatusSchema>;

const guestRow = z.object({
  type: z.enum(['qemu', 'lxc']),
  vmid,
  node: z.string().min(1),
  name: text,
  status: optional(z.string()),
  template: optional(flag),
  tags: text,
  pool: text,
  lock: text,
  hastate: text,
  maxcpu: optional(cores),
  maxmem: optional(numeric),
  maxdisk: optional(numeric),
  uptime: optional(numeric),
});
export type GuestRow = z.infer<typeof guestRow>;

const nodeRow = z.object({
  type: z.literal('node'),
  node: z.string().min(1),
  status: optional(z.string()),
});

const KNOWN_ROWS = ['qemu', 'lxc', 'node'];

/**
 * `GET /cluster/resources`: guests and nodes; pools, storages and networks are passed over.
 * A list without any node is no list: Proxmox names its nodes even to a token without rights.
 */
export const clusterResourcesSchema = z
  .array(z.object({ type: z.string() }).loose())
  .transform(rows => rows.filter(row => KNOWN_ROWS.includes(row.type)))
  .pipe(z.array(z.discriminatedUnion('type', [guestRow, nodeRow])))
  .transform(rows => ({
    guests: rows.filter((row): row is GuestRow => row.type !== 'node'),
    nodes: rows.flatMap(row => (row.type === 'node' ? [row] : [])),
  }))
  .refine(
    ({ guests }) => unique<GuestRow>(row => row.vmid)(guests),
    'repeated',
  );
export type ClusterResources = z.infer<typeof clusterResourcesSchema>;

/** `GET /nodes` */
export const nodesSchema = z.array(
  z.object({ node: z.string(), ssl_fingerprint: text }),
);

/** `GET /nodes/{node}/status` */
export const nodeStatusSchema = z.object({
  pveversion: text,
  cpuinfo: optional(
    z.object({
      model: text,
      sockets: optional(integer),
      cores: optional(integer),
    }),
  ),
  memory: optional(z.object({ total: optional(integer) })),
});
export type NodeStatus = z.infer<typeof nodeStatusSchema>;

const networkRow = z.object({
  iface: z.string().min(1),
  type: z.string(),
  active: optional(flag),
  cidr: text,
  cidr6: text,
  gateway: text,
  gateway6: text,
  bridge_ports: text,
  bridge_vlan_aware: optional(flag),
  slaves: text,
  bond_mode: text,
  ovs_ports: text,
  ovs_bonds: text,
  ovs_tag: optional(integer),
  'vlan-id': optional(integer),
  'vlan-raw-device': text,
});
export type NetworkRow = z.infer<typeof networkRow>;
/** `GET /nodes/{node}/network`; every node has at least one interface. */
export const nodeNetworkSchema = z
  .array(networkRow)
  .min(1)
  .refine(
    unique<NetworkRow>(row => row.iface),
    'repeated',
  );

const storageRow = z.object({
  storage: z.string().min(1),
  type: z.string(),
  shared: optional(flag),
  enabled: optional(flag),
  active: optional(flag),
  content: text,
  total: optional(numeric),
});
export type StorageRow = z.infer<typeof storageRow>;
/** `GET /nodes/{node}/storage` */
export const nodeStorageSchema = z.array(storageRow).refine(
  unique<StorageRow>(row => row.storage),
  'repeated',
);

/** `GET /nodes/{node}/subscription`; key, server id and signature are not read. */
export const subscriptionSchema = z.object({
  status: z.string(),
  level: text,
  productname: text,
  sockets: optional(integer),
  nextduedate: text,
});
export type SubscriptionAnswer = z.infer<typeof subscriptionSchema>;

const vnetRow = z.object({
  vnet: z.string().min(1),
  zone: text,
  tag: optional(integer),
  alias: text,
});
export type VnetRow = z.infer<typeof vnetRow>;
/** `GET /cluster/sdn/vnets` */
export const vnetsSchema = z.array(vnetRow).refine(
  unique<VnetRow>(row => row.vnet),
  'repeated',
);

const subnetRow = z.object({ cidr: text, subnet: text, gateway: text });
/** `GET /cluster/sdn/vnets/{vnet}/subnets` */
export const subnetsSchema = z.array(subnetRow);
export type SubnetRow = z.infer<typeof subnetRow>;

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/**
 * `GET /nodes/{node}/{type}/{vmid}/pending`: for each key the active value and,
 * where it differs, the pending one. Never empty: every guest has a digest.
 */
export const pendingConfigSchema = z
  .array(
    z.object({
      key: z.string(),
      value: scalar.nullish(),
      pending: scalar.nullish(),
      /** Not 0: the key goes away at the next start. */
      delete: optional(integer),
    }),
  )
  .min(1);
export type PendingConfig = z.infer<typeof pendingConfigSchema>;

/** `GET /nodes/{node}/{type}/{vmid}/config?current=1` */
export const currentConfigSchema = z
  .record(z.string(), z.unknown())
  .refine(config => Object.keys(config).length > 0, 'empty');

/** `GET /nodes/{node}/{type}/{vmid}/status/current` */
export const guestStatusSchema = z.object({ status: z.string().min(1) });

/** `GET /nodes/{node}/time`: of its own clock, seconds since the epoch. */
export const nodeTimeSchema = z.object({ time: integer });

/** `GET /nodes/{node}/tasks/{upid}/status` */
export const taskStatusSchema = z.object({
  status: z.enum(['running', 'stopped']),
  exitstatus: text,
});

/** `GET /nodes/{node}/tasks/{upid}/log`: lines, counted from 1. */
export const taskLogSchema = z.array(z.object({ n: integer, t: z.string() }));

/** `GET /nodes/{node}/tasks`: all that matters is said by the UPID itself. */
export const tasksSchema = z.array(z.object({ upid: z.string() }));

const containerInterface = z.object({
  name: z.string(),
  hwaddr: text,
  'hardware-address': text,
  inet: text,
  inet6: text,
  'ip-addresses': optional(
    z.array(z.object({ 'ip-address': z.string(), prefix: optional(integer) })),
  ),
});
/**
 * `GET /nodes/{node}/lxc/{vmid}/interfaces`: null when the container does not run.
 * A running one has at least `lo`.
 */
export const containerInterfacesSchema = z
  .array(containerInterface)
  .min(1)
  .nullable();
export type ContainerInterface = z.infer<typeof containerInterface>;

const agentInterface = z.object({
  name: z.string(),
  'hardware-address': text,
  'ip-addresses': optional(
    z.array(z.object({ 'ip-address': z.string(), prefix: optional(integer) })),
  ),
});
/**
 * `GET /nodes/{node}/qemu/{vmid}/agent/network-get-interfaces`. An agent that is
 * not allowed to answer is a 200 with an error inside.
 */
export const agentInterfacesSchema = z.object({
  result: z.union([
    z.array(agentInterface).min(1),
    z.object({ error: z.object({ desc: text, class: text }) }),
  ]),
});
export type AgentInterface = z.infer<typeof agentInterface>;

/** Rows of one answer of `rrddata`; `day` of PVE 9 has 1,440. */
const MAX_RRD_ROWS = 3_000;
const measured = optional(numeric);

/**
 * `GET /nodes/{node}/rrddata` and `…/{type}/{vmid}/rrddata`: absent is what nobody measured. PVE 9
 * has further columns; nodes say `memtotal`, `memused`, guests `maxmem`, `mem`.
 *
 * Source: recorded answers of PVE 8 and 9, and PVE/RRD.pm.
 */
export const rrdDataSchema = z
  .array(
    z.object({
      time: integer,
      cpu: measured,
      maxcpu: measured,
      mem: measured,
      maxmem: measured,
      memused: measured,
      memtotal: measured,
      disk: measured,
      maxdisk: measured,
      rootused: measured,
      roottotal: measured,
      netin: measured,
      netout: measured,
    }),
  )
  .max(MAX_RRD_ROWS);
export type RrdRow = z.infer<typeof rrdDataSchema>[number];

/** `GET /cluster/metrics/export`: one row for each metric, thing and moment. */
export const metricsExportSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      metric: z.string(),
      timestamp: integer,
      value: numeric,
    }),
  ),
});
export type MetricRow = z.infer<typeof metricsExportSchema>['data'][number];

/** The storages in `GET /cluster/resources`, with what is used of them. */
export const storageResourcesSchema = z
  .array(z.object({ type: z.string() }).loose())
  .transform(rows => rows.filter(({ type }) => type === 'storage'))
  .pipe(
    z.array(
      z.object({
        type: z.string(),
        storage: z.string().min(1),
        node: z.string().min(1),
        plugintype: text,
        shared: optional(flag),
        status: text,
        disk: measured,
        maxdisk: measured,
      }),
    ),
  );
export type StorageResource = z.infer<typeof storageResourcesSchema>[number];

/** `GET /storage`: what each storage is taken from; passwords and keys are not read. */
export const storageConfigSchema = z.array(
  z.object({
    storage: z.string().min(1),
    type: z.string(),
    pool: text,
    vgname: text,
    thinpool: text,
    monhost: text,
    server: text,
    export: text,
    share: text,
    path: text,
  }),
);
export type StorageConfigRow = z.infer<typeof storageConfigSchema>[number];

const NODES = ['node-1', 'node-2', 'node-3', 'node-4', 'node-5'];
const FIRST_VMID = 1_000;

const PRIVILEGES = {
  'VM.Audit': 1,
  'Sys.Audit': 1,
  'Pool.Audit': 1,
  'SDN.Audit': 1,
  'Datastore.Audit': 1,
  'VM.GuestAgent.Audit': 1,
};

function nodeOf(index: number): string {
  return NODES[index % NODES.length];
}

function hex(value: number): string {
  return value.toString(16).padStart(2, '0');
}

/** The configuration of a container; some 400 bytes, as in the wild. */
function configuration(index: number): Record<string, string | number> {
  const mac = `BC:24:11:${hex(index >> 16)}:${hex((index >> 8) & 255)}:${hex(
    index & 255,
  )}`;
  const address = `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
  return {
    arch: 'amd64',
    cores: 2,
    hostname: `guest-${index}`,
    memory: 2048,
    net0: `name=eth0,bridge=vmbr0,hwaddr=${mac},ip=${address}/8,tag=${
      100 + (index % 50)
    },type=veth`,
    onboot: 1,
    ostype: 'debian',
    rootfs: `local-zfs:subvol-${FIRST_VMID + index}-disk-0,size=8G`,
    swap: 512,
    unprivileged: 1,
  };
}

/** What `/pending` says of it. */
function pending(index: number) {
  return Object.entries({
    ...configuration(index),
    digest: 'd8a1f0b6d5c3e2a19087766554433221100ffeed',
  }).map(([key, value]) => ({ key, value }));
}

function resources(guests: number) {
  return [
    ...NODES.map(node => ({
      id: `node/${node}`,
      type: 'node',
      node,
      status: 'online',
      maxcpu: 64,
      maxmem: 2 ** 39,
    })),
    ...Array.from({ length: guests }, (_, index) => ({
      id: `lxc/${FIRST_VMID + index}`,
      type: 'lxc',
      vmid: FIRST_VMID + index,
      node: nodeOf(index),
      name: `guest-${index}`,
      status: 'running',
      template: 0,
      tags: `owner-team-${index % 20}`,
      maxcpu: 2,
      maxmem: 2 ** 31,
      maxdisk: 2 ** 33,
      cpu: 0.01,
      mem: 2 ** 29,
      uptime: 100_000,
    })),
  ];
}

function nodeAnswers(node: string): [string, unknown][] {
  return [
    [
      `/nodes/${node}/network`,
      [
        {
          iface: 'vmbr0',
          type: 'bridge',
          active: 1,
          cidr: '10.255.0.1/16',
          bridge_ports: 'eno1',
        },
        { iface: 'eno1', type: 'eth', active: 1 },
      ],
    ],
    [
      `/nodes/${node}/status`,
      {
        pveversion: 'pve-manager/9.1.4/abc',
        cpuinfo: { model: 'EPYC', sockets: 2, cores: 64 },
        memory: { total: 2 ** 39 },
      },
    ],
    [`/nodes/${node}/subscription`, { status: 'notfound' }],
    [
      `/nodes/${node}/storage`,
      [{ storage: 'local', type: 'dir', enabled: 1, active: 1 }],
    ],
  ];
}

/**
 * What a cluster of containers answers to the paths that an inventory asks for.
 * Without the prefix `/api2/json`; what is not in it does not exist.
 */
export function clusterAnswers(guests: number): Map<string, unknown> {
  return new Map<string, unknown>([
    [
      '/access/permissions',
      Object.fromEntries(
        ['/', '/access', '/nodes', '/pool', '/sdn', '/storage', '/vms'].map(
          path => [path, PRIVILEGES],
        ),
      ),
    ],
    ['/version', { version: '9.1.4' }],
    [
      '/cluster/status',
      [
        { type: 'cluster', name: 'bench', quorate: 1, nodes: NODES.length },
        ...NODES.map((name, index) => ({
          type: 'node',
          name,
          online: 1,
          ip: `10.255.0.${index + 1}`,
        })),
      ],
    ],
    ['/cluster/resources', resources(guests)],
    ['/cluster/sdn/vnets', []],
    ...NODES.flatMap(nodeAnswers),
    ...Array.from({ length: guests }, (_, index): [string, unknown] => [
      `/nodes/${nodeOf(index)}/lxc/${FIRST_VMID + index}/pending`,
      pending(index),
    ]),
  ]);
}

/** The same configurations as they lie below `/etc/pve`, by their paths there. */
export function clusterFiles(guests: number): Map<string, string> {
  return new Map(
    Array.from({ length: guests }, (_, index) => [
      `nodes/${nodeOf(index)}/lxc/${FIRST_VMID + index}.conf`,
      Object.entries(configuration(index))
        .map(([key, value]) => `${key}: ${value}\n`)
        .join(''),
    ]),
  );
}

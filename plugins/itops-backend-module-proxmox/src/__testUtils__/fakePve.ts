import { once } from 'node:events';
import https from 'node:https';
import { AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import { selfSignedCertificate } from '@sankofa/plugin-itops-node/testUtils';

/** One answer: data of a 200, or an error with its reason phrase, or whatever a function makes of it. */
export type FakeAnswer =
  | { data: unknown }
  | { status: number; text?: string; errors?: Record<string, string> }
  | { raw: string }
  | 'silence'
  | 'reset';

/** What arrived of a request. */
export interface FakeRequest {
  method: string;
  /** Without `/api2/json`. */
  path: string;
  form: Record<string, string>;
  /** Before its secret. */
  token: string;
}

export type FakeRoutes = (
  path: string,
  request: FakeRequest,
) => FakeAnswer | Promise<FakeAnswer | undefined> | undefined;

/** A loopback server that answers like the API of one Proxmox member, in whatever odd shape a test needs. */
export interface FakePve {
  url: string;
  fingerprint: string;
  /** Paths that were asked, in order, without `/api2/json`. */
  asked: string[];
  maxInFlight: number;
  methods: Set<string>;
  /** Requests that were no GET, in order. */
  written: FakeRequest[];
  stop(): Promise<void>;
}

async function formOf(
  request: AsyncIterable<Buffer>,
): Promise<Record<string, string>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Object.fromEntries(
    new URLSearchParams(Buffer.concat(chunks).toString()),
  );
}

export async function startFakePve(routes: FakeRoutes): Promise<FakePve> {
  const certificate = selfSignedCertificate();
  const sockets = new Set<Duplex>();
  let inFlight = 0;
  const fake: FakePve = {
    url: '',
    fingerprint: certificate.fingerprint,
    asked: [],
    maxInFlight: 0,
    methods: new Set(),
    written: [],
    async stop() {
      sockets.forEach(socket => socket.destroy());
      // eslint-disable-next-line no-use-before-define
      server.close();
    },
  };
  const server = https.createServer(
    { key: certificate.key, cert: certificate.cert, keepAliveTimeout: 5_000 },
    async (request, response) => {
      const path = (request.url ?? '').replace('/api2/json', '');
      const method = request.method ?? '';
      fake.asked.push(path);
      fake.methods.add(method);
      fake.maxInFlight = Math.max(fake.maxInFlight, ++inFlight);
      response.on('close', () => inFlight--);
      const received: FakeRequest = {
        method,
        path,
        form: method === 'GET' ? {} : await formOf(request),
        token: /PVEAPIToken=([^=]+)=/.exec(
          request.headers.authorization ?? '',
        )![1],
      };
      if (method !== 'GET') {
        fake.written.push(received);
      }
      const answer = (await routes(path, received)) ?? {
        status: 501,
        text: `Method '${method} ${path}' not implemented`,
      };
      if (answer === 'silence') {
        return;
      }
      if (answer === 'reset') {
        request.socket.destroy();
      } else if ('raw' in answer) {
        response.end(answer.raw);
      } else if ('data' in answer) {
        response.end(JSON.stringify({ data: answer.data }));
      } else {
        response.statusCode = answer.status;
        response.statusMessage = answer.text ?? '';
        response.end(
          [401, 595, 596, 599].includes(answer.status)
            ? ''
            : JSON.stringify({ data: null, errors: answer.errors }),
        );
      }
    },
  );
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  fake.url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fake;
}

const AUDIT = {
  'VM.Audit': 1,
  'Sys.Audit': 1,
  'Pool.Audit': 1,
  'SDN.Audit': 1,
  'Datastore.Audit': 1,
  'VM.GuestAgent.Audit': 1,
};

/** Permissions of a token with the role PVEAuditor on `/`. */
export const auditorPermissions = Object.fromEntries(
  ['/', '/access', '/nodes', '/pool', '/sdn', '/storage', '/vms'].map(path => [
    path,
    AUDIT,
  ]),
);

/**
 * The routes of a small sound cluster: member `one` (this one) and `two`; containers 101 on one and 102
 * on two, a machine 201 on two. Invented for these tests.
 */
export const soundRoutes: Record<string, unknown> = {
  '/access/permissions': auditorPermissions,
  '/version': { version: '9.1.4' },
  '/cluster/status': [
    { type: 'cluster', name: 'attic', quorate: 1, nodes: 2 },
    { type: 'node', name: 'one', online: 1, ip: '10.9.0.1', local: 1 },
    { type: 'node', name: 'two', online: 1, ip: '10.9.0.2', local: 0 },
  ],
  '/cluster/resources': [
    { type: 'node', node: 'one', status: 'online', id: 'node/one' },
    { type: 'node', node: 'two', status: 'online', id: 'node/two' },
    {
      type: 'lxc',
      vmid: 101,
      node: 'one',
      name: 'mail',
      status: 'running',
      template: 0,
      maxcpu: 2,
      uptime: 100,
    },
    {
      type: 'lxc',
      vmid: 102,
      node: 'two',
      name: 'wiki',
      status: 'running',
      template: 0,
    },
    {
      type: 'qemu',
      vmid: 201,
      node: 'two',
      name: 'build',
      status: 'running',
      template: 0,
      uptime: 100,
    },
    { type: 'pool', pool: 'staff', id: '/pool/staff' },
    { type: 'storage', storage: 'local', node: 'one', id: 'storage/one/local' },
  ],
  '/cluster/sdn/vnets': [],
  ...Object.fromEntries(
    ['one', 'two'].flatMap(node => [
      [`/nodes/${node}/network`, [{ iface: 'vmbr0', type: 'bridge' }]],
      [`/nodes/${node}/status`, { pveversion: 'pve-manager/9.1.4/abc' }],
      [`/nodes/${node}/storage`, [{ storage: 'local', type: 'dir' }]],
      [`/nodes/${node}/subscription`, { status: 'notfound' }],
    ]),
  ),
  '/nodes/one/lxc/101/pending': [
    { key: 'hostname', value: 'mail' },
    {
      key: 'net0',
      value: 'name=eth0,bridge=vmbr0,hwaddr=02:00:00:00:01:01,ip=10.9.0.101/24',
    },
    { key: 'digest', value: 'a' },
  ],
  '/nodes/two/lxc/102/pending': [{ key: 'hostname', value: 'wiki' }],
  '/nodes/two/qemu/201/pending': [
    { key: 'name', value: 'build' },
    { key: 'agent', value: '1' },
  ],
  '/nodes/one/lxc/101/interfaces': [
    { name: 'lo', hwaddr: '00:00:00:00:00:00', inet: '127.0.0.1/8' },
    { name: 'eth0', hwaddr: '02:00:00:00:01:01', inet: '10.9.0.101/24' },
  ],
  '/nodes/two/lxc/102/interfaces': [
    { name: 'lo', hwaddr: '00:00:00:00:00:00', inet: '127.0.0.1/8' },
  ],
  '/nodes/two/qemu/201/agent/network-get-interfaces': {
    result: [{ name: 'lo', 'ip-addresses': [] }],
  },
};

/** {@link soundRoutes} with some of them replaced. */
export function routes(
  changes: Record<string, FakeAnswer | (() => FakeAnswer)> = {},
): (path: string) => ReturnType<FakeRoutes> {
  return path => {
    const change = changes[path];
    if (change) {
      return typeof change === 'function' ? change() : change;
    }
    return path in soundRoutes ? { data: soundRoutes[path] } : undefined;
  };
}

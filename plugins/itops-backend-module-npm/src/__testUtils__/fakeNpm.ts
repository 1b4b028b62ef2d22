import { once } from 'node:events';
import http, { IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';

/** One answer: a body with status 200 or another, or something else than an answer. */
export type FakeAnswer =
  | { body: unknown; status?: number; headers?: Record<string, string> }
  | { raw: string }
  | 'silence'
  | 'reset';

export interface FakeNpm {
  url: string;
  /** `GET /nginx/streams`, in order. */
  asked: string[];
  stop(): Promise<void>;
}

/** The permissions of an account that sees everything that is read, and nothing else. */
export const readerPermissions = {
  visibility: 'all',
  proxy_hosts: 'view',
  redirection_hosts: 'view',
  dead_hosts: 'view',
  streams: 'view',
  access_lists: 'hidden',
  certificates: 'hidden',
};

const host = {
  id: 1,
  domain_names: ['wiki.attic.example'],
  forward_scheme: 'http',
  forward_host: '10.9.0.7',
  forward_port: 8080,
  enabled: true,
  locations: [
    {
      path: '/v1',
      forward_scheme: 'http',
      forward_host: '10.9.0.8',
      forward_port: 80,
    },
  ],
  advanced_config: 'location /x { proxy_pass http://10.9.0.9; }',
  meta: { nginx_online: true, nginx_err: null },
  certificate: { nice_name: 'wild', expires_on: '2027-02-21 18:34:02' },
  access_list: { name: 'staff' },
};

/** What a small sound proxy answers. Invented for these tests. */
export const soundAnswers: Record<string, unknown> = {
  'GET /': {
    status: 'OK',
    setup: true,
    version: { major: 2, minor: 12, revision: 6 },
  },
  'POST /tokens': {
    token: 'canary-token',
    expires: '2999-01-01T00:00:00.000Z',
  },
  'GET /users/me': { id: 2, roles: [], permissions: readerPermissions },
  'GET /nginx/proxy-hosts': [host, { ...host, id: 2 }],
  'GET /nginx/redirection-hosts': [
    {
      id: 1,
      domain_names: ['old.attic.example'],
      forward_scheme: 'auto',
      forward_domain_name: 'wiki.attic.example',
      forward_http_code: 301,
      enabled: true,
      meta: {},
    },
  ],
  'GET /nginx/dead-hosts': [
    { id: 1, domain_names: ['gone.attic.example'], enabled: false },
  ],
  'GET /nginx/streams': [
    {
      id: 1,
      incoming_port: 2222,
      forwarding_host: '10.9.0.7',
      forwarding_port: 22,
      tcp_forwarding: true,
      udp_forwarding: false,
      enabled: true,
      meta: { nginx_online: true },
    },
  ],
};

export const soundHost = host;

type Changes = Record<
  string,
  FakeAnswer | ((request: IncomingMessage) => FakeAnswer | undefined)
>;

/** A loopback server that answers like the proxy's API, in whatever odd shape a test needs. */
export async function startFakeNpm(changes: Changes = {}): Promise<FakeNpm> {
  const sockets = new Set<Duplex>();
  const fake: FakeNpm = {
    url: '',
    asked: [],
    async stop() {
      sockets.forEach(socket => socket.destroy());
      server.close();
    },
  };
  const server = http.createServer((request, response) => {
    const path = (request.url ?? '').replace('/api', '');
    fake.asked.push(`${request.method} ${path}`);
    const key = `${request.method} ${path.split('?')[0]}`;
    const change = changes[key];
    const answer = (typeof change === 'function'
      ? change(request)
      : change) ?? {
      body: soundAnswers[key],
    };
    if (answer === 'silence') {
      return;
    }
    if (answer === 'reset') {
      request.socket.destroy();
    } else if ('raw' in answer) {
      response.end(answer.raw);
    } else {
      response.writeHead(answer.status ?? 200, answer.headers);
      response.end(JSON.stringify(answer.body));
    }
  });
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  return fake;
}

import { once } from 'node:events';
import { IncomingMessage } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { selfSignedCertificate } from '@sankofa/plugin-itops-node/testUtils';

/** What a path of a fake controller answers. */
export interface FakeAnswer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string | string[]>;
}

export type FakeRoutes = Record<
  string,
  FakeAnswer | ((request: IncomingMessage, body: string) => FakeAnswer)
>;

/** A controller of any kind on loopback, answering from a table of `METHOD /path`. */
export interface FakeConsole {
  url: string;
  fingerprint: string;
  /** `METHOD /path` of everything that was asked. */
  asked: string[];
  stop(): Promise<void>;
}

export async function startFakeConsole(
  routes: FakeRoutes,
): Promise<FakeConsole> {
  const { key, cert, fingerprint } = selfSignedCertificate();
  const asked: string[] = [];
  const server = https.createServer(
    { key, cert },
    async (request, response) => {
      let body = '';
      for await (const chunk of request) {
        body += chunk;
      }
      const { pathname } = new URL(request.url ?? '/', 'https://fake');
      const route = `${request.method} ${pathname}`;
      asked.push(route);
      const found = routes[route] ?? { status: 404, body: {} };
      const answer = typeof found === 'function' ? found(request, body) : found;
      response.writeHead(answer.status ?? 200, answer.headers);
      response.end(
        typeof answer.body === 'string'
          ? answer.body
          : JSON.stringify(answer.body ?? {}),
      );
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    fingerprint,
    asked,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Lists of a small site below an address, all sound. */
export function soundLists(prefix: string): FakeRoutes {
  const lists: Record<string, unknown[]> = {
    '/stat/sysinfo': [{ version: '9.5.21' }],
    '/stat/device': [
      { mac: '02:00:00:00:00:01', type: 'usw', state: 1, name: 'attic' },
    ],
    '/stat/sta': [],
    '/rest/networkconf': [{ _id: 'n1', name: 'Default', purpose: 'corporate' }],
    '/rest/portconf': [],
    '/rest/portforward': [],
  };
  return Object.fromEntries(
    Object.entries(lists).map(([path, data]) => [
      `GET ${prefix}${path}`,
      { body: { meta: { rc: 'ok' }, data } },
    ]),
  );
}

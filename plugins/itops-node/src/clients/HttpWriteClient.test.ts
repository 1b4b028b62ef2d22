import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { ServerResponse } from 'node:http';
import https from 'node:https';
import net, { AddressInfo, Server, Socket } from 'node:net';
import path from 'node:path';
import { ExecutorError } from '../executor';
import { selfSignedCertificate } from '../testUtils/selfSignedCertificate';
import { HttpWrite, HttpWriteClient } from './HttpWriteClient';

const SECRET = 'it-rw@pve!executor=77aa-canary';
const certificate = selfSignedCertificate();

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) {
    await cleanUp();
  }
});

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(() => {
    sockets.forEach(socket => socket.destroy());
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

interface Received {
  method?: string;
  url?: string;
  type?: string;
  length?: string;
  encoding?: string;
  body: string;
}

async function server(
  answer: (response: ServerResponse, socket: Socket) => void,
) {
  const received: Received[] = [];
  const connections = { count: 0 };
  const created = https.createServer(
    { key: certificate.key, cert: certificate.cert, keepAliveTimeout: 5_000 },
    async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      received.push({
        method: request.method,
        url: request.url,
        type: request.headers['content-type'],
        length: request.headers['content-length'],
        encoding: request.headers['transfer-encoding'],
        body: Buffer.concat(chunks).toString(),
      });
      answer(response, request.socket);
    },
  );
  created.on('secureConnection', () => connections.count++);
  const port = await listen(created);
  return { url: `https://127.0.0.1:${port}`, received, connections };
}

function client(
  url: string,
  fingerprint = certificate.fingerprint,
): HttpWriteClient {
  const created = HttpWriteClient.create({
    baseUrl: `${url}/api2/json`,
    tls: { fingerprints: [fingerprint] },
    headers: { authorization: `PVEAPIToken=${SECRET}` },
  });
  cleanUps.push(() => created.close());
  return created;
}

const POST: HttpWrite = {
  method: 'POST',
  path: '/nodes/one/lxc',
  form: { vmid: 101, net0: 'name=eth0,ip=dhcp', description: 'a&b\nc=d é' },
};

async function failure(promise: Promise<unknown>): Promise<ExecutorError> {
  const error = await promise.then(
    () => undefined,
    reason => reason,
  );
  expect(error).toBeInstanceOf(ExecutorError);
  expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain('canary');
  expect(error.cause).toBeUndefined();
  return error;
}

it('sends a form with its length, which Proxmox needs, and answers any status', async () => {
  const { url, received } = await server(response =>
    response.writeHead(500, 'CT is locked (backup)').end('{"data":null}'),
  );
  expect(await client(url).write(POST)).toMatchObject({
    status: 500,
    statusText: 'CT is locked (backup)',
  });
  const body =
    'vmid=101&net0=name%3Deth0%2Cip%3Ddhcp&description=a%26b%0Ac%3Dd+%C3%A9';
  expect(received).toEqual([
    {
      method: 'POST',
      url: '/api2/json/nodes/one/lxc',
      type: 'application/x-www-form-urlencoded',
      length: String(body.length),
      encoding: undefined,
      body,
    },
  ]);
});

it('sends what belongs to a DELETE in its query', async () => {
  const { url, received } = await server(response => response.end('{}'));
  const writer = client(url);
  const request = { method: 'DELETE', path: '/nodes/one/lxc/101' } as const;
  await writer.write({ ...request, form: {} });
  await writer.write({ ...request, form: { purge: 1 } });
  expect(received.map(each => [each.method, each.url, each.body])).toEqual([
    ['DELETE', '/api2/json/nodes/one/lxc/101', ''],
    ['DELETE', '/api2/json/nodes/one/lxc/101?purge=1', ''],
  ]);
});

it('gives every call a connection of its own, which no server can just have closed', async () => {
  const { url, connections } = await server(response => response.end('{}'));
  const writer = client(url);
  await writer.write(POST);
  await writer.write(POST);
  expect(connections.count).toBe(2);
});

describe('not applied: nothing of it was sent', () => {
  it('when nobody listens', async () => {
    const port = await listen(net.createServer());
    await cleanUps.pop()!();
    const error = await failure(
      client(`https://127.0.0.1:${port}`).write(POST),
    );
    expect(error.outcome).toBe('not-applied');
    expect(error.message).toContain('refused the connection');
  });

  it('when the certificate is another one', async () => {
    const { url, received } = await server(response => response.end('{}'));
    const other = selfSignedCertificate().fingerprint;
    const error = await failure(client(url, other).write(POST));
    expect(error.outcome).toBe('not-applied');
    expect(error.message).toContain('not the pinned one');
    expect(received).toEqual([]);
  });

  it('when no connection opens before the deadline', async () => {
    const port = await listen(net.createServer(() => {})); // never speaks TLS
    const error = await failure(
      client(`https://127.0.0.1:${port}`).write(POST, { deadlineMs: 100 }),
    );
    expect(error.outcome).toBe('not-applied');
  });

  it('when it was stopped before', async () => {
    const { url, received } = await server(response => response.end('{}'));
    const error = await failure(
      client(url).write(POST, { signal: AbortSignal.abort() }),
    );
    expect(error.outcome).toBe('not-applied');
    expect(received).toEqual([]);
  });
});

describe('unknown: the server may have acted on it, and it is not sent again', () => {
  it.each<[string, Parameters<typeof server>[0]]>([
    ['it is silent', () => {}],
    ['it closes the connection', (_, socket) => socket.destroy()],
    [
      'it breaks off its answer',
      (response, socket) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"data"', () => socket.destroy());
      },
    ],
    [
      'it redirects',
      response => response.writeHead(307, { location: '/other' }).end(),
    ],
    [
      'it compresses what nobody asked it to',
      response => response.writeHead(200, { 'content-encoding': 'br' }).end(),
    ],
  ])('when %s', async (_, answer) => {
    const { url, received } = await server(answer);
    const error = await failure(client(url).write(POST, { deadlineMs: 300 }));
    expect(error.outcome).toBe('unknown');
    expect(received).toHaveLength(1);
  });

  it('when it is stopped while it waits for the answer', async () => {
    const stop = new AbortController();
    const { url, received } = await server(() => stop.abort());
    const error = await failure(
      client(url).write(POST, { signal: stop.signal }),
    );
    expect(error.outcome).toBe('unknown');
    expect(received).toHaveLength(1);
  });
});

it('is used by one file of an executor, and by nothing else', () => {
  const plugins = path.resolve(__dirname, '../../..');
  const users = readdirSync(plugins)
    .filter(name => name !== 'itops-node')
    .flatMap(name =>
      readdirSync(path.join(plugins, name), { recursive: true })
        .map(String)
        .filter(file => /^src\/.*\.tsx?$/.test(file))
        .map(file => `${name}/${file}`),
    )
    .filter(file =>
      readFileSync(path.join(plugins, file), 'utf8').includes(
        'HttpWriteClient',
      ),
    );
  expect(users).toEqual([
    'itops-backend-module-proxmox/src/execution/ProxmoxWriter.ts',
  ]);
});

import http, { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import net, { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import {
  TestCertificate,
  selfSignedCertificate,
} from '../testUtils/selfSignedCertificate';
import { ConnectorError } from './ConnectorError';
import { HttpClient, HttpClientOptions } from './HttpClient';
import { guardedLookup } from './resolveGuarded';

const SECRET = 'it-ro@pve!collector=5c6f0d55-canary';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Everything that was opened in a test, closed after it. */
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) {
    await cleanUp();
  }
});

async function listen(server: net.Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(async () => {
    sockets.forEach(socket => socket.destroy());
    server.close();
    await once(server, 'close');
  });
  return (server.address() as AddressInfo).port;
}

let certificate: TestCertificate;
beforeAll(() => {
  certificate = selfSignedCertificate();
});

async function secureServer(handler: Handler, with_ = certificate) {
  const received: string[] = [];
  const server = https.createServer(
    { key: with_.key, cert: with_.cert, keepAliveTimeout: 5_000 },
    (request, response) => {
      received.push(`${request.method} ${request.url}`);
      received.push(...Object.values(request.headers).map(String));
      handler(request, response);
    },
  );
  const port = await listen(server);
  return { url: `https://127.0.0.1:${port}`, port, received, server };
}

function client(options: HttpClientOptions): HttpClient {
  const created = HttpClient.create({
    tls: { fingerprints: [certificate.fingerprint] },
    headers: { authorization: `PVEAPIToken=${SECRET}` },
    ...options,
  });
  cleanUps.push(() => created.close());
  return created;
}

async function failure(promise: Promise<unknown>): Promise<ConnectorError> {
  const error = await promise.then(
    () => undefined,
    reason => reason,
  );
  expect(error).toBeInstanceOf(ConnectorError);
  expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain('canary');
  expect(error.cause).toBeUndefined();
  return error;
}

const json: Handler = (_, response) => response.end('{"data":1}');

describe('certificate check', () => {
  it('reads from a host with the pinned certificate, in any notation, also the second of two pins', async () => {
    const { url, received } = await secureServer(json);
    const other = selfSignedCertificate().fingerprint;
    for (const fingerprints of [
      [certificate.fingerprint],
      [other, certificate.fingerprint.toLowerCase()],
      [certificate.fingerprint.replaceAll(':', '')],
    ]) {
      const pinned = client({ baseUrl: `${url}/api`, tls: { fingerprints } });
      expect(await pinned.get('/version?a=1')).toMatchObject({
        status: 200,
        statusText: 'OK',
        body: '{"data":1}',
      });
      expect(pinned.peerFingerprint).toBe(certificate.fingerprint);
    }
    expect(received).toContain('GET /api/version?a=1');
    expect(received).toContain(`PVEAPIToken=${SECRET}`);
  });

  it('sends not one byte of a request to a host with another certificate, and names the fingerprint it saw', async () => {
    const changed = selfSignedCertificate();
    const decrypted: Buffer[] = [];
    const { url, received, server } = await secureServer(json, changed);
    server.on('secureConnection', socket =>
      socket.on('data', (chunk: Buffer) => decrypted.push(chunk)),
    );
    const pinned = client({ baseUrl: url });
    const error = await failure(pinned.get('/version'));
    expect(error.reason).toBe('certificate-changed');
    expect(error.message).toContain(changed.fingerprint);
    expect(received).toEqual([]);
    expect(Buffer.concat(decrypted)).toHaveLength(0);
    expect(pinned.peerFingerprint).toBe(changed.fingerprint);
  });

  it('verifies by CA where one is given, and refuses what it did not sign', async () => {
    const { url } = await secureServer(json);
    const good = client({ baseUrl: url, tls: { caPem: certificate.cert } });
    expect((await good.get('/')).status).toBe(200);
    const wrong = client({
      baseUrl: url,
      tls: { caPem: selfSignedCertificate({ commonName: 'other' }).cert },
    });
    expect((await failure(wrong.get('/'))).reason).toBe('certificate-changed');
  });

  it('never goes unchecked: without pin or CA a self-signed certificate is refused', async () => {
    const { url, received } = await secureServer(json);
    const error = await failure(
      client({ baseUrl: url, tls: undefined }).get('/'),
    );
    expect(error.reason).toBe('certificate-changed');
    expect(error.message).toMatch(/fingerprint/);
    expect(received).toEqual([]);
  });

  it('refuses an expired certificate under a CA', async () => {
    const expired = selfSignedCertificate({ expired: true });
    const { url } = await secureServer(json, expired);
    const error = await failure(
      client({ baseUrl: url, tls: { caPem: expired.cert } }).get('/'),
    );
    expect(error.message).toContain('has expired');
  });

  it('refuses a certificate that was issued for another name', async () => {
    const { port } = await secureServer(json);
    const error = await failure(
      client({
        baseUrl: `https://pve.example:${port}`,
        tls: { caPem: certificate.cert },
        lookup: (_, options, callback) =>
          options.all
            ? callback(null, [{ address: '127.0.0.1', family: 4 }])
            : callback(null, '127.0.0.1', 4),
      }).get('/'),
    );
    expect(error.message).toContain('issued for another host name');
  });
});

describe('addresses', () => {
  it('refuses an unencrypted address unless it is explicitly plain', async () => {
    expect(() => HttpClient.create({ baseUrl: 'http://10.0.0.1' })).toThrow(
      /not encrypted: use https/,
    );
    const port = await listen(http.createServer(json));
    const plain = client({
      baseUrl: `http://127.0.0.1:${port}`,
      plainHttp: true,
      tls: undefined,
    });
    expect((await plain.get('/')).body).toBe('{"data":1}');
  });

  it.each([
    ['not a URL', 'pve:8006'],
    ['another scheme', 'ftp://10.0.0.1'],
    ['credentials inside', 'https://root:hunter2@10.0.0.1'],
  ])('refuses %s', (_, baseUrl) => {
    expect(() => HttpClient.create({ baseUrl })).toThrow();
    expect(() => HttpClient.create({ baseUrl })).not.toThrow(/hunter2/);
  });

  it('refuses a fingerprint that is not a SHA-256', () => {
    expect(() =>
      HttpClient.create({
        baseUrl: 'https://10.0.0.1',
        tls: { fingerprints: ['AA:BB'] },
      }),
    ).toThrow(/not a SHA-256 certificate fingerprint/);
  });

  it('does not connect when a name of another machine resolves to this one or to link-local', async () => {
    const { port, received } = await secureServer(json);
    for (const [address, family] of [
      ['127.0.0.1', 4],
      ['::ffff:127.0.0.1', 6],
      ['169.254.169.254', 4],
      ['fe80::1', 6],
    ] as const) {
      const error = await failure(
        client({
          baseUrl: `https://pve.example:${port}`,
          lookup: guardedLookup((_name, _options, callback) =>
            callback(null, [{ address, family }]),
          ),
        }).get('/'),
      );
      expect(error.reason).toBe('refused');
      expect(error.message).toContain(address);
    }
    expect(received).toEqual([]);
  });

  it('says which name cannot be resolved', async () => {
    const error = await failure(
      client({
        baseUrl: 'https://pve.example',
        lookup: guardedLookup((_name, _options, callback) =>
          callback(Object.assign(new Error('nope'), { code: 'ENOTFOUND' }), []),
        ),
      }).get('/'),
    );
    expect(error.reason).toBe('unreachable');
    expect(error.message).toContain('pve.example:443');
  });
});

describe('limits', () => {
  it('ends at the deadline when the host accepts and says nothing', async () => {
    const { url } = await secureServer(() => {});
    const begun = performance.now();
    const error = await failure(
      client({ baseUrl: url, deadlineMs: 300 }).get('/'),
    );
    expect(error.reason).toBe('timeout');
    expect(error.message).toMatch(/did not answer within 0\.3 s/);
    expect(performance.now() - begun).toBeLessThan(1_300);
  });

  it('ends at the deadline when the host never finishes the TLS handshake', async () => {
    const port = await listen(net.createServer(() => {}));
    const begun = performance.now();
    const error = await failure(
      client({
        baseUrl: `https://127.0.0.1:${port}`,
        connectMs: 300,
      }).get('/'),
    );
    expect(error.reason).toBe('unreachable');
    expect(performance.now() - begun).toBeLessThan(1_300);
  });

  it('ends at the deadline when the answer drips byte by byte', async () => {
    let timer: NodeJS.Timeout | undefined;
    const { url } = await secureServer((_, response) => {
      response.writeHead(200, { 'content-length': '1000000' });
      timer = setInterval(() => response.write('x'), 20);
    });
    cleanUps.push(() => clearInterval(timer));
    const begun = performance.now();
    const error = await failure(
      client({ baseUrl: url, deadlineMs: 400 }).get('/'),
    );
    expect(error.reason).toBe('timeout');
    expect(performance.now() - begun).toBeLessThan(1_400);
  });

  it('counts the wait for a free connection into the deadline, and never sends what is past it', async () => {
    const held: ServerResponse[] = [];
    const { url, received } = await secureServer((_, response) => {
      held.push(response);
    });
    const pinned = client({ baseUrl: url, connections: 1 });
    const first = pinned.get('/first', { deadlineMs: 2_000 });
    const second = await failure(pinned.get('/second', { deadlineMs: 200 }));
    expect(second.reason).toBe('timeout');
    held[0].end('{}');
    await first;
    expect(
      (await failure(pinned.get('/third', { deadlineMs: 200 }))).reason,
    ).toBe('timeout');
    expect(received).not.toContain('GET /second');
    expect(received).toContain('GET /third');
  });

  it('cuts an endless answer at the cap', async () => {
    let sent = 0;
    const { url } = await secureServer((_, response) => {
      const block = Buffer.alloc(64 * 1024, 'x');
      const push = () => {
        while (!response.destroyed && response.write(block)) {
          sent += block.length;
        }
        sent += block.length;
      };
      response.on('drain', push);
      push();
    });
    const error = await failure(
      client({ baseUrl: url, maxBytes: 1024 * 1024 }).get('/'),
    );
    expect(error.reason).toBe('too-large');
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });

  it('refuses an announced length above the cap without reading it', async () => {
    const { url } = await secureServer((_, response) => {
      response.writeHead(200, { 'content-length': '5000' });
      response.write('x');
    });
    const error = await failure(
      client({ baseUrl: url, maxBytes: 1_000 }).get('/'),
    );
    expect(error.reason).toBe('too-large');
  });

  it('stops when the run is stopped, before and during an exchange', async () => {
    const { url } = await secureServer(() => {});
    const pinned = client({ baseUrl: url });
    const controller = new AbortController();
    const reading = failure(pinned.get('/', { signal: controller.signal }));
    setTimeout(() => controller.abort(), 100);
    expect((await reading).reason).toBe('timeout');
    expect(
      (await failure(pinned.get('/', { signal: controller.signal }))).reason,
    ).toBe('timeout');
  });
});

describe('answers', () => {
  it('passes on status, reason phrase and body of an error answer', async () => {
    const { url } = await secureServer((_, response) => {
      response.statusMessage = 'Permission check failed (/vms/7802, VM.Audit)';
      response.statusCode = 403;
      response.end('{"data":null}');
    });
    expect(await client({ baseUrl: url }).get('/')).toMatchObject({
      status: 403,
      statusText: 'Permission check failed (/vms/7802, VM.Audit)',
      body: '{"data":null}',
    });
  });

  it('refuses a redirect and does not contact its target', async () => {
    const target = await secureServer(json);
    const { url } = await secureServer((_, response) => {
      response.writeHead(302, { location: `${target.url}/latest/meta-data` });
      response.end();
    });
    const error = await failure(client({ baseUrl: url }).get('/'));
    expect(error.reason).toBe('refused');
    // Who only wants to know whether it redirects is told, and it is not followed either.
    const { status } = await client({ baseUrl: url }).get('/', {
      redirect: 'answer',
    });
    expect(status).toBe(302);
    expect(target.received).toEqual([]);
  });

  it('reports an answer that breaks off', async () => {
    const { url } = await secureServer((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"data":[', () =>
        setTimeout(() => response.destroy(), 20),
      );
    });
    const error = await failure(client({ baseUrl: url }).get('/'));
    expect(error.reason).toBe('invalid-answer');
    expect(error.message).toMatch(/broke off its answer after 9 bytes/);
  });

  it('refuses compressed answers and bytes that are not UTF-8', async () => {
    const { url } = await secureServer((request, response) => {
      if (request.url === '/gzip') {
        response.setHeader('content-encoding', 'gzip');
      }
      response.end(Buffer.from([0x7b, 0xff, 0xfe]));
    });
    const pinned = client({ baseUrl: url });
    for (const path of ['/gzip', '/bytes']) {
      expect((await failure(pinned.get(path))).reason).toBe('invalid-answer');
    }
  });

  it('explains a refused connection', async () => {
    const port = await listen(net.createServer());
    await cleanUps.pop()?.();
    const error = await failure(
      client({ baseUrl: `https://127.0.0.1:${port}` }).get('/'),
    );
    expect(error.reason).toBe('unreachable');
    expect(error.message).toContain(`127.0.0.1:${port} refused the connection`);
  });

  it('explains a server that is not HTTP or not TLS', async () => {
    const noTls = await listen(
      net.createServer(socket => {
        socket.on('error', () => socket.destroy());
        socket.on('data', () => socket.write('SSH-2.0-OpenSSH_9.2\r\n'));
      }),
    );
    const error = await failure(
      client({ baseUrl: `https://127.0.0.1:${noTls}` }).get('/'),
    );
    expect(error.reason).toBe('invalid-answer');
    const noHttp = await failure(
      client({
        baseUrl: `http://127.0.0.1:${noTls}`,
        plainHttp: true,
        tls: undefined,
      }).get('/'),
    );
    expect(noHttp.reason).toBe('invalid-answer');
  });
});

it.each([[['a=1']], [['a=1', 'b=2']]])(
  'gives the cookies %j as a list, however many there are',
  async cookies => {
    const { url } = await secureServer((_, response) =>
      response.writeHead(200, { 'set-cookie': cookies }).end('{}'),
    );
    const { headers } = await client({ baseUrl: url }).get('/');
    expect(headers['set-cookie']).toEqual(cookies);
  },
);

describe('kept connections', () => {
  it('sends a GET once more when the server closed the kept connection meanwhile', async () => {
    let requests = 0;
    // Closes without announcing it, when the second request is on its way.
    const port = await listen(
      net.createServer(socket => {
        let served = 0;
        socket.on('error', () => socket.destroy());
        socket.on('data', () => {
          requests++;
          if (served++ === 1) {
            socket.destroy();
          } else {
            socket.write(
              'HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: keep-alive\r\n\r\n{}',
            );
          }
        });
      }),
    );
    const pinned = client({
      baseUrl: `http://127.0.0.1:${port}`,
      plainHttp: true,
      tls: undefined,
      connections: 1,
    });
    for (let i = 0; i < 3; i++) {
      expect((await pinned.get(`/${i}`)).status).toBe(200);
    }
    // 1, then 2 on the closed connection and again, then 3 likewise.
    expect(requests).toBe(5);
  });

  it('gives up after the second closed connection', async () => {
    let requests = 0;
    const port = await listen(
      net.createServer(socket => {
        socket.on('error', () => socket.destroy());
        socket.on('data', () => {
          requests++;
          socket.destroy();
        });
      }),
    );
    const error = await failure(
      client({
        baseUrl: `http://127.0.0.1:${port}`,
        plainHttp: true,
        tls: undefined,
      }).get('/'),
    );
    expect(error.reason).toBe('unreachable');
    expect(requests).toBe(2);
  });

  it('reads 300 answers from a server that closes after 100 requests, over few connections', async () => {
    let connections = 0;
    const server = https.createServer(
      {
        key: certificate.key,
        cert: certificate.cert,
        keepAliveTimeout: 5_000,
      },
      json,
    );
    server.maxRequestsPerSocket = 100;
    server.on('secureConnection', () => connections++);
    const port = await listen(server);
    const pinned = client({
      baseUrl: `https://127.0.0.1:${port}`,
      connections: 3,
    });
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, i) => pinned.get(`/${i}`)),
    );
    expect(answers.every(answer => answer.status === 200)).toBe(true);
    expect(connections).toBeLessThanOrEqual(6);
  });
});

describe('logging in', () => {
  const CREDENTIALS = { identity: 'reader', secret: 'canary-password' };

  function bodyOf(request: IncomingMessage): Promise<string> {
    return new Promise(resolve => {
      let body = '';
      request.on('data', chunk => (body += chunk));
      request.on('end', () => resolve(body));
    });
  }

  it('posts the credentials as JSON to the one configured path, and sends the session with later reads only', async () => {
    const bodies: string[] = [];
    const { url, received } = await secureServer(async (request, response) => {
      bodies.push(await bodyOf(request));
      json(request, response);
    });
    const pinned = client({
      baseUrl: `${url}/api`,
      headers: undefined,
      loginPath: '/tokens',
    });
    const { status } = await pinned.logIn(CREDENTIALS);
    expect(status).toBe(200);
    expect(bodies).toEqual([JSON.stringify(CREDENTIALS)]);
    expect(received).toContain('POST /api/tokens');
    expect(received).toContain('application/json');

    await pinned.get('/list', { headers: { authorization: 'Bearer abc' } });
    await pinned.get('/list');
    expect(received.filter(text => text === 'GET /api/list')).toHaveLength(2);
    expect(received.filter(text => text === 'Bearer abc')).toHaveLength(1);
  });

  it('posts nothing where no path for it is configured', async () => {
    const { url, received } = await secureServer(json);
    await expect(client({ baseUrl: url }).logIn(CREDENTIALS)).rejects.toThrow(
      TypeError,
    );
    expect(received).toEqual([]);
  });

  it('never posts twice, and no error repeats what was posted', async () => {
    let requests = 0;
    const port = await listen(
      net.createServer(socket => {
        socket.on('error', () => socket.destroy());
        socket.on('data', () => {
          requests++;
          socket.destroy();
        });
      }),
    );
    const plain = client({
      baseUrl: `http://127.0.0.1:${port}`,
      plainHttp: true,
      tls: undefined,
      loginPath: '/tokens',
    });
    const error = await failure(plain.logIn(CREDENTIALS));
    expect(error.reason).toBe('unreachable');
    expect(requests).toBe(1);
  });

  it('posts nothing to a host with another certificate, and follows no redirect', async () => {
    const other = await secureServer(json, selfSignedCertificate());
    const options = { baseUrl: other.url, loginPath: '/tokens' };
    const changed = await failure(client(options).logIn(CREDENTIALS));
    expect(changed.reason).toBe('certificate-changed');
    expect(other.received).toEqual([]);

    const { url } = await secureServer((_, response) =>
      response.writeHead(307, { location: other.url }).end(),
    );
    const refused = await failure(
      client({ baseUrl: url, loginPath: '/tokens' }).logIn(CREDENTIALS),
    );
    expect(refused.reason).toBe('refused');
    expect(other.received).toEqual([]);
  });

  it('ends at the deadline', async () => {
    const { url } = await secureServer(() => {});
    const silent = client({ baseUrl: url, loginPath: '/tokens' });
    const error = await failure(silent.logIn(CREDENTIALS, { deadlineMs: 100 }));
    expect(error.reason).toBe('timeout');
  });
});

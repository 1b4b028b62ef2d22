import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { UrlReaderServiceReadUrlOptions } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import { RemoteFile } from './RemoteFile';

const never = new AbortController().signal;
const URL_WITH_QUERY = 'https://git.example/raw/a.conf?access=s3cr3t';

const refusal = (reason: string, message: string) =>
  expect.objectContaining({
    reason,
    message: expect.stringContaining(message),
  });

function fileOf(readUrl: jest.Mock, maxBytes = 1000) {
  const reader = mockServices.urlReader.mock({ readUrl });
  return RemoteFile.create({ url: URL_WITH_QUERY, maxBytes, reader });
}

function answer(content: string | Readable, etag?: string) {
  const stream =
    typeof content === 'string'
      ? Readable.from([Buffer.from(content)])
      : content;
  return { stream: () => stream, buffer: jest.fn(), etag };
}

describe('RemoteFile', () => {
  it('reads the text, and takes a commit for the revision', async () => {
    const commit = '0123456789abcdef0123456789abcdef01234567';
    const readUrl = jest
      .fn()
      .mockResolvedValueOnce(answer('A=1', commit))
      .mockResolvedValueOnce(answer('A=2', 'W/"x"'));
    const file = fileOf(readUrl);
    await expect(file.read(never)).resolves.toEqual({
      text: 'A=1',
      revision: '0123456789ab',
    });
    await expect(file.read(never)).resolves.toEqual({ text: 'A=2' });
  });

  it('gives an editor every byte of the file as it is now', async () => {
    const readUrl = jest
      .fn()
      .mockResolvedValueOnce(answer('A=1', '"one"'))
      .mockResolvedValueOnce(answer('\uFEFFA=1\r\n', '"one"'))
      .mockRejectedValueOnce(new NotFoundError('gone'));
    const file = fileOf(readUrl);
    await file.read(never);
    await expect(file.readBytes(never)).resolves.toEqual(
      Buffer.from('\uFEFFA=1\r\n'),
    );
    expect(readUrl.mock.calls[1][1].etag).toBeUndefined();
    await expect(file.readBytes(never)).rejects.toEqual(
      refusal('file-missing', 'gone'),
    );
  });

  it('lets go of the connection when it is done, also when it has read only a part', async () => {
    for (const maxBytes of [1000, 2]) {
      const readUrl = jest.fn().mockResolvedValue(answer('A=1'));
      await fileOf(readUrl, maxBytes)
        .read(never)
        .catch(error => expect(error.reason).toBe('too-large'));
      expect(readUrl.mock.calls[0][1].signal.aborted).toBe(true);
    }
  });

  it('sends the tag of the last answer, and keeps that answer when nothing changed', async () => {
    const readUrl = jest
      .fn()
      .mockResolvedValueOnce(answer('A=1', '"one"'))
      .mockImplementation(
        async (_: string, { etag }: UrlReaderServiceReadUrlOptions) => {
          if (etag === '"one"') {
            throw new NotModifiedError();
          }
          return answer('A=9');
        },
      );
    const file = fileOf(readUrl);
    await file.read(never);
    await expect(file.read(never)).resolves.toEqual({ text: 'A=1' });
    expect(readUrl.mock.calls.map(([, options]) => options.etag)).toEqual([
      undefined,
      '"one"',
    ]);
  });

  it('forgets the last answer with its tag after one that has none', async () => {
    const readUrl = jest
      .fn()
      .mockResolvedValueOnce(answer('A=1', '"one"'))
      .mockResolvedValueOnce(answer('A=2'))
      .mockRejectedValueOnce(new NotModifiedError());
    const file = fileOf(readUrl);
    await file.read(never);
    await file.read(never);
    await expect(file.read(never)).rejects.toEqual(
      refusal('http-error', 'could not be read'),
    );
  });

  it('reads by buffer where the reader has no stream', async () => {
    const readUrl = jest.fn().mockImplementation(async () => ({
      buffer: async () => Buffer.from('A=12345'),
    }));
    await expect(fileOf(readUrl).read(never)).resolves.toEqual({
      text: 'A=12345',
    });
    await expect(fileOf(readUrl, 6).read(never)).rejects.toEqual(
      refusal('too-large', 'larger than 6 bytes'),
    );
  });

  it('cuts an endless answer and closes it', async () => {
    const stream = new Readable({
      read() {
        this.push(Buffer.alloc(100, 'x'));
      },
    });
    await expect(
      fileOf(jest.fn().mockResolvedValue(answer(stream))).read(never),
    ).rejects.toEqual(
      refusal(
        'too-large',
        'https://git.example/raw/a.conf is larger than 1000 bytes',
      ),
    );
    expect(stream.destroyed).toBe(true);
  });

  it('gives up at the deadline on a reader that never answers and on an answer that drips', async () => {
    const hanging = fileOf(jest.fn().mockReturnValue(new Promise(() => {})));
    await expect(hanging.read(AbortSignal.timeout(20))).rejects.toEqual(
      refusal('timeout', 'before the deadline'),
    );
    const stream = new Readable({ read() {} });
    stream.push('A');
    const dripping = fileOf(jest.fn().mockResolvedValue(answer(stream)));
    await expect(dripping.read(AbortSignal.timeout(20))).rejects.toEqual(
      refusal('timeout', 'before the deadline'),
    );
    expect(stream.destroyed).toBe(true);
  });

  it.each([
    [
      new NotFoundError('Request failed, 404'),
      'file-missing',
      'Check the address',
    ],
    [
      new Error('could not read x, 401 Unauthorized'),
      'unauthorized',
      'token under integrations',
    ],
    [
      new Error('could not read x, 403 Forbidden'),
      'forbidden',
      'may not read it',
    ],
    [new Error('could not read x, 500 Oops'), 'http-error', '500 Oops'],
    [
      new Error('Unable to read x, TypeError: fetch failed'),
      'unreachable',
      'Check the host',
    ],
    ['a text', 'http-error', 'a text'],
  ])('explains %s', async (error, reason, message) => {
    await expect(
      fileOf(jest.fn().mockRejectedValue(error)).read(never),
    ).rejects.toEqual(refusal(reason, message));
  });

  it('never shows the query of the address, which may hold a token', async () => {
    const file = fileOf(
      jest
        .fn()
        .mockRejectedValue(new Error(`could not read ${URL_WITH_QUERY}, 500`)),
    );
    expect(file.where).not.toContain('s3cr3t');
    await expect(file.read(never)).rejects.toEqual(
      expect.objectContaining({
        message: expect.not.stringContaining('s3cr3t'),
      }),
    );
  });
});

describe('RemoteFile through the readers of Backstage', () => {
  let server: Server;
  let respond: RequestListener;

  beforeAll(async () => {
    server = createServer((request, response) => respond(request, response));
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  function read(options: { allowed?: boolean; signal?: AbortSignal } = {}) {
    const { port } = server.address() as AddressInfo;
    const host =
      options.allowed === false ? 'elsewhere.example' : `127.0.0.1:${port}`;
    const config = mockServices.rootConfig({
      data: { backend: { reading: { allow: [{ host }] } } },
    });
    const reader = UrlReaders.default({
      config,
      logger: mockServices.logger.mock(),
    });
    const url = `http://127.0.0.1:${port}/a.conf`;
    return RemoteFile.create({ url, maxBytes: 1000, reader }).read(
      options.signal ?? never,
    );
  }

  it('reads a file', async () => {
    respond = (_, response) => response.end('A=1');
    await expect(read()).resolves.toEqual({ text: 'A=1' });
  });

  it.each<[string, RequestListener, string, string]>([
    [
      'a web page',
      (_, response) => response.end('<html><body>Sign in'),
      'invalid-answer',
      'is a web page',
    ],
    [
      'nothing there',
      (_, response) => response.writeHead(404).end(),
      'file-missing',
      'Check the address',
    ],
    [
      'an error',
      (_, response) => response.writeHead(500).end(),
      'http-error',
      '500',
    ],
    [
      'a broken connection',
      request => request.socket.destroy(),
      'unreachable',
      'Check the host',
    ],
    [
      'a large file',
      (_, response) => response.end('x'.repeat(100_000)),
      'too-large',
      'larger than 1000 bytes',
    ],
  ])('says why when it finds %s', async (_, listener, reason, message) => {
    respond = listener;
    await expect(read()).rejects.toEqual(refusal(reason, message));
  });

  it('gives up at the deadline on a host that accepts and is silent', async () => {
    respond = () => undefined;
    await expect(read({ signal: AbortSignal.timeout(50) })).rejects.toEqual(
      refusal('timeout', 'deadline'),
    );
  });

  it('names the remedy for a host that may not be read', async () => {
    await expect(read({ allowed: false })).rejects.toEqual(
      refusal('refused', 'list it under backend.reading.allow'),
    );
  });
});

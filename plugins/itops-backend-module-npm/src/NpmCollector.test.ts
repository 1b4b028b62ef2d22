import {
  FakeNpm,
  readerPermissions,
  soundHost,
  startFakeNpm,
} from './__testUtils__/fakeNpm';
import {
  CONTEXT,
  allLists,
  collectorOf,
  outcomes,
  scopeOf,
  valuesOf,
} from './__testUtils__/collect';

let fake: FakeNpm | undefined;
afterEach(async () => {
  await fake?.stop();
  fake = undefined;
});

async function edge(
  changes: Parameters<typeof startFakeNpm>[0],
  options: object = {},
) {
  fake = await startFakeNpm(changes);
  return collectorOf({
    url: fake.url,
    requestTimeout: { milliseconds: 300 },
    ...options,
  });
}

const COMPLETE = { source: 'complete', ...allLists('complete') };
const asked = (part: string) =>
  fake!.asked.filter(request => request.includes(part));

describe('the account', () => {
  it('is asked before any list, and certificates are asked of nobody', async () => {
    const collector = await edge({});
    expect(outcomes(await collector.collect(CONTEXT))).toEqual(COMPLETE);
    expect(fake!.asked.slice(0, 3)).toEqual([
      'GET /',
      'POST /tokens',
      'GET /users/me?expand=permissions',
    ]);
    await collector.check(CONTEXT);
    expect(asked('/nginx/certificates')).toEqual([]);
    expect(fake!.asked.filter(request => /^(?!GET)/.test(request))).toEqual([
      'POST /tokens',
    ]);
  });

  it.each([404, 403])(
    'that may not see a section makes this section partial and names it, when it is answered %i',
    async status => {
      const collector = await edge({
        'GET /users/me': {
          body: { permissions: { ...readerPermissions, streams: 'hidden' } },
        },
        'GET /nginx/streams': {
          status,
          body: {
            error: { code: status, message: 'Not Found - /nginx/streams' },
          },
        },
      });
      const result = await collector.collect(CONTEXT);
      expect(outcomes(result)).toEqual({
        ...COMPLETE,
        streams: 'partial: insufficient-privileges',
      });
      expect(scopeOf(result, 'streams').error?.message).toMatch(
        /reader@attic\.example may not see "Streams".*"View"/,
      );
      expect((await collector.check(CONTEXT)).at(-1)).toMatchObject({
        status: 'fail',
        detail: expect.stringContaining('"Streams"'),
      });
    },
  );

  it('fails a list that is refused although the account may see it', async () => {
    const collector = await edge({
      'GET /nginx/streams': { status: 404, body: {} },
    });
    expect(outcomes(await collector.collect(CONTEXT))).toEqual({
      ...COMPLETE,
      streams: 'failed: forbidden',
    });
  });

  it('that can do more than look is worth a warning', async () => {
    const collector = await edge({
      'GET /users/me': {
        body: {
          roles: ['admin'],
          permissions: {
            ...readerPermissions,
            streams: 'manage',
            certificates: 'view',
          },
        },
      },
    });
    expect((await collector.check(CONTEXT)).at(-1)).toMatchObject({
      status: 'warn',
      detail: expect.stringMatching(
        /administrator, it may change streams, it may see certificates, and with them their private keys/,
      ),
    });
  });

  it('whose permissions are not told is not believed to see everything', async () => {
    const collector = await edge({ 'GET /users/me': { body: { id: 2 } } });
    const result = await collector.collect(CONTEXT);
    expect(outcomes(result)).toEqual({ source: 'failed: invalid-answer' });
    expect(scopeOf(result, 'source').error?.message).toMatch(
      /npm\/edge: .*\/users\/me .*permissions \(invalid_type\)/,
    );
  });
});

describe('a proxy that is not set up', () => {
  it('is reported as such, and nobody tries to log in', async () => {
    const collector = await edge({
      'GET /': { body: { setup: false, version: '2.15.1' } },
    });
    const result = await collector.collect(CONTEXT);
    expect(outcomes(result)).toEqual({
      source: 'partial: unauthorized',
      ...allLists('failed: unauthorized'),
    });
    expect(valuesOf(result, 'proxy')).toEqual([
      { dialect: 'npmplus', version: '2.15.1', addresses: [], setUp: false },
    ]);
    expect(scopeOf(result, 'source').error?.message).toMatch(
      /can create its first administrator/,
    );
    expect((await collector.check(CONTEXT)).at(-1)).toMatchObject({
      status: 'fail',
      title: 'npm/edge: set-up',
    });
    expect(asked('/tokens')).toEqual([]);
  });
});

describe('rows', () => {
  it('that are wrong are named with path and field, and the others stay', async () => {
    const collector = await edge({
      'GET /nginx/proxy-hosts': {
        body: [
          soundHost,
          { ...soundHost, id: 2, forward_port: { canary: 1 } },
          { ...soundHost, id: 1 },
          null,
          { ...soundHost, id: 5, locations: [{ path: 3 }] },
          { ...soundHost, id: 6, meta: { nginx_online: 'canary' } },
          { ...soundHost, id: 7, brand_new_field: { deep: [1] } },
        ],
      },
    });
    const result = await collector.collect(CONTEXT);
    expect(outcomes(result)).toEqual({
      ...COMPLETE,
      'proxy-hosts': 'partial: invalid-answer',
    });
    expect(valuesOf(result, 'proxy-host').map(({ id }) => id)).toEqual([1, 7]);
    const { message } = scopeOf(result, 'proxy-hosts').error!;
    expect(message).toMatch(
      /^npm\/edge: 127\.0\.0\.1:\d+\/nginx\/proxy-hosts\?expand=\S+: row with id 2: forward_port \(invalid_type\); row with id 1: its id is there twice; row 4: the whole \(invalid_type\); and 2 more\.$/,
    );
    expect(message).not.toContain('canary');
  });

  it('of which not one can be read are a failed list', async () => {
    const collector = await edge({
      'GET /nginx/dead-hosts': { body: [{ id: 'x' }, 7] },
      'GET /nginx/streams': { body: { error: 'no list' } },
    });
    expect(outcomes(await collector.collect(CONTEXT))).toEqual({
      ...COMPLETE,
      'dead-hosts': 'failed: invalid-answer',
      streams: 'failed: invalid-answer',
    });
  });

  it('of a version with the other word for access lists are read as well', async () => {
    const collector = await edge({
      'GET /nginx/proxy-hosts': request =>
        /access_lists/.test(request.url!)
          ? { body: [{ ...soundHost, access_lists: [{ name: 'a' }] }] }
          : { status: 500, body: { error: { message: 'Internal Error' } } },
    });
    const result = await collector.collect(CONTEXT);
    expect(outcomes(result)).toEqual(COMPLETE);
    expect(asked('proxy-hosts')).toHaveLength(2);
  });

  it.each([
    ['silence', 'timeout'],
    ['reset', 'unreachable'],
    [{ raw: '<!doctype html><html></html>' }, 'invalid-answer'],
    [{ raw: '[{"id":1' }, 'invalid-answer'],
    [{ raw: '[{"id":1,"id":2}]' }, 'invalid-answer'],
    [{ status: 500, body: {} }, 'http-error'],
    [{ status: 429, body: {} }, 'rate-limited'],
    [{ status: 302, body: {} }, 'refused'],
  ] as const)(
    'whose answer is %j fail alone, with the reason %s',
    async (answer, reason) => {
      const collector = await edge({ 'GET /nginx/streams': answer });
      const result = await collector.collect(CONTEXT);
      expect(outcomes(result)).toEqual({
        ...COMPLETE,
        streams: `failed: ${reason}`,
      });
    },
  );

  it('are asked once more where the kept connection was closed meanwhile', async () => {
    let closed = 0;
    const collector = await edge({
      'GET /nginx/streams': () => (closed++ === 0 ? 'reset' : undefined),
    });
    expect(outcomes(await collector.collect(CONTEXT))).toEqual(COMPLETE);
    expect(asked('/nginx/streams')).toHaveLength(2);
  });
});

describe('a stopped run', () => {
  it('ends at once and says so', async () => {
    const collector = await edge({ 'GET /nginx/streams': 'silence' });
    const controller = new AbortController();
    const running = collector.collect({
      ...CONTEXT,
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 50);
    expect(outcomes(await running).streams).toBe('failed: timeout');
  });
});

it('lets no secret into a result, whatever the proxy repeats', async () => {
  const echo = { error: { message: 'canary-secret and canary-token' } };
  const collector = await edge({
    'GET /nginx/streams': { status: 500, body: echo },
    'GET /nginx/dead-hosts': { status: 404, body: echo },
  });
  const result = await collector.collect(CONTEXT);
  expect(JSON.stringify(result)).not.toContain('canary');
  expect(JSON.stringify(await collector.check(CONTEXT))).not.toContain(
    'canary',
  );
});

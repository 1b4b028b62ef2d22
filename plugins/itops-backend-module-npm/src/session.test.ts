import { FakeNpm, startFakeNpm } from './__testUtils__/fakeNpm';
import {
  CONTEXT,
  allLists,
  collectorOf,
  outcomes,
  scopeOf,
} from './__testUtils__/collect';

let fake: FakeNpm | undefined;
afterEach(async () => {
  jest.restoreAllMocks();
  await fake?.stop();
  fake = undefined;
});

async function edge(changes: Parameters<typeof startFakeNpm>[0]) {
  fake = await startFakeNpm(changes);
  return collectorOf({ url: fake.url });
}

const COMPLETE = { source: 'complete', ...allLists('complete') };
const logins = () =>
  fake!.asked.filter(request => request === 'POST /tokens').length;
const FAR = '2999-01-01T00:00:00.000Z';

describe('a session', () => {
  it('is shared by everything that reads the source', async () => {
    const collector = await edge({});
    await Promise.all([
      collector.collect(CONTEXT),
      collector.check(CONTEXT),
      collector.collect(CONTEXT),
    ]);
    await collector.collect(CONTEXT);
    expect(logins()).toBe(1);
  });

  // Every status by which one of the versions says that it does not know the session any more.
  it.each([400, 401, 403, 404, 500])(
    'that the proxy answers with %i is renewed once, and the reading is whole',
    async status => {
      let valid = 'first';
      const tokens = ['first', 'second', 'third'];
      const collector = await edge({
        'POST /tokens': () => ({
          body: { token: tokens.shift(), expires: FAR },
        }),
        'GET /users/me': request =>
          request.headers.authorization === `Bearer ${valid}`
            ? undefined
            : { status, body: { error: { message: 'whatever' } } },
      });
      expect(outcomes(await collector.collect(CONTEXT))).toEqual(COMPLETE);
      valid = 'second';
      expect(outcomes(await collector.collect(CONTEXT))).toEqual(COMPLETE);
      expect(logins()).toBe(2);
      // A third time the proxy is consistent in refusing: no loop.
      valid = 'none';
      const result = await collector.collect(CONTEXT);
      expect(outcomes(result).source).toMatch(/^failed: /);
      expect(logins()).toBe(3);
    },
  );

  it('that ends while the lists are read is renewed once for all of them', async () => {
    let known = ['first'];
    const tokens = ['first', 'second'];
    const collector = await edge({
      'POST /tokens': () => {
        const token = tokens.shift()!;
        known.push(token);
        return { body: { token, expires: FAR } };
      },
      ...Object.fromEntries(
        ['redirection-hosts', 'dead-hosts', 'streams'].map(list => [
          `GET /nginx/${list}`,
          (request: { headers: { authorization?: string } }) =>
            known.includes(request.headers.authorization!.slice(7))
              ? undefined
              : {
                  status: 400,
                  body: { error: { message: 'Token has expired' } },
                },
        ]),
      ),
    });
    await collector.collect(CONTEXT);
    known = [];
    expect(outcomes(await collector.collect(CONTEXT))).toEqual(COMPLETE);
    expect(logins()).toBe(2);
  });

  it('that is over by its own date is not tried', async () => {
    const collector = await edge({
      'POST /tokens': () => ({
        body: {
          token: 'short',
          expires: new Date(Date.now() + 61_000).toISOString(),
        },
      }),
    });
    await collector.collect(CONTEXT);
    await collector.collect(CONTEXT);
    expect(logins()).toBe(1);
    const later = Date.now() + 5_000;
    jest.spyOn(Date, 'now').mockReturnValue(later);
    expect(outcomes(await collector.collect(CONTEXT))).toEqual(COMPLETE);
    expect(logins()).toBe(2);
  });
});

describe('a login', () => {
  it.each([
    [
      {
        status: 400,
        body: { error: { message: 'Invalid email or password' } },
      },
      'unauthorized',
      /\(400: Invalid email or password\): check identity/,
    ],
    [{ status: 403, body: {} }, 'unauthorized', /\(403\)/],
    [{ status: 500, body: {} }, 'http-error', /500 to the login/],
    [
      { body: { requires_2fa: true, challenge_token: 'canary' } },
      'unauthorized',
      /second factor/,
    ],
    [
      {
        body: { requiresTotp: true, expires: FAR },
        headers: { 'set-cookie': '__Host-Http-challenge_token=canary' },
      },
      'unauthorized',
      /second factor/,
    ],
    [
      { body: { expires: FAR } },
      'invalid-answer',
      /without a token or a cookie/,
    ],
    [
      {
        body: { expires: FAR },
        headers: { 'set-cookie': '__Host-Http-challenge_token=canary' },
      },
      'invalid-answer',
      /without a token/,
    ],
    [{ body: { token: 7 } }, 'invalid-answer', /token \(invalid_type\)/],
    [{ raw: '<html></html>' }, 'invalid-answer', /HTML page/],
    ['reset', 'unreachable', /closed the connection/],
  ] as const)('answered with %j is %s', async (answer, reason, message) => {
    const collector = await edge({ 'POST /tokens': answer });
    const result = await collector.collect(CONTEXT);
    expect(outcomes(result)).toEqual({ source: `failed: ${reason}` });
    expect(scopeOf(result, 'source').error?.message).toMatch(message);
    expect(JSON.stringify(result)).not.toContain('canary');
    expect(logins()).toBe(1);
  });

  it.each([
    [
      '__Host-Http-token=s%3Aabc.def; Path=/; HttpOnly; Secure',
      '__Host-Http-token=s%3Aabc.def',
    ],
    ['token=abc; Path=/', 'token=abc'],
  ])(
    'that sets %s sends it as cookie, and no bearer token',
    async (cookie, sent) => {
      const headers: (string | undefined)[] = [];
      const collector = await edge({
        'POST /tokens': {
          body: { expires: FAR },
          headers: { 'set-cookie': cookie },
        },
        'GET /nginx/streams': request => {
          headers.push(request.headers.cookie, request.headers.authorization);
          return undefined;
        },
      });
      expect(outcomes(await collector.collect(CONTEXT))).toEqual(COMPLETE);
      expect(headers).toEqual([sent, undefined]);
    },
  );

  it.each([
    ['120', 100, 121],
    ['Tue, 24 Nov 2026 10:05:00 GMT', 290, 301],
    [undefined, 290, 301],
    ['999999', 3_590, 3_601],
    ['-5', 290, 301],
  ])(
    'that is one too many (Retry-After: %s) is not repeated before %i s, but after %i s',
    async (retryAfter, early, late) => {
      const start = Date.parse('2026-11-24T10:00:00Z');
      const clock = jest.spyOn(Date, 'now').mockReturnValue(start);
      let limited = true;
      const collector = await edge({
        'POST /tokens': () =>
          limited
            ? {
                status: 429,
                body: { error: { message: 'Too many requests' } },
                headers:
                  retryAfter === undefined
                    ? undefined
                    : { 'retry-after': retryAfter },
              }
            : undefined,
      });
      const result = await collector.collect(CONTEXT);
      expect(outcomes(result)).toEqual({ source: 'failed: rate-limited' });
      expect(scopeOf(result, 'source').error?.message).toMatch(
        /wants to be left alone for \d+ s more/,
      );
      limited = false;
      const before = fake!.asked.length;
      clock.mockReturnValue(start + early * 1000);
      expect(outcomes(await collector.collect(CONTEXT))).toEqual({
        source: 'failed: rate-limited',
      });
      expect(fake!.asked).toHaveLength(before);
      clock.mockReturnValue(start + late * 1000);
      expect(outcomes(await collector.collect(CONTEXT))).toEqual(COMPLETE);
    },
  );
});

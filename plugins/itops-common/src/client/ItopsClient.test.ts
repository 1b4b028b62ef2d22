import { ResponseError } from '@backstage/errors';
import { ItopsClient } from './ItopsClient';
import { UnexpectedAnswerError } from './UnexpectedAnswerError';

const answer = { at: '2026-03-01T08:00:00Z', sources: [] };
const guestsPage = { ...answer, items: [], total: 0 };

function setup(reply: () => Response) {
  const calls: { url: string; init: RequestInit }[] = [];
  const client = new ItopsClient({
    discoveryApi: {
      getBaseUrl: async id => `http://backend.example/api/${id}`,
    },
    fetchApi: {
      fetch: async (url, init = {}) => {
        calls.push({ url, init });
        return reply();
      },
    },
  });
  return { client, calls };
}

function json(body: unknown, init?: ResponseInit): () => Response {
  return () => new Response(JSON.stringify(body), init);
}

describe('ItopsClient', () => {
  it('asks with the query it was given, leaving out what is undefined', async () => {
    const { client, calls } = setup(json(guestsPage));
    await client.guests({
      q: 'db & co',
      node: ['n1', 'n2'],
      template: false,
      status: undefined,
      limit: 50,
    });
    expect(calls[0].url).toBe(
      'http://backend.example/api/itops/v1/inventory/guests?q=db+%26+co&node=n1&node=n2&template=false&limit=50',
    );
    expect(calls[0].init.method).toBe('GET');
  });

  it('keeps an id with slashes one part of the path', async () => {
    const { client, calls } = setup(() => new Response('{}'));
    await client.guest('proxmox/pve-main/7801').catch(() => undefined);
    await client.runs('proxmox/pve-main').catch(() => undefined);
    expect(calls.map(({ url }) => new URL(url).pathname)).toEqual([
      '/api/itops/v1/inventory/guests/proxmox%2Fpve-main%2F7801',
      '/api/itops/v1/sources/proxmox%2Fpve-main/runs',
    ]);
  });

  it('asks for one VLAN by its id, and checks what comes back', async () => {
    const { client, calls } = setup(json({ id: 'v1' }));
    await expect(client.ipam.vlan('v/1')).rejects.toThrow(
      UnexpectedAnswerError,
    );
    expect(new URL(calls[0].url).pathname).toBe(
      '/api/itops/v1/ipam/vlans/v%2F1',
    );
  });

  it('sends the token only when there is one, and hands on the signal', async () => {
    const { client, calls } = setup(json(guestsPage));
    const { signal } = new AbortController();
    await client.guests({}, { token: 'made-up', signal });
    await client.guests();
    expect(new Headers(calls[0].init.headers).get('authorization')).toBe(
      'Bearer made-up',
    );
    expect(calls[0].init.signal).toBe(signal);
    expect(new Headers(calls[1].init.headers).has('authorization')).toBe(false);
  });

  it('sends asOf and require of a read with the query', async () => {
    const { client, calls } = setup(() => new Response('{}'));
    const options = { asOf: '2026-02-01T00:00:00Z', require: 'fresh' } as const;
    await client.search('db', options).catch(() => undefined);
    expect(calls[0].url).toContain(
      '/search?q=db&asOf=2026-02-01T00%3A00%3A00Z&require=fresh',
    );
  });

  it('posts a decision as JSON', async () => {
    const { client, calls } = setup(() => new Response('{}'));
    await client
      .acknowledgeFinding('f/1', { version: 3, note: 'known' })
      .catch(() => undefined);
    expect(calls[0].url).toMatch(/\/findings\/f%2F1\/acknowledge$/);
    expect(calls[0].init).toMatchObject({
      method: 'POST',
      body: '{"version":3,"note":"known"}',
    });
  });

  it('rejects with what the backend said when it refuses', async () => {
    const error = { name: 'NotAllowedError', message: 'no itops.finding.read' };
    const body = { error, response: { statusCode: 403 } };
    const { client } = setup(
      json(body, {
        status: 403,
        headers: { 'content-type': 'application/json' },
      }),
    );
    const refusal = await client.findings().catch(e => e);
    expect(refusal).toBeInstanceOf(ResponseError);
    expect(refusal.cause.message).toBe('no itops.finding.read');
  });

  it('names the place where an answer has another shape', async () => {
    const { client } = setup(json({ ...guestsPage, total: 'many' }));
    const error = await client.guests().catch(e => e);
    expect(error).toBeInstanceOf(UnexpectedAnswerError);
    expect(error.message).toMatch(/inventory\/guests.*\(total:/);
  });

  it('does not take a login page for an answer', async () => {
    const { client } = setup(() => new Response('<!doctype html>'));
    await expect(client.overview()).rejects.toThrow(UnexpectedAnswerError);
  });

  it('drops fields it does not know, so that an older client reads a newer backend', async () => {
    const { client } = setup(json({ ...guestsPage, later: true }));
    expect(await client.guests()).toEqual(guestsPage);
  });

  it('accepts an empty answer where nothing is promised', async () => {
    const { client, calls } = setup(() => new Response(null, { status: 204 }));
    await client.acceptRemoval('proxmox/pve-main', {
      reason: 'decommissioned',
    });
    expect(calls[0].init.method).toBe('POST');
  });

  describe('site', () => {
    const site = {
      at: '2026-03-01T08:00:00Z',
      sources: [],
      nodes: [],
      guests: [],
      addresses: [],
      prefixes: [],
      vlans: [],
      switches: [],
      switchPorts: [],
      hostnames: [],
    };

    it('answers the site with its etag', async () => {
      const { client, calls } = setup(json(site, { headers: { etag: '"1"' } }));
      expect(await client.site()).toEqual({ changed: true, etag: '"1"', site });
      expect(new Headers(calls[0].init.headers).has('if-none-match')).toBe(
        false,
      );
    });

    it('reads the answer of a backend that does not know host names and switches yet', async () => {
      const { switches, switchPorts, hostnames, ...earlier } = site;
      const { client } = setup(json(earlier));
      expect(await client.site()).toMatchObject({ changed: true, site });
    });

    it('says unchanged when the etag still holds', async () => {
      const { client, calls } = setup(
        () => new Response(null, { status: 304 }),
      );
      expect(await client.site({ ifNoneMatch: '"1"' })).toEqual({
        changed: false,
        etag: '"1"',
      });
      expect(new Headers(calls[0].init.headers).get('if-none-match')).toBe(
        '"1"',
      );
    });

    it('does not believe a 304 it never asked for', async () => {
      const { client } = setup(() => new Response(null, { status: 304 }));
      await expect(client.site()).rejects.toThrow(UnexpectedAnswerError);
    });
  });
});

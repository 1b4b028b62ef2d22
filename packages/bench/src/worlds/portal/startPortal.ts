import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ItopsClient } from '@sankofa/plugin-itops-common';
import { Knex } from 'knex';
import { Forked, startForked } from '../forked';
import {
  CatalogRefresh,
  PortalMemory,
  PortalOptions,
  PortalQuestion,
} from './protocol';

const LOOK_MS = 100;

/** A port that nobody listens at right now. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** @throws Error when it has not happened after five minutes */
export async function until(
  what: string,
  condition: () => Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + 300_000;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      throw new Error(`After five minutes still not: ${what}`);
    }
    await sleep(LOOK_MS);
  }
}

/** A running portal, read as a signed-in person reads it. */
export class BenchPortal {
  private constructor(
    private readonly process: Forked<{ url: string }, PortalQuestion>,
    private readonly knex: Knex,
    private readonly token: string,
    readonly itops: ItopsClient,
  ) {}

  /** @param knex - into the same database as `databaseUrl` */
  static async start(
    knex: Knex,
    options: Omit<PortalOptions, 'port'>,
  ): Promise<BenchPortal> {
    const process = await startForked<{ url: string }, PortalQuestion>(
      path.join(import.meta.dirname, 'server.ts'),
      { ...options, port: await freePort() },
      { LOG_LEVEL: 'error', NODE_ENV: 'development' },
    );
    const { url } = process.ready;
    const signedIn = await fetch(`${url}/api/auth/guest/refresh`, {
      headers: { 'x-requested-with': 'XMLHttpRequest' },
    });
    if (!signedIn.ok) {
      await process.stop();
      throw new Error(
        `The guest could not sign in: ${
          signedIn.status
        } ${await signedIn.text()}`,
      );
    }
    const { backstageIdentity } = await signedIn.json();
    const { token } = backstageIdentity;
    const itops = new ItopsClient({
      discoveryApi: { getBaseUrl: async id => `${url}/api/${id}` },
      fetchApi: {
        fetch: (target, init = {}) => {
          const headers = new Headers(init.headers);
          headers.set('authorization', `Bearer ${token}`);
          return fetch(target, { ...init, headers });
        },
      },
    });
    return new BenchPortal(process, knex, token, itops);
  }

  /** One answer as text; nothing but 200 will do. */
  async get(apiPath: string): Promise<string> {
    const response = await fetch(`${this.process.ready.url}/api${apiPath}`, {
      headers: { authorization: `Bearer ${this.token}` },
    });
    const text = await response.text();
    if (response.status !== 200) {
      throw new Error(`${apiPath}: ${response.status} ${text.slice(0, 500)}`);
    }
    return text;
  }

  /** Whatever the answer is; to paths under `/api/itops/v1`. */
  async send(
    method: string,
    apiPath: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: any }> {
    const response = await fetch(
      `${this.process.ready.url}/api/itops/v1${apiPath}`,
      {
        method,
        headers: {
          authorization: `Bearer ${this.token}`,
          'content-type': 'application/json',
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
    );
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  /** Collects a site of this size, until the portal shows it. */
  async collect(guests: number, renamed = false): Promise<void> {
    await this.process.ask({ ask: 'site', guests, renamed });
    const before = new Date().toISOString();
    await this.itops.refresh();
    await until(`a site of ${guests} guests`, async () => {
      const { items } = await this.itops.sources();
      return items.every(({ passes }) =>
        passes.every(
          ({ running, collectedAt }) =>
            !running && collectedAt !== undefined && collectedAt >= before,
        ),
      );
    });
    const name = renamed ? 'guest-0-new' : 'guest-0';
    await until(`${guests} guests in the lists`, async () => {
      const { counts, sources } = await this.itops.overview();
      const { items } = await this.itops.guests({ sort: 'vmid', limit: 1 });
      return (
        counts.guests === guests &&
        items[0]?.name === name &&
        sources.every(({ collectedAt = '' }) => collectedAt >= before)
      );
    });
  }

  refreshCatalog(whole = false): Promise<CatalogRefresh> {
    return this.process.ask({ ask: 'refreshCatalog', whole });
  }

  memory(): Promise<PortalMemory> {
    return this.process.ask({ ask: 'memory' });
  }

  /** Waits until the catalog has nothing left to process or to stitch. */
  async catalogSettled(): Promise<void> {
    await until('a settled catalog', async () => {
      const { rows } = await this.knex.raw(
        `SELECT (SELECT count(*) FROM catalog.refresh_state
                 WHERE next_update_at <= now()) AS due,
                (SELECT count(*) FROM catalog.stitch_queue) AS unstitched`,
      );
      return Number(rows[0].due) + Number(rows[0].unstitched) === 0;
    });
  }

  /** Entities that can be read from the catalog. */
  async entities(): Promise<number> {
    const { rows } = await this.knex.raw(
      `SELECT count(*) FROM catalog.final_entities
       WHERE final_entity IS NOT NULL`,
    );
    return Number(rows[0].count);
  }

  /** Which transaction last wrote each entity: processed or stitched again. */
  async writers(): Promise<Map<string, string>> {
    const { rows } = await this.knex.raw(
      `SELECT entity_id, r.xmin || ' ' || f.xmin AS writer
       FROM catalog.refresh_state r JOIN catalog.final_entities f USING (entity_id)`,
    );
    return new Map(
      rows.map((row: { entity_id: string; writer: string }) => [
        row.entity_id,
        row.writer,
      ]),
    );
  }

  /** As it stands in what the replicas of a fleet write down. */
  get pid(): number {
    return this.process.pid;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }

  /** Ends it where it stands. */
  kill(): Promise<void> {
    return this.process.kill();
  }
}

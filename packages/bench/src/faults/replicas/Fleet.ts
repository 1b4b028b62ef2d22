import { Knex } from 'knex';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WatchedSource } from '../../worlds/portal/protocol';
import { BenchPortal } from '../../worlds/portal/startPortal';
import { WATCHED_SOURCE } from '../../worlds/portal/watchedCollector';
import { Reading, readingsOf } from './readings';

/** Times of the source that the fleet reads, in seconds. */
export const EVERY = 5;
export const TIMEOUT = 30;
const READ_MS = 1_500;
const LOOK_MS = 100;
/** Until three processes have settled on a small machine. */
const FIRST_MS = 120_000;

/** Portals in processes of their own, on one database. */
export class Fleet {
  /** When which process was killed. */
  readonly killed = new Map<number, number>();

  private constructor(
    readonly knex: Knex,
    readonly portals: BenchPortal[],
    private readonly options: { databaseUrl: string; watched: WatchedSource },
  ) {}

  static async with<T>(
    { knex, databaseUrl, size }: FleetOptions,
    action: (fleet: Fleet) => Promise<T>,
  ): Promise<T> {
    const folder = await mkdtemp(path.join(tmpdir(), 'itops-replicas-'));
    const watched = {
      log: path.join(folder, 'readings.jsonl'),
      everySeconds: EVERY,
      timeoutSeconds: TIMEOUT,
      readMs: READ_MS,
    };
    const fleet = new Fleet(knex, [], { databaseUrl, watched });
    try {
      await fleet.add();
      await Promise.all(Array.from({ length: size - 1 }, () => fleet.add()));
      await fleet.firstReading();
      return await action(fleet);
    } finally {
      await Promise.all(fleet.portals.map(portal => portal.stop()));
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Without a source that was read nothing can be called free. */
  private async firstReading(): Promise<void> {
    const deadline = Date.now() + FIRST_MS;
    while (!(await this.isRead())) {
      if (Date.now() > deadline) {
        throw new Error('The fleet has not read its source');
      }
      await sleep(LOOK_MS);
    }
  }

  private async isRead(): Promise<boolean> {
    const { items } = await this.portals[0].itops.sources();
    return items.some(
      ({ sourceId, passes }) =>
        sourceId === WATCHED_SOURCE && passes[0].collectedAt !== undefined,
    );
  }

  async add(): Promise<void> {
    const portal = await BenchPortal.start(this.knex, {
      ...this.options,
      catalog: 'guests',
    });
    this.portals.push(portal);
  }

  readings(): Promise<Reading[]> {
    return readingsOf(this.options.watched.log);
  }

  /** Kills one as it stands. */
  async kill(portal: BenchPortal): Promise<void> {
    this.portals.splice(this.portals.indexOf(portal), 1);
    await portal.kill();
    this.killed.set(portal.pid, Date.now());
  }
}

export interface FleetOptions {
  /** Into the database of the portals. */
  knex: Knex;
  databaseUrl: string;
  size: number;
}

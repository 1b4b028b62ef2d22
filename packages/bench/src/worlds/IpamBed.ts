import { addressFromKey, addressKey, keyPlus } from '@sankofa/site-model';
import { Knex } from 'knex';
import { withDatabase } from '../database';
import { BenchContext, timed } from '../harness';
import { BenchPortal } from './portal/startPortal';

/** Guests of a site that was read: without one nothing can be called free. */
const GUESTS = 20;
/** Addresses in one file: what people import at once. */
const FILE = 100_000;
const HEAD = 'address,status,tenant,dns_name,description\n';

/** What an import took, in milliseconds: looking at it, and doing it. */
export interface ImportTimes {
  preview: number;
  apply: number;
}

/** The `index`th address that is kept: of a world in which every second one is, by default. */
export function heldAddress(first: string, index: number, step = 2): string {
  return addressFromKey(keyPlus(addressKey(first), BigInt(1 + step * index)));
}

/** A host name of which every substring of ten characters is rare. */
export function hostOf(index: number): string {
  return `h${index.toString(36).padStart(5, '0')}x.example.org`;
}

/** A portal with address management, filled and asked over HTTP with permissions. */
export class IpamBed {
  private constructor(
    readonly portal: BenchPortal,
    readonly knex: Knex,
    readonly url: string,
  ) {}

  static async with<T>(
    context: Pick<BenchContext, 'postgresUrl' | 'note'>,
    action: (bed: IpamBed) => Promise<T>,
  ): Promise<T> {
    return withDatabase(context, async (knex, databaseUrl) => {
      const portal = await BenchPortal.start(knex, {
        databaseUrl,
        catalog: 'guests',
      });
      try {
        await portal.collect(GUESTS);
        return await action(new IpamBed(portal, knex, databaseUrl));
      } finally {
        await portal.stop();
      }
    });
  }

  /** @returns the id of the prefix */
  async prefix(cidr: string, more: object = {}): Promise<string> {
    const { id } = await this.must('POST', '/ipam/prefixes', { cidr, ...more });
    return id;
  }

  /** Keeps addresses of the world from one index to another, as people import them. */
  async fill(
    network: { first: string; length: number; step?: number },
    from: number,
    to: number,
  ): Promise<ImportTimes> {
    const times = { preview: 0, apply: 0 };
    for (let at = from; at < to; at += FILE) {
      const rows = Array.from(
        { length: Math.min(FILE, to - at) },
        (_, index) => {
          const address = heldAddress(network.first, at + index, network.step);
          return `${address}/${network.length},active,team-${
            (at + index) % 50
          },${hostOf(at + index)},bench\n`;
        },
      );
      await this.import('ip-addresses.csv', HEAD + rows.join(''), times);
    }
    // Autovacuum would do so within a minute; nobody is to wait for it.
    await this.knex.raw('ANALYZE');
    return times;
  }

  /** Looks at the import, and does it. */
  async import(
    name: string,
    text: string,
    times: ImportTimes = { preview: 0, apply: 0 },
  ): Promise<void> {
    const files = [{ name, text }];
    let previewHash = '';
    times.preview += await timed(async () => {
      const answer = await this.must('POST', '/ipam/import/preview', { files });
      previewHash = answer.previewHash;
    });
    times.apply += await timed(() =>
      this.must('POST', '/ipam/import', { files, previewHash }),
    );
  }

  /** The answer, which must be a success. */
  async must(method: string, path: string, body?: unknown): Promise<any> {
    const answer = await this.portal.send(method, path, body);
    if (answer.status >= 300) {
      throw new Error(
        `${method} ${path}: ${answer.status} ${answer.body?.error?.message}`,
      );
    }
    return answer.body;
  }
}

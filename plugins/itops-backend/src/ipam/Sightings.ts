import { Site, SiteAddress, isPresentClaim } from '@sankofa/site-model';
import { Knex } from 'knex';

/** Rows in one statement. */
const BATCH = 5_000;

/** Something has the address now, as far as anybody can say. */
function isSeen({ claims }: SiteAddress): boolean {
  return claims.some(isPresentClaim);
}

/**
 * Keeps since when each address is seen on the network, and until when it was. A
 * site that says what the one before said costs nothing. What cannot be read
 * keeps its claims, so silence is never a failed reading.
 */
export class Sightings {
  /** Keys that are seen, as the table has it. */
  private open: Set<string> | undefined;

  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): Sightings {
    return new Sightings(options.knex);
  }

  /** Writes down what appeared and what fell silent. */
  async follow(site: Site): Promise<void> {
    const open = this.open ?? (await this.read());
    const seen = new Set(site.addresses.filter(isSeen).map(({ key }) => key));
    const appeared = [...seen].filter(key => !open.has(key));
    const silent = [...open].filter(key => !seen.has(key));
    await this.knex.transaction(async tx => {
      await inBatches(appeared, keys =>
        tx.raw(
          `INSERT INTO ipam_sightings (key, began_at)
           SELECT key, ? FROM unnest(?::text[]) AS seen (key)
           ON CONFLICT DO NOTHING`,
          [site.at, keys],
        ),
      );
      await inBatches(silent, keys =>
        tx.raw(
          `UPDATE ipam_sightings SET ended_at = ?
           WHERE key = ANY(?::text[]) AND ended_at IS NULL`,
          [site.at, keys],
        ),
      );
    });
    this.open = seen;
  }

  /** When addresses that are seen no more were seen last, by key. */
  async lastSeen(keys: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    await inBatches(keys, async some => {
      const { rows } = await this.knex.raw<{
        rows: { key: string; at: Date }[];
      }>(
        `SELECT key, max(ended_at) AS at FROM ipam_sightings
         WHERE key = ANY(?::text[]) AND ended_at IS NOT NULL GROUP BY key`,
        [some],
      );
      for (const { key, at } of rows) {
        found.set(key, at.toISOString());
      }
    });
    return found;
  }

  /** Since when sightings are kept. */
  async since(): Promise<string | undefined> {
    const row = await this.knex('ipam_sightings')
      .min({ at: 'began_at' })
      .first();
    return row?.at ? (row.at as Date).toISOString() : undefined;
  }

  private async read(): Promise<Set<string>> {
    const keys: string[] = await this.knex('ipam_sightings')
      .whereNull('ended_at')
      .pluck('key');
    return new Set(keys);
  }
}

async function inBatches(
  keys: readonly string[],
  act: (keys: string[]) => PromiseLike<unknown>,
): Promise<void> {
  for (let at = 0; at < keys.length; at += BATCH) {
    await act(keys.slice(at, at + BATCH));
  }
}

import {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { toError } from '@backstage/errors';
import { ItopsApi, SiteInventory } from '@sankofa/plugin-itops-common';
import { siteEntities } from '../mappers';
import { Emission, Emitted, deltaEmission, fullEmission } from './emission';

/** Every process emits the whole site again after this time: the catalog compares and repairs. */
const FULL_EVERY_MS = 60 * 60 * 1000;
const DEADLINE_MS = 30_000;

/** @public */
export interface ItopsEntityProviderOptions {
  itops: Pick<ItopsApi, 'site'>;
  logger: LoggerService;
  taskRunner: SchedulerServiceTaskRunner;
  /** Owner of everything whose owner the inventory does not know. */
  defaultOwner: string;
  /** Milliseconds since the epoch; the system clock when left out. */
  now?: () => number;
}

/** What one refresh did. @public */
export interface RefreshResult {
  outcome: 'full' | 'delta' | 'unchanged' | 'held' | 'failed';
  /** Why the catalog was left as it is, where that needs a reason. */
  why?: string;
  added: number;
  removed: number;
}

/**
 * Keeps the catalog equal to the inventory's site.
 *
 * An entity leaves the catalog only when the inventory, read completely, no
 * longer has the thing; the inventory itself decides about failed, partial and
 * suspicious readings (its removal guard). So: no answer, no mutation; a source
 * that was never read, additions only; unchanged, nothing.
 * @public
 */
export class ItopsEntityProvider implements EntityProvider {
  static create(options: ItopsEntityProviderOptions): ItopsEntityProvider {
    return new ItopsEntityProvider(options);
  }

  private connection: EntityProviderConnection | undefined;
  private emitted: Emitted = new Map();
  private etag: string | undefined;
  private lastFullAt: number | undefined;
  private trouble: string | undefined;

  private constructor(private readonly options: ItopsEntityProviderOptions) {}

  /** Stable: the catalog files our entities under this name. */
  getProviderName(): string {
    return 'ItopsEntityProvider';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.connection = connection;
    await this.options.taskRunner.run({
      id: 'itops-catalog-refresh',
      fn: async signal => {
        await this.refresh(signal);
      },
    });
  }

  /** One comparison of the site with the catalog. Does not reject: failure is a result. */
  async refresh(signal?: AbortSignal): Promise<RefreshResult> {
    if (!this.connection) {
      throw new Error(`${this.getProviderName()} is not connected yet`);
    }
    try {
      return await this.compare(this.connection, signal);
    } catch (error) {
      const why = toError(error).message;
      this.report(`the site could not be read or stored: ${why}`);
      return { outcome: 'failed', why, added: 0, removed: 0 };
    }
  }

  private async compare(
    connection: EntityProviderConnection,
    signal?: AbortSignal,
  ): Promise<RefreshResult> {
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    const now = this.options.now?.() ?? Date.now();
    const fullDue =
      this.lastFullAt === undefined || now - this.lastFullAt >= FULL_EVERY_MS;
    const answer = await this.options.itops.site(
      { ifNoneMatch: fullDue ? undefined : this.etag },
      { signal: signal ? AbortSignal.any([signal, deadline]) : deadline },
    );
    if (!answer.changed) {
      this.report(undefined);
      return { outcome: 'unchanged', added: 0, removed: 0 };
    }

    const { nothing, unread } = readiness(answer.site);
    if (nothing) {
      this.report(nothing);
      return { outcome: 'held', why: nothing, added: 0, removed: 0 };
    }
    const entities = siteEntities(answer.site, this.options);
    const emission =
      fullDue && !unread
        ? fullEmission(entities)
        : deltaEmission(this.emitted, entities, { mayRemove: !unread });
    if (emission.mutation) {
      await connection.applyMutation(emission.mutation);
    }
    this.remember(emission, answer.etag, now);
    this.report(unread);
    return {
      outcome: emission.mutation?.type ?? 'unchanged',
      ...(unread ? { why: unread } : {}),
      ...emission.counts,
    };
  }

  /** Only after the catalog took it: what failed is tried again whole. */
  private remember(emission: Emission, etag: string | undefined, now: number) {
    this.emitted = emission.emitted;
    this.etag = etag;
    const { mutation, counts } = emission;
    if (mutation?.type === 'full') {
      this.lastFullAt = now;
    }
    if (mutation) {
      this.options.logger.info(
        `Inventory to catalog: ${mutation.type}, ${counts.added} entities sent, ${counts.removed} removed`,
      );
    }
  }

  /** Says a trouble once when it begins and once when it is over, not every minute. */
  private report(trouble: string | undefined) {
    if (trouble === this.trouble) {
      return;
    }
    this.trouble = trouble;
    if (trouble) {
      this.options.logger.warn(
        `The catalog removes no inventory entity for now: ${trouble}`,
      );
    } else {
      this.options.logger.info('The catalog follows the inventory again');
    }
  }
}

/** Whether the absence of a thing in this site means anything. */
function readiness({ sources }: SiteInventory): {
  /** Present where nothing at all may be concluded. */
  nothing?: string;
  /** Present where some sources are still missing. */
  unread?: string;
} {
  const unread = sources.filter(({ everRead }) => !everRead);
  if (sources.length === 0) {
    return { nothing: 'the inventory has no source; configure itops.sources' };
  }
  if (unread.length === 0) {
    return {};
  }
  const names = unread.map(({ sourceId }) => sourceId).join(', ');
  const why = `never read completely: ${names}; see the Sources page for the reason`;
  return unread.length === sources.length ? { nothing: why } : { unread: why };
}

import { CustomErrorBase } from '@backstage/errors';
import { UnreadSource } from '@sankofa/site-model';

const MAX_NAMED = 3;

/**
 * Nobody can say which addresses are free, because a source that sees the prefix
 * was never read: status 424.
 */
export class UnreadSourceError extends CustomErrorBase {
  readonly name = 'UnreadSourceError' as const;
  readonly statusCode = 424;

  static of(cidr: string, unread: readonly UnreadSource[]): UnreadSourceError {
    const named = unread
      .slice(0, MAX_NAMED)
      .map(
        ({ sourceId, scope, why }) =>
          `${sourceId}${scope ? ` (${scope})` : ''}: ${why.replace(/\.$/, '')}`,
      );
    const more = unread.length - named.length;
    return new UnreadSourceError(
      `No address of ${cidr} can be called free while these were never read: ${named.join(
        '; ',
      )}${
        more > 0 ? `; and ${more} more` : ''
      }. Run these sources, or name the sources that see ${cidr} in its record`,
    );
  }
}

/** The record has another version than the caller has seen: status 412. */
export class StaleRecordError extends CustomErrorBase {
  readonly name = 'PreconditionFailedError' as const;
  readonly statusCode = 412;

  static of(
    label: string,
    seen: number,
    now: { version: number; updatedBy: string; updatedAt: string },
  ): StaleRecordError {
    return new StaleRecordError(
      `${label} was changed by ${now.updatedBy} at ${now.updatedAt} and has version ${now.version} now, not ${seen}; read it again before you change it`,
    );
  }
}

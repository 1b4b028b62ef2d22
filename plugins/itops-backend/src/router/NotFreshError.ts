import { CustomErrorBase } from '@backstage/errors';
import { SourceFreshness } from '@sankofa/plugin-itops-common';

/** The caller asked for fresh values only, and some are not: status 424. */
export class NotFreshError extends CustomErrorBase {
  readonly name = 'NotFreshError' as const;
  readonly statusCode = 424;

  static of(sources: readonly SourceFreshness[]): NotFreshError {
    const named = sources.map(
      ({ sourceId, freshness, message, collectedAt }) =>
        `${sourceId} is ${freshness}${
          collectedAt ? `, last read ${collectedAt}` : ''
        }${message ? ` (${message})` : ''}`,
    );
    return new NotFreshError(
      `No fresh answer: ${named.join(
        '; ',
      )}. Without require=fresh the last known values are answered with their age`,
    );
  }
}

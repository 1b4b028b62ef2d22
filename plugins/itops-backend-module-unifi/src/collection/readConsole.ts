import { ScopeResult } from '@sankofa/site-model';
import { OFFICIAL_ONLY, OpenConsole } from '../UnifiSource';
import { readLegacy } from './readLegacy';
import { readOfficial } from './readOfficial';

/**
 * Reads a console by the API that is open.
 *
 * @throws ConnectorError when nothing could be read
 */
export function readConsole(
  { reader }: OpenConsole,
  sourceId: string,
): Promise<ScopeResult[]> {
  return reader.api === 'legacy'
    ? readLegacy(reader, sourceId)
    : readOfficial(reader, sourceId, {
        reason: 'insufficient-privileges',
        message: `${sourceId}: ${OFFICIAL_ONLY}.`,
      });
}

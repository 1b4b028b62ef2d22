import { FreshnessLabel } from '../observations';
import { compareText } from '../text/compareText';
import { SourceReading } from './SourceReading';

/** A file that people write, as it was when its facts were read. @public */
export interface DeclaredFile {
  sourceId: string;
  /** The scope of the source it was read in. */
  scope: string;
  file: string;
  /** SHA-256 of its text in UTF-8 without byte order mark, hexadecimal. */
  contentHash: string;
  freshness: FreshnessLabel;
}

export function declaredFiles(
  readings: readonly SourceReading[],
): DeclaredFile[] {
  return readings
    .flatMap(reading =>
      reading.facts('declared-file').map(fact => ({
        sourceId: reading.sourceId,
        scope: fact.scope,
        ...fact.value,
        freshness: reading.labelOf(fact),
      })),
    )
    .sort(
      (left, right) =>
        compareText(left.sourceId, right.sourceId) ||
        compareText(left.file, right.file),
    );
}

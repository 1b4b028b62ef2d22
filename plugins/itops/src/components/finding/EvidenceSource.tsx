import { Link } from '@backstage/ui';
import { useLinks } from '../../hooks/useLinks';
import { PORT_RECORDS, sourceName } from '../../format/words';

/** Who said it, with the way to its page: records of people are no source that is read. */
export function EvidenceSource({ sourceId }: { sourceId: string }) {
  const links = useLinks();
  return (
    <Link
      href={
        sourceId === PORT_RECORDS
          ? links.ports({ view: 'records' })
          : links.sources({ source: sourceId })
      }
      variant="body-small"
    >
      {sourceName(sourceId)}
    </Link>
  );
}

import { useMemo } from 'react';
import { Link } from '@backstage/ui';
import { Finding } from '@sankofa/plugin-itops-common';
import { useLinks } from '../../hooks/useLinks';
import { sourceName } from '../../format/words';
import { Moment } from '../clock';
import { Code } from '../entityLink';
import { ScrollGrid } from '../grid';
import { DataColumn } from '../table';

interface Numbered {
  index: number;
  item: Finding['evidence'][number];
}

const idOf = ({ index }: Numbered) => String(index);

/** Evidence of a thing with hundreds of witnesses, such as the strangers behind one port. */
export function LongEvidence(props: { evidence: Finding['evidence'] }) {
  const { evidence } = props;
  const links = useLinks();
  const rows = useMemo(
    () => evidence.map((item, index): Numbered => ({ item, index })),
    [evidence],
  );
  const columns = useMemo(
    (): DataColumn<Numbered>[] => [
      {
        id: 'claim',
        label: 'Says',
        width: 4,
        rowHeader: true,
        render: ({ item }) => <span title={item.claim}>{item.claim}</span>,
      },
      {
        id: 'value',
        label: 'Value',
        width: 3,
        render: ({ item }) => item.value && <Code>{item.value}</Code>,
      },
      {
        id: 'source',
        label: 'Source',
        width: 2,
        render: ({ item }) => (
          <Link
            href={links.sources({ source: item.sourceId })}
            variant="body-small"
          >
            {sourceName(item.sourceId)}
          </Link>
        ),
      },
      {
        id: 'where',
        label: 'Where',
        width: 2,
        render: ({ item }) => item.locator && <Code>{item.locator}</Code>,
      },
      {
        id: 'read',
        label: 'Read',
        width: 2,
        render: ({ item }) =>
          item.collectedAt && <Moment at={item.collectedAt} />,
      },
    ],
    [links],
  );
  return (
    <ScrollGrid label="Evidence" columns={columns} rows={rows} idOf={idOf} />
  );
}

import { useMemo } from 'react';
import { Finding } from '@sankofa/plugin-itops-common';
import { Moment } from '../clock';
import { Code } from '../entityLink';
import { ScrollGrid } from '../grid';
import { DataColumn } from '../table';
import { EvidenceSource } from './EvidenceSource';

interface Numbered {
  index: number;
  item: Finding['evidence'][number];
}

const idOf = ({ index }: Numbered) => String(index);

/** Evidence of a thing with hundreds of witnesses, such as the strangers behind one port. */
export function LongEvidence(props: { evidence: Finding['evidence'] }) {
  const { evidence } = props;
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
        render: ({ item }) => <EvidenceSource sourceId={item.sourceId} />,
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
    [],
  );
  return (
    <ScrollGrid label="Evidence" columns={columns} rows={rows} idOf={idOf} />
  );
}

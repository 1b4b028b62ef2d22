import { Link } from '@backstage/ui';
import { Moment } from '../clock';
import { DataColumn } from '../table';
import { entityLabel } from '../../format/words';
import { AnyRecord } from './RecordForm';
import { ORIGINS } from '../../format/portRecords';

/** A column of plain text; sorts where the server can. */
export function textColumn<T>(
  column: Pick<DataColumn<T>, 'id' | 'label' | 'width'> &
    Partial<DataColumn<T>> & { text: (row: T) => string | number | undefined },
): DataColumn<T> {
  const { text, ...rest } = column;
  return { render: row => text(row) ?? '–', csv: text, ...rest };
}

/** A number that leads to what it counts. */
export function CountLink(props: { amount: number; href: string }) {
  const { amount, href } = props;
  return amount > 0 ? (
    <Link href={href} variant="body-medium" standalone>
      {amount.toLocaleString()}
    </Link>
  ) : (
    <>–</>
  );
}

/**
 * Who wrote it, and when: every record has that.
 *
 * @param sortBy - the field by which the server sorts by time, where it does
 */
export function metaColumns<T extends AnyRecord>(
  sortBy?: string,
): DataColumn<T>[] {
  return [
    {
      id: 'origin',
      label: 'Written',
      width: 96,
      roomy: true,
      render: row => ORIGINS[row.origin],
      csv: row => row.origin,
    },
    {
      id: 'updatedAt',
      label: 'Changed',
      width: 140,
      sortBy,
      render: row => (
        <span>
          <Moment at={row.updatedAt} /> by {entityLabel(row.updatedBy)}
        </span>
      ),
      csv: row => row.updatedAt,
    },
  ];
}

import { Code } from '../../../components/entityLink';
import { DataColumn } from '../../../components/table';

/** The address that a row is about. */
export function addressColumn<T extends { address: string }>(): DataColumn<T> {
  return {
    id: 'address',
    label: 'Address',
    rowHeader: true,
    width: 130,
    card: 'head',
    render: row => <Code>{row.address}</Code>,
    csv: row => row.address,
  };
}

/** Why it is in the list. */
export function whyColumn<T extends { why: string }>(): DataColumn<T> {
  return {
    id: 'why',
    label: 'Why',
    width: 400,
    render: row => row.why,
    csv: row => row.why,
  };
}

import { Link } from '@backstage/ui';
import { ObservedPortRecord } from '@sankofa/plugin-itops-common';
import { useLinks } from '../../hooks/useLinks';
import { Facts } from '../frame';
import { StateBadge } from '../status';
import { RecordedSide } from './RecordedSide';
import { SeenSide } from './SeenSide';
import styles from './PortRecords.module.css';

/** What is written down about the members of a port, beside what is seen there. */
export function PortRecords(props: { records: ObservedPortRecord[] }) {
  const links = useLinks();
  const { records } = props;
  if (records.length === 0) {
    return (
      <p className={styles.none}>
        Nothing is written down about this port, or it has no number there.
      </p>
    );
  }
  return (
    <ul className={styles.records} aria-label="Records of this port">
      {records.map(record => (
        <li key={record.portId}>
          <div className={styles.head}>
            <Link
              href={links.ports({
                view: 'records',
                of: 'ports',
                record: record.portId,
              })}
              variant="body-medium"
            >
              {`${record.device} ${record.port}`}
            </Link>
            <StateBadge of="port" state={record.verdict} />
          </div>
          <Facts
            facts={[
              {
                label: 'Cable, as written down',
                value: <RecordedSide record={record} />,
              },
              { label: 'Seen there', value: <SeenSide record={record} /> },
            ]}
          />
        </li>
      ))}
    </ul>
  );
}

import { LearnedMac } from '@sankofa/plugin-itops-common';
import { Code, EntityLink } from '../entityLink';
import { LONG_LIST, ScrollGrid } from '../grid';
import { StatusChip } from '../status';
import { DataColumn } from '../table';
import styles from './LearnedList.module.css';

function Owner({ title, known, entityRef, presence }: LearnedMac) {
  return (
    <>
      {entityRef ? (
        <EntityLink entityRef={entityRef}>{title}</EntityLink>
      ) : (
        <span>{title}</span>
      )}
      {known === 'foreign' && (
        <StatusChip
          tone="unknown"
          label="not known"
          hint="No guest, node or switch has this MAC."
        />
      )}
      {presence === 'stale' && (
        <StatusChip
          tone="warning"
          label="not seen lately"
          hint="The controller still lists it there, but saw it longer ago."
        />
      )}
    </>
  );
}

const COLUMNS: DataColumn<LearnedMac>[] = [
  {
    id: 'owner',
    label: 'Whose',
    width: 4,
    rowHeader: true,
    render: learned => (
      <span className={styles.line} title={learned.title}>
        <Owner {...learned} />
      </span>
    ),
  },
  {
    id: 'mac',
    label: 'MAC',
    width: 4,
    render: ({ mac }) => <Code>{mac}</Code>,
  },
  {
    id: 'address',
    label: 'Address',
    width: 3,
    render: ({ address }) =>
      address && (
        <span title={address}>
          <Code>{address}</Code>
        </span>
      ),
  },
];

const macOf = ({ mac }: LearnedMac) => mac;

/** The MACs a port has learned, with whose they are; behind an uplink there are thousands. */
export function LearnedList({ learned }: { learned: LearnedMac[] }) {
  if (learned.length === 0) {
    return <p className={styles.none}>It has learned no MAC.</p>;
  }
  if (learned.length > LONG_LIST) {
    return (
      <ScrollGrid
        label="Learned MACs"
        columns={COLUMNS}
        rows={learned}
        idOf={macOf}
      />
    );
  }
  return (
    <ul className={styles.list} aria-label="Learned MACs">
      {learned.map(item => (
        <li key={item.mac} className={styles.item}>
          <span className={styles.head}>
            <Owner {...item} />
          </span>
          <span className={styles.meta}>
            {item.title !== item.mac && <Code>{item.mac}</Code>}
            {item.address && <Code>{item.address}</Code>}
          </span>
        </li>
      ))}
    </ul>
  );
}

import { PageFrame } from '../../../components/frame';
import { RecordTable } from '../../../components/record';
import { ViewBar } from '../../../components/views';
import { useLinks } from '../../../hooks/useLinks';
import { useUrlState } from '../../../hooks/useUrlState';
import { PortViews } from '../PortViews';
import { cableKind } from './cableKind';
import { deviceKind } from './deviceKind';
import { portKind } from './portKind';
import { useEditable } from './useEditable';
import styles from '../../../components/record/RecordPanel.module.css';

const KINDS = ['devices', 'ports', 'cables'] as const;
type Kind = (typeof KINDS)[number];
const TITLES: Record<Kind, string> = {
  devices: deviceKind.title,
  ports: portKind.title,
  cables: cableKind.title,
};

/** What people wrote down: devices, their ports, and the cables between them. */
export function RecordsView() {
  const url = useUrlState();
  const links = useLinks();
  const editable = useEditable();
  const { why } = editable;
  const of = url.get('of');
  const current = KINDS.find(kind => kind === of) ?? 'devices';
  return (
    <PageFrame
      idle
      onRetry={() => {}}
      question={<PortViews current="records" />}
    >
      <ViewBar
        label="Kinds of records"
        current={current}
        views={KINDS.map(kind => ({
          view: kind,
          label: TITLES[kind],
          href: links.ports({
            view: 'records',
            of: kind,
            asOf: url.get('asOf'),
          }),
        }))}
      />
      {why && <p className={styles.why}>{why}</p>}
      {current === 'devices' && (
        <RecordTable kind={deviceKind} editable={editable} />
      )}
      {current === 'ports' && (
        <RecordTable kind={portKind} editable={editable} />
      )}
      {current === 'cables' && (
        <RecordTable kind={cableKind} editable={editable} />
      )}
    </PageFrame>
  );
}

import { useApi } from '@backstage/frontend-plugin-api';
import {
  Answer,
  ObservedPortRecord,
  ReverseAnswer,
  SwitchPortRow,
  SwitchView,
} from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { portNumbers } from '../../format/ports';
import { relevantSources } from '../../format/relevantSources';
import { useAsOf } from '../../hooks/useAsOf';
import { useLive } from '../../hooks/useLive';
import { Section } from '../frame';
import { SidePanel } from '../panel';
import { LandingList } from '../path';
import { PortRecords } from '../portRecord';
import { ProblemState, SkeletonLines } from '../states';
import { PortFacts } from './PortFacts';
import styles from './PortPanel.module.css';

/** The host names whose paths end at a port. */
function Landing(props: { portRef: string }) {
  const { portRef } = props;
  const api = useApi(itopsApiRef);
  const { asOf } = useAsOf();
  const live = useLive<ReverseAnswer>(`reverse ${portRef} ${asOf}`, signal =>
    api.reverse(portRef, { asOf, signal }),
  );
  if (live.problem) {
    return <ProblemState problem={live.problem} onRetry={live.reload} />;
  }
  if (!live.data) {
    return <SkeletonLines lines={3} label="Loading host names" />;
  }
  return (
    <LandingList
      label="Host names that land here"
      refName={portRef}
      rows={live.data.items}
      total={live.data.total}
    />
  );
}

/** Everything about one port of a switch. */
export function PortPanel(props: {
  device: SwitchView;
  row: SwitchPortRow;
  answer: Answer;
  /** What is written down about it; undefined where that is not known. */
  records?: ObservedPortRecord[];
  onClose: () => void;
}) {
  const { device, row, answer, records, onClose } = props;
  return (
    <SidePanel
      title={`${device.name} port ${portNumbers(row)}`}
      onClose={onClose}
      answer={{
        at: answer.at,
        sources: relevantSources(answer.sources, [device]),
      }}
    >
      <PortFacts row={row}>
        {records && (
          <Section title="Written down about it">
            <PortRecords records={records} />
          </Section>
        )}
      </PortFacts>
      <Section title="Host names that land here">
        {row.hostnames > 0 ? (
          <Landing portRef={row.ref} />
        ) : (
          <p className={styles.none}>No path ends at this port.</p>
        )}
      </Section>
    </SidePanel>
  );
}

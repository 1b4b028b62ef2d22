import { useApi } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import {
  Answer,
  ReverseAnswer,
  SwitchPortRow,
  SwitchView,
} from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import {
  PORT_STATES,
  portNumbers,
  portSpeed,
  portState,
  taggedText,
} from '../../format/ports';
import { count } from '../../format/quantity';
import { relevantSources } from '../../format/relevantSources';
import { wordOf } from '../../format/words';
import { useAsOf } from '../../hooks/useAsOf';
import { useLinks } from '../../hooks/useLinks';
import { useLive } from '../../hooks/useLive';
import { Code } from '../entityLink';
import { FreshnessStamp, Observed } from '../freshness';
import { Facts, Section } from '../frame';
import { SidePanel } from '../panel';
import { LandingList } from '../path';
import { ProblemState, SkeletonLines } from '../states';
import { SeverityBadge, StatusChip } from '../status';
import { LearnedList } from './LearnedList';
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
  onClose: () => void;
}) {
  const { device, row, answer, onClose } = props;
  const links = useLinks();
  const state = wordOf(PORT_STATES, portState(row));
  const observed = (value: string) => (
    <Observed label={row.freshness} quiet>
      {value}
    </Observed>
  );
  return (
    <SidePanel
      title={`${device.name} port ${portNumbers(row)}`}
      onClose={onClose}
      answer={{
        at: answer.at,
        sources: relevantSources(answer.sources, [device]),
      }}
    >
      <div className={styles.badges}>
        <Observed label={row.freshness}>
          <StatusChip tone={state.tone} label={state.label} hint={state.hint} />
        </Observed>
        {row.openFindings > 0 && (
          <Link href={links.drift({ subject: row.ref })} standalone>
            <SeverityBadge
              severity={row.worstSeverity ?? 'info'}
              label={count(row.openFindings, 'finding')}
            />
          </Link>
        )}
        <FreshnessStamp label={row.freshness} />
      </div>
      <Facts
        facts={[
          { label: 'Label (far end as declared)', value: row.label ?? 'none' },
          {
            label: 'Announced by LLDP',
            value: observed(row.announced.join(', ') || 'nobody'),
          },
          { label: 'Speed', value: observed(portSpeed(row) ?? 'no link') },
          {
            label: 'Native VLAN',
            value: observed(row.nativeVlan?.toString() ?? 'none'),
          },
          { label: 'Tagged VLANs', value: observed(taggedText(row)) },
          row.poe === 'none'
            ? undefined
            : {
                label: 'Power',
                value: observed(row.poe === 'on' ? 'gives power' : 'off'),
              },
          row.media ? { label: 'Socket', value: row.media } : undefined,
          row.profile ? { label: 'Profile', value: row.profile } : undefined,
          row.isUplink
            ? { label: 'Role', value: 'link between switches' }
            : undefined,
          { label: 'Named in files as', value: <Code>{row.ref}</Code> },
        ]}
      />
      <Section title="Learned here">
        <Observed label={row.freshness} quiet>
          <LearnedList learned={row.learned} />
        </Observed>
      </Section>
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

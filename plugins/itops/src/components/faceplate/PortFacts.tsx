import { ReactNode } from 'react';
import { Link } from '@backstage/ui';
import { SwitchPortRow } from '@sankofa/plugin-itops-common';
import {
  PORT_STATES,
  portSpeed,
  portState,
  taggedText,
} from '../../format/ports';
import { count } from '../../format/quantity';
import { wordOf } from '../../format/words';
import { useLinks } from '../../hooks/useLinks';
import { Code } from '../entityLink';
import { FreshnessStamp, Observed } from '../freshness';
import { Facts, Section } from '../frame';
import { SeverityBadge, StatusChip } from '../status';
import { LearnedList } from './LearnedList';
import styles from './PortPanel.module.css';

/** What the controller says of a port, and who is behind it. */
export function PortFacts(props: {
  row: SwitchPortRow;
  /** Goes before the hosts that were learned there. */
  children?: ReactNode;
}) {
  const { row, children } = props;
  const links = useLinks();
  const state = wordOf(PORT_STATES, portState(row));
  const observed = (value: string) => (
    <Observed label={row.freshness} quiet>
      {value}
    </Observed>
  );
  return (
    <>
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
      {children}
      <Section title="Learned here">
        <Observed label={row.freshness} quiet>
          <LearnedList learned={row.learned} />
        </Observed>
      </Section>
    </>
  );
}

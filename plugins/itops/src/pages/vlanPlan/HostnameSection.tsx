import { VlanSimulation } from '@sankofa/plugin-itops-common';
import { Section } from '../../components/frame';
import { EmptyState } from '../../components/states';
import { DataTable } from '../../components/table';
import { VERDICTS } from '../../format/vlanPlan';
import { useLinks } from '../../hooks/useLinks';
import { PlanChip } from './PlanChip';
import { hostnameColumns } from './simulationColumns';
import { useMore } from './useMore';
import styles from './Plan.module.css';

type Hostname = VlanSimulation['hostnames'][number];

const STEP = 100;
const VERDICT_ORDER = ['broken', 'unknown', 'kept'] as const;
const isTouched = ({ reason }: Hostname) => reason !== 'not-affected';
const idOf = ({ hostname, proxySourceId }: Hostname) =>
  `${proxySourceId} ${hostname}`;

/** What becomes of every host name, worst first. */
export function HostnameSection(props: {
  simulation: VlanSimulation;
  outdated: boolean;
  /** Also host names that no move touches. */
  every: boolean;
  onEvery: (every: boolean) => void;
}) {
  const { simulation, outdated, every, onEvery } = props;
  const { counts, hostnames } = simulation;
  const links = useLinks();
  const touched = hostnames.filter(isTouched);
  const untouched = hostnames.length - touched.length;
  const names = every ? hostnames : touched;
  const { shown, more } = useMore(names, STEP, 'host names');
  return (
    <Section
      title="Host names"
      aside={
        untouched > 0 && (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={every}
              onChange={({ target }) => onEvery(target.checked)}
            />
            {`also the ${untouched.toLocaleString()} that nothing touches`}
          </label>
        )
      }
    >
      <div className={styles.column}>
        <ul className={styles.counts} aria-label="Host names by verdict">
          {VERDICT_ORDER.map(verdict => (
            <li key={verdict}>
              <PlanChip words={VERDICTS} state={verdict} />
              <strong>{counts[verdict].toLocaleString()}</strong>
            </li>
          ))}
        </ul>
        <DataTable
          label="Host names"
          columns={hostnameColumns}
          rows={shown}
          outdated={outdated}
          idOf={idOf}
          hrefOf={({ hostname, proxySourceId }) =>
            links.paths({ path: hostname, proxy: proxySourceId, q: hostname })
          }
          empty={
            <EmptyState title="No host name is touched">
              No path of any proxy leads to what moves.
            </EmptyState>
          }
        />
        {more}
      </div>
    </Section>
  );
}

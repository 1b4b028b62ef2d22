import { Link } from '@backstage/ui';
import { VlanSimulation } from '@sankofa/plugin-itops-common';
import { Code, EntityLink } from '../../components/entityLink';
import { Section } from '../../components/frame';
import { DataTable } from '../../components/table';
import { count } from '../../format/quantity';
import { vlanWords } from '../../format/vlanPlan';
import { useLinks } from '../../hooks/useLinks';
import { HostnameSection } from './HostnameSection';
import { MoveList } from './MoveList';
import { RefGroups } from './RefGroups';
import { editColumns } from './simulationColumns';
import { useMore } from './useMore';
import styles from './Plan.module.css';

const EDITS = 25;

/** Host names, owners, ports and edits of moves that were only tried out. */
export function SimulationResult(props: {
  simulation: VlanSimulation;
  outdated: boolean;
  /** Also host names that no move touches. */
  every: boolean;
  onEvery: (every: boolean) => void;
}) {
  const { simulation, outdated } = props;
  const { moves, owners, withoutOwner } = simulation;
  const { missingTrunks, conflicts, edits } = simulation;
  const links = useLinks();
  const { shown, more } = useMore(edits, EDITS, 'edits');
  const labels = new Map(moves.map(({ ref, label }) => [ref, label]));
  return (
    <div className={styles.board} data-outdated={outdated || undefined}>
      <HostnameSection {...props} />
      <div className={styles.notes}>
        <MoveList moves={moves} />
        <Section
          card
          title="Owners to ask"
          aside={count(owners.length, 'team')}
        >
          <ul className={styles.plain} aria-label="Owners to ask">
            {owners.map(({ ownerRef, refs }) => (
              <li key={ownerRef}>
                <EntityLink entityRef={ownerRef} />
                <RefGroups refs={refs} labels={labels} />
              </li>
            ))}
            {withoutOwner.length > 0 && (
              <li>
                <strong>No known owner</strong>
                <RefGroups refs={withoutOwner} labels={labels} />
              </li>
            )}
          </ul>
          {owners.length + withoutOwner.length === 0 && (
            <p className={styles.note}>Nobody is affected.</p>
          )}
        </Section>
        <Section
          card
          title="Switch ports that lack the VLAN"
          aside={count(missingTrunks.length, 'port')}
        >
          {missingTrunks.length === 0 && (
            <p className={styles.note}>None that is known.</p>
          )}
          <ul
            className={styles.plain}
            aria-label="Switch ports that lack the VLAN"
          >
            {missingTrunks.map(({ port, vid, refs }) => (
              <li key={`${port} ${vid}`}>
                <Link href={links.ports({ port })} variant="body-small">
                  {port.replace(/^port:/, '')}
                </Link>
                {` lacks ${vlanWords(vid)}`}
                <RefGroups refs={refs} labels={labels} />
              </li>
            ))}
          </ul>
        </Section>
        {conflicts.length > 0 && (
          <Section
            card
            title="Address conflicts"
            aside={count(conflicts.length, 'address', 'addresses')}
          >
            <ul className={styles.plain} aria-label="Address conflicts">
              {conflicts.map(({ address, owners: wanting }) => (
                <li key={address}>
                  <Code>{address}</Code>
                  <RefGroups refs={wanting} labels={labels} />
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
      <Section title="Edits" aside={count(edits.length, 'edit')}>
        <div className={styles.column}>
          <DataTable
            label="Edits"
            columns={editColumns}
            rows={shown}
            idOf={({ kind, ref, field, from, locator }) =>
              [kind, ref, field, from, locator].join(' ')
            }
            empty={<p className={styles.note}>Nothing has to be edited.</p>}
          />
          {more}
        </div>
      </Section>
    </div>
  );
}

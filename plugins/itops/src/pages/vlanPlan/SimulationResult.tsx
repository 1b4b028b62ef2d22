import { Link } from '@backstage/ui';
import { VlanSimulation } from '@sankofa/plugin-itops-common';
import { Code, EntityLink } from '../../components/entityLink';
import { Section } from '../../components/frame';
import { EmptyState } from '../../components/states';
import { DataTable } from '../../components/table';
import { count } from '../../format/quantity';
import { planReason, VERDICTS, vlanWords } from '../../format/vlanPlan';
import { useLinks } from '../../hooks/useLinks';
import { PlanChip } from './PlanChip';
import { editColumns, hostnameColumns } from './simulationColumns';
import styles from './Plan.module.css';

const NAMES = 200;
const VERDICT_ORDER = ['broken', 'unknown', 'kept'] as const;

/** Host names, owners, ports and edits of moves that were only tried out. */
export function SimulationResult(props: {
  simulation: VlanSimulation;
  outdated: boolean;
  /** Also host names that no move touches. */
  every: boolean;
  onEvery: (every: boolean) => void;
}) {
  const { simulation, outdated, every, onEvery } = props;
  const { moves, counts, hostnames, owners, withoutOwner } = simulation;
  const { missingTrunks, conflicts, edits } = simulation;
  const links = useLinks();
  const names = hostnames.filter(
    ({ reason }) => every || reason !== 'not-affected',
  );
  return (
    <div className={styles.board} data-outdated={outdated || undefined}>
      <ul className={styles.counts} aria-label="Host names by verdict">
        {VERDICT_ORDER.map(verdict => (
          <li key={verdict}>
            <PlanChip words={VERDICTS} state={verdict} />
            <strong>{counts[verdict].toLocaleString()}</strong>
          </li>
        ))}
      </ul>
      <Section
        title="Host names"
        aside={
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={every}
              onChange={({ target }) => onEvery(target.checked)}
            />
            also those that nothing touches
          </label>
        }
      >
        <DataTable
          label="Host names"
          columns={hostnameColumns}
          rows={names.slice(0, NAMES)}
          idOf={({ hostname, proxySourceId }) => `${proxySourceId} ${hostname}`}
          hrefOf={({ hostname, proxySourceId }) =>
            links.paths({ path: hostname, proxy: proxySourceId, q: hostname })
          }
          empty={
            <EmptyState title="No host name is touched">
              No path of any proxy leads to what moves.
            </EmptyState>
          }
        />
        {names.length > NAMES && (
          <p className={styles.note}>
            {`and ${(
              names.length - NAMES
            ).toLocaleString()} more, none of them worse`}
          </p>
        )}
      </Section>
      <div className={styles.notes}>
        <Section card title="Moves" aside={count(moves.length, 'move')}>
          <ul className={styles.long} aria-label="Moves">
            {moves.map(
              ({ ref, guestId, label, from, to, port, carried, gap }) => (
                <li key={ref}>
                  <Link
                    href={links.guests({ guest: guestId })}
                    variant="body-small"
                  >
                    {label}
                  </Link>
                  {` ${vlanWords(from.vid)} → ${vlanWords(to.vid)}`}
                  <p className={styles.reason}>
                    {`${from.addresses.join(', ') || 'address unknown'} → ${
                      to.addresses.join(', ') || 'address not assigned yet'
                    }. ${
                      carried === undefined
                        ? `Whether its port carries the VLAN is unknown${
                            gap ? `: ${planReason(gap)}` : '.'
                          }`
                        : `${port?.replace(/^port:/, '') ?? 'Its port'} ${
                            carried ? 'carries' : 'does not carry'
                          } the VLAN.`
                    }`}
                  </p>
                </li>
              ),
            )}
          </ul>
        </Section>
        <Section card title="Owners to ask" aside={owners.length}>
          <ul className={styles.long} aria-label="Owners to ask">
            {owners.map(({ ownerRef, refs }) => (
              <li key={ownerRef}>
                <EntityLink entityRef={ownerRef} />
                <p className={styles.reason}>{refs.join(', ')}</p>
              </li>
            ))}
            {withoutOwner.length > 0 && (
              <li>
                <strong>No known owner</strong>
                <p className={styles.reason}>{withoutOwner.join(', ')}</p>
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
          aside={missingTrunks.length}
        >
          {missingTrunks.length === 0 && (
            <p className={styles.note}>None that is known.</p>
          )}
          <ul
            className={styles.long}
            aria-label="Switch ports that lack the VLAN"
          >
            {missingTrunks.map(({ port, vid, refs }) => (
              <li key={`${port} ${vid}`}>
                <Link href={links.ports({ port })} variant="body-small">
                  {port.replace(/^port:/, '')}
                </Link>
                {` lacks ${vlanWords(vid)}`}
                <p className={styles.reason}>{refs.join(', ')}</p>
              </li>
            ))}
          </ul>
        </Section>
        {conflicts.length > 0 && (
          <Section card title="Address conflicts" aside={conflicts.length}>
            <ul className={styles.long} aria-label="Address conflicts">
              {conflicts.map(({ address, owners: wanting }) => (
                <li key={address}>
                  <Code>{address}</Code> {wanting.join(', ')}
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
      <Section title="Edits" aside={count(edits.length, 'edit')}>
        <DataTable
          label="Edits"
          columns={editColumns}
          rows={edits}
          idOf={({ kind, ref, field, from, locator }) =>
            [kind, ref, field, from, locator].join(' ')
          }
          empty={<p className={styles.note}>Nothing has to be edited.</p>}
        />
      </Section>
    </div>
  );
}

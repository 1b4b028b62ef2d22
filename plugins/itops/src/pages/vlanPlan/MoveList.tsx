import { Link } from '@backstage/ui';
import { VlanSimulation } from '@sankofa/plugin-itops-common';
import { Section } from '../../components/frame';
import { count } from '../../format/quantity';
import { planReason } from '../../format/planReasons';
import { vlanWords } from '../../format/vlanPlan';
import { useLinks } from '../../hooks/useLinks';
import { useMore } from './useMore';
import styles from './Plan.module.css';

type Move = VlanSimulation['moves'][number];

const STEP = 10;

function sayPort({ port, carried, gap }: Move): string {
  if (carried === undefined) {
    const why = gap && planReason(gap);
    return why
      ? `Whether its port carries the VLAN is unknown: ${why}`
      : 'Whether its port carries the VLAN is unknown.';
  }
  const name = port?.replace(/^port:/, '') ?? 'Its port';
  return `${name} ${carried ? 'carries' : 'does not carry'} the VLAN.`;
}

function sayAddresses({ from, to }: Move): string {
  const now = from.addresses.join(', ') || 'address unknown';
  return `${now} → ${to.addresses.join(', ') || 'not assigned yet'}.`;
}

/** What is tried out: every interface with its old and new place. */
export function MoveList(props: { moves: Move[] }) {
  const { moves } = props;
  const links = useLinks();
  const { shown, more } = useMore(moves, STEP, 'moves');
  return (
    <Section card title="Moves" aside={count(moves.length, 'move')}>
      <ul className={styles.plain} aria-label="Moves">
        {shown.map(move => (
          <li key={move.ref}>
            <Link
              href={links.guests({ guest: move.guestId })}
              variant="body-small"
            >
              {move.label}
            </Link>
            {` ${vlanWords(move.from.vid)} → ${vlanWords(move.to.vid)}`}
            <p className={styles.reason}>{sayAddresses(move)}</p>
            <p className={styles.reason}>{sayPort(move)}</p>
          </li>
        ))}
      </ul>
      {more}
      {moves.length === 0 && (
        <p className={styles.note}>Everything is where it should be.</p>
      )}
    </Section>
  );
}

import colours from './colours.module.css';
import plate from './Faceplate.module.css';
import { VlanColour } from './vlanColours';
import styles from './Legend.module.css';

const SIGNS: { label: string; data: Record<string, string> }[] = [
  { label: 'up', data: { 'data-state': 'up' } },
  { label: 'down', data: { 'data-state': 'down' } },
  { label: 'off', data: { 'data-state': 'disabled' } },
  { label: 'gives power', data: { 'data-state': 'up', 'data-poe': '' } },
  {
    label: 'record contradicted',
    data: { 'data-state': 'up', 'data-contradicted': '' },
  },
  { label: 'finding', data: { 'data-state': 'up', 'data-severity': 'error' } },
];

/** What colours and forms of the drawn ports mean. */
export function Legend(props: { colours: ReadonlyMap<number, VlanColour> }) {
  return (
    <ul className={styles.legend} aria-label="Legend">
      {[...props.colours].map(([vlan, { colour, striped }]) => (
        <li key={vlan}>
          <span
            aria-hidden="true"
            className={`${colours.coloured} ${plate.port} ${styles.sample}`}
            data-state="up"
            data-colour={colour}
            data-striped={striped || undefined}
          />
          {`VLAN ${vlan}`}
        </li>
      ))}
      {SIGNS.map(({ label, data }) => (
        <li key={label}>
          <span
            aria-hidden="true"
            className={`${colours.coloured} ${plate.port} ${styles.sample}`}
            {...data}
          />
          {label}
        </li>
      ))}
      <li>
        <span aria-hidden="true" className={styles.bracket} />
        one link of several ports
      </li>
      <li>↑ uplink</li>
    </ul>
  );
}

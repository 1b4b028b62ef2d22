import { NameMap } from './nameMaps';
import styles from './NamesView.module.css';

/** What each port of a model is called, by whom. */
export function NamesTable(props: { map: NameMap }) {
  const { model, names } = props.map;
  return (
    // What scrolls must be reached by keyboard, too.
    <div
      className={styles.scroll}
      role="region"
      aria-label={`Names of the ports of ${model}`}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={styles.table} aria-label={`Ports of ${model}`}>
        <thead>
          <tr>
            <th scope="col">Controller</th>
            <th scope="col">NetBox</th>
            <th scope="col">System</th>
          </tr>
        </thead>
        <tbody>
          {names.map(({ number, netbox, system }) => (
            <tr key={`${number} ${netbox}`}>
              <td>{number ?? '–'}</td>
              <td>{netbox}</td>
              <td>{system ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { Moment } from '../../components/clock';
import { percent } from '../../format/quantity';
import { duration, timeZone } from '../../format/time';
import styles from './Hosts.module.css';

/** What use is stated over, in the viewer's time zone. */
export function WindowNote(props: {
  window: { from: string; to: string };
  minCoverage?: number;
}) {
  const { window, minCoverage } = props;
  return (
    <p className={styles.note}>
      Use is the 95th percentile (p95) of the{' '}
      {duration(Date.parse(window.to) - Date.parse(window.from))} until{' '}
      <Moment at={window.to} absolute />, times in {timeZone()}.
      {minCoverage !== undefined &&
        ` Where less than ${percent(
          minCoverage,
          1,
        )} % of it was measured there is no number.`}
    </p>
  );
}

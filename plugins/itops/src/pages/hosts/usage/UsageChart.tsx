import { useId } from 'react';
import { CapacitySeries } from '@sankofa/plugin-itops-common';
import { useClock } from '../../../components/clock';
import { Section } from '../../../components/frame';
import { count, percent } from '../../../format/quantity';
import { duration, shortTime } from '../../../format/time';
import hosts from '../Hosts.module.css';
import {
  Measured,
  Metric,
  Stretch,
  bucketsOf,
  gapsOf,
  measuredOf,
  stoppedOf,
  stretchesOf,
} from './series';
import styles from './UsageChart.module.css';

const WIDTH = 1000;
const HEIGHT = 160;
const PARTS = 24;

function lengthOf(parts: Stretch[]): number {
  return parts.reduce((sum, { from, to }) => sum + to - from, 0);
}

function silence(still: number): string {
  return still > 0
    ? `No load: it did not run for ${duration(
        still,
      )}; the rest was not measured.`
    : 'Not measured in this time.';
}

/** One metric of one thing: a line with its gaps, a summary in words, and a table. */
export function UsageChart(props: {
  title: string;
  metric: Metric;
  series: CapacitySeries;
  limit?: number;
  say: (value: number) => string;
}) {
  const { title, metric, series, limit, say } = props;
  const { now } = useClock();
  const id = useId();
  const from = Date.parse(series.window.from);
  const to = Date.parse(series.window.to);
  const steps = measuredOf(series.points, metric);
  const stretches = stretchesOf(steps);
  const stopped = stretchesOf(stoppedOf(series.points)).map(stretch => ({
    from: stretch[0].at,
    to: stretch[stretch.length - 1].until,
  }));
  const known = [...steps, ...stoppedOf(series.points)].sort(
    (a, b) => a.at - b.at,
  );
  const gaps = gapsOf(stretchesOf(known), { from, to });
  const peak = steps.reduce((most, { value }) => Math.max(most, value), 0);
  const top = Math.max(limit ?? 0, peak) || 1;

  const x = (at: number) =>
    ((Math.min(Math.max(at, from), to) - from) / (to - from)) * WIDTH;
  const y = (value: number) => HEIGHT - (value / top) * HEIGHT;
  // A step is a value that held: it is drawn as level as it was measured.
  const line = (stretch: Measured[]) =>
    stretch
      .map(
        ({ at, until, value }, index) =>
          `${index === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(
            1,
          )}H${x(until).toFixed(1)}`,
      )
      .join('');
  const time = (at: number) => shortTime(new Date(at).toISOString(), now);
  const missing = lengthOf(gaps);
  const still = lengthOf(stopped);
  const latest = steps.at(-1);
  const summary = latest
    ? [
        `Highest step ${say(peak)}, last step ${say(latest.value)}`,
        limit === undefined ? undefined : `of ${say(limit)}`,
        gaps.length === 0
          ? 'measured without a gap'
          : `${count(gaps.length, 'gap')}, ${duration(missing)} not measured`,
        still > 0 ? `did not run for ${duration(still)}` : undefined,
      ]
        .filter(Boolean)
        .join(', ')
    : silence(still);
  return (
    <Section card title={title}>
      <p className={hosts.note} id={`${id}-summary`}>
        {summary}
      </p>
      {latest && (
        <>
          <div className={styles.chart}>
            <span className={styles.axis}>{say(top)}</span>
            <svg
              className={styles.picture}
              viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
              preserveAspectRatio="none"
              role="img"
              aria-label={title}
              aria-describedby={`${id}-summary`}
            >
              {gaps.map(gap => (
                <rect
                  key={gap.from}
                  className={styles.gap}
                  x={x(gap.from)}
                  width={x(gap.to) - x(gap.from)}
                  height={HEIGHT}
                />
              ))}
              {stopped.map(part => (
                <path
                  key={part.from}
                  className={styles.stopped}
                  d={`M${x(part.from)} ${HEIGHT - 2}H${x(part.to)}`}
                />
              ))}
              {limit !== undefined && (
                <path className={styles.limit} d={`M0 ${y(limit)}H${WIDTH}`} />
              )}
              {stretches.map(stretch => (
                <path
                  key={stretch[0].at}
                  className={styles.line}
                  d={line(stretch)}
                />
              ))}
            </svg>
            <div className={styles.times}>
              <span>{time(from)}</span>
              <span>{time(to)}</span>
            </div>
          </div>
          <details className={hosts.details}>
            <summary>{`${title} as a table`}</summary>
            <div className={hosts.scroll}>
              <table className={hosts.table}>
                <thead>
                  <tr>
                    <th scope="col">From</th>
                    <th scope="col">Average</th>
                    <th scope="col">Highest step</th>
                    <th scope="col">Measured</th>
                  </tr>
                </thead>
                <tbody>
                  {bucketsOf(steps, { from, to }, PARTS).map(part => (
                    <tr key={part.from}>
                      <th scope="row">{time(part.from)}</th>
                      <td>
                        {part.average === undefined
                          ? 'not measured'
                          : say(part.average)}
                      </td>
                      <td>{part.peak === undefined ? '–' : say(part.peak)}</td>
                      <td>{`${percent(part.coverage, 1)} %`}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        </>
      )}
    </Section>
  );
}

import {
  CapacityUsage,
  FreshnessLabelView,
} from '@sankofa/plugin-itops-common';
import { Observed } from '../../../components/freshness';
import { ShareBar } from '../../../components/node';
import { percent } from '../../../format/quantity';
import { heatOf, p95Of, sayCoverage, sayUsage } from '../sayCapacity';
import styles from './NodeTile.module.css';

/** One resource of a node: what was given out beside what is used, tinted by its use. */
export function HeatBars(props: {
  /** "CPU" */
  label: string;
  /** Left out where nothing is given out, only used. */
  allocated?: number;
  /** The share of some guests is unknown: the true number is higher. */
  atLeast?: boolean;
  /** What is used now, where that is known without the measurements. */
  now?: number;
  total: number | undefined;
  usage: CapacityUsage;
  say: (value: number) => string;
  freshness: FreshnessLabelView;
  metricsFreshness: FreshnessLabelView;
  /** Overcommit, forecast. */
  notes?: string[];
}) {
  const { label, allocated, atLeast, now, total, usage, say } = props;
  const { notes = [] } = props;
  // The sum of nothing that is known is not zero.
  const unknown = allocated === 0 && atLeast;
  const used = p95Of(usage);
  const heat = heatOf(used, total);
  const of = total === undefined ? ', size unknown' : ` of ${say(total)}`;
  return (
    <section className={styles.bars} data-heat={heat} aria-label={label}>
      <div className={styles.resource}>
        <span>{label}</span>
        <span className={styles.heat}>{heat}</span>
      </div>
      {allocated !== undefined && (
        <Observed label={props.freshness} quiet>
          <ShareBar
            label={`${label} given out`}
            text={
              unknown
                ? `Given out: unknown${of}`
                : `Given out ${atLeast ? 'at least ' : ''}${say(
                    allocated,
                  )}${of}`
            }
            percent={unknown ? undefined : percent(allocated, total)}
          />
        </Observed>
      )}
      {now !== undefined && (
        <Observed label={props.freshness} quiet>
          <ShareBar
            label={`${label} used now`}
            text={`Used now ${say(now)}${of}`}
            percent={percent(now, total)}
          />
        </Observed>
      )}
      <Observed label={props.metricsFreshness} quiet>
        <ShareBar
          label={`${label} used, 95th percentile`}
          text={
            used === undefined
              ? `Used: ${sayUsage(usage, say)}`
              : `Used (p95) ${say(used)}${of}`
          }
          percent={used === undefined ? undefined : percent(used, total)}
        />
      </Observed>
      {[...(used === undefined ? [] : [sayCoverage(usage)]), ...notes].map(
        note => (
          <span key={note} className={styles.small}>
            {note}
          </span>
        ),
      )}
    </section>
  );
}

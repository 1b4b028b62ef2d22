import { Section } from '../../components/frame';
import { count } from '../../format/quantity';
import { vlanWords } from '../../format/vlanPlan';
import { useNarrow } from '../../hooks/useMedia';
import { FlowBand, FlowNode, PlanFlow, layoutFlows } from './flowLayout';
import styles from './FlowPicture.module.css';

const BAR = 8;
const LABEL = 92;
/** Room for the headings above both sides. */
const HEAD = 22;

function bandPath({ y1, y2, height }: FlowBand, x1: number, x2: number) {
  const middle = (x1 + x2) / 2;
  return `M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2} L${x2},${
    y2 + height
  } C${middle},${y2 + height} ${middle},${y1 + height} ${x1},${y1 + height} Z`;
}

/** The VLANs of one side with how many workloads each has, under a heading. */
function Nodes(props: {
  title: string;
  nodes: FlowNode[];
  x: number;
  textX: number;
  anchor: 'start' | 'end';
}) {
  const { title, nodes, textX, anchor } = props;
  return (
    <>
      <text x={textX} y={-HEAD / 2} textAnchor={anchor} className={styles.head}>
        {title}
      </text>
      {nodes.map(({ vid, count: amount, y, height }) => (
        <g key={String(vid)}>
          <rect
            x={props.x}
            y={y}
            width={BAR}
            height={height}
            rx={2}
            className={styles.bar}
            data-unknown={vid === undefined || undefined}
          />
          <text
            x={textX}
            y={y + height / 2}
            dominantBaseline="central"
            textAnchor={anchor}
            className={styles.label}
          >
            {`${vid === undefined ? 'unknown' : vid} · ${amount}`}
          </text>
        </g>
      ))}
    </>
  );
}

/** The same in words, for those who cannot see the picture or want figures. */
function FlowTable(props: { bands: FlowBand[] }) {
  return (
    <details className={styles.alternative}>
      <summary>As a table</summary>
      <table className={styles.table} aria-label="Workloads by VLAN">
        <thead>
          <tr>
            <th scope="col">Now</th>
            <th scope="col">Target</th>
            <th scope="col">Workloads</th>
            <th scope="col">Done</th>
          </tr>
        </thead>
        <tbody>
          {props.bands.map(({ from, to, count: amount, done }) => (
            <tr key={`${from} ${to}`}>
              <th scope="row">{vlanWords(from)}</th>
              <td>{vlanWords(to)}</td>
              <td>{amount.toLocaleString()}</td>
              <td>{done.toLocaleString()}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Current → target VLAN: the thicker a band, the more workloads take that way. */
export function FlowPicture(props: { flows: PlanFlow[] }) {
  const narrow = useNarrow();
  const { left, right, bands, height } = layoutFlows(props.flows);
  if (bands.length === 0) {
    return null;
  }
  const width = narrow ? 330 : 760;
  const x1 = LABEL;
  const x2 = width - LABEL - BAR;
  const total = bands.reduce((sum, band) => sum + band.count, 0);
  const done = bands.reduce((sum, band) => sum + band.done, 0);
  return (
    <Section
      card
      title="Current → target VLAN"
      aside={`${count(total, 'workload')}, ${done} done`}
    >
      <svg
        viewBox={`0 ${-HEAD} ${width} ${height + HEAD + 2}`}
        className={styles.picture}
        role="img"
        aria-label={`${count(total, 'workload')} from ${left
          .map(({ vid }) => vlanWords(vid))
          .join(', ')} to ${right.map(({ vid }) => vlanWords(vid)).join(', ')}`}
      >
        {bands.map(band => (
          <path
            key={`${band.from} ${band.to}`}
            d={bandPath(band, x1 + BAR, x2)}
            className={styles.band}
            data-done={band.done === band.count || undefined}
            data-unknown={band.from === undefined || undefined}
          >
            <title>{`${vlanWords(band.from)} → ${vlanWords(band.to)}: ${count(
              band.count,
              'workload',
            )}, ${band.done} done`}</title>
          </path>
        ))}
        <Nodes
          title="VLAN now"
          nodes={left}
          x={x1}
          textX={x1 - 8}
          anchor="end"
        />
        <Nodes
          title="Target"
          nodes={right}
          x={x2}
          textX={x2 + BAR + 8}
          anchor="start"
        />
      </svg>
      <FlowTable bands={bands} />
    </Section>
  );
}

import { ReactNode } from 'react';
import { Link } from '@backstage/ui';
import {
  FreshnessLabelView,
  Overview,
  SourceFreshness,
} from '@sankofa/plugin-itops-common';
import { Observed } from '../../components/freshness';
import { Bone } from '../../components/states';
import { worstFreshness } from '../../format/freshness';
import { count } from '../../format/quantity';
import { observingSources } from '../../format/relevantSources';
import { useLinks } from '../../hooks/useLinks';
import styles from './Tiles.module.css';

interface TileProps {
  title: string;
  href: string;
  tone?: 'danger' | 'warning';
  note?: ReactNode;
  /** What the number rests on, where it was observed. */
  label?: FreshnessLabelView;
  children: ReactNode;
}

function Tile(props: TileProps) {
  const { title, href, tone, note, label, children } = props;
  return (
    <li className={styles.tile} data-tone={tone}>
      <Link href={href} standalone className={styles.link}>
        <span className={styles.title}>{title}</span>
        <span className={styles.number}>
          {label ? <Observed label={label}>{children}</Observed> : children}
        </span>
        {note && <span className={styles.note}>{note}</span>}
      </Link>
    </li>
  );
}

function countBy(sources: SourceFreshness[], ...states: string[]): number {
  return sources.filter(({ freshness }) => states.includes(freshness)).length;
}

function sourcesNote(sources: SourceFreshness[]): string {
  return [
    [countBy(sources, 'failed'), 'failed'],
    [countBy(sources, 'partial'), 'partial'],
    [countBy(sources, 'stale'), 'stale'],
    [countBy(sources, 'never'), 'never read'],
  ]
    .filter(([amount]) => amount)
    .map(([amount, word]) => `${amount} ${word}`)
    .join(' · ');
}

/** The numbers of the site; each leads to the rows it sums. */
export function Tiles(props: { overview: Overview | undefined }) {
  const { overview } = props;
  const links = useLinks();
  if (!overview) {
    return (
      <div className={styles.tiles} role="status" aria-label="Loading numbers">
        {[1, 2, 3, 4, 5].map(tile => (
          <Bone key={tile} height={98} />
        ))}
      </div>
    );
  }
  const { counts, sources } = overview;
  const critical = counts.openFindings.critical ?? 0;
  const open = Object.values(counts.openFindings).reduce((a, b) => a + b, 0);
  const fresh = countBy(sources, 'fresh', 'aging');
  const conflicts = counts.addressStates.conflict ?? 0;
  const observed = worstFreshness(observingSources(sources));
  const failed = countBy(sources, 'failed');

  return (
    <ul className={styles.tiles}>
      <Tile
        title="Critical findings"
        href={links.drift({ severity: 'critical' })}
        tone={critical > 0 ? 'danger' : undefined}
        note={`${count(open, 'open finding')} in all`}
      >
        {critical.toLocaleString()}
      </Tile>
      <Tile
        title="Sources"
        href={links.sources()}
        tone={
          failed > 0
            ? 'danger'
            : (sourcesNote(sources) && 'warning') || undefined
        }
        note={sourcesNote(sources) || 'all of them'}
      >
        {fresh.toLocaleString()} <span className={styles.unit}>fresh</span>
      </Tile>
      <Tile
        title="Guests"
        // Templates are counted apart.
        href={links.guests({ template: 'false' })}
        label={observed}
        note={`${counts.guestsRunning.toLocaleString()} running · ${count(
          counts.templates,
          'template',
        )}`}
      >
        {counts.guests.toLocaleString()}
      </Tile>
      <Tile
        title="Nodes"
        href={links.nodes()}
        label={observed}
        tone={counts.nodesOnline < counts.nodes ? 'warning' : undefined}
        note={`${counts.nodesOnline.toLocaleString()} online`}
      >
        {counts.nodes.toLocaleString()}
      </Tile>
      <Tile
        title="Addresses"
        href={links.addresses()}
        label={observed}
        tone={conflicts > 0 ? 'danger' : undefined}
        note={conflicts > 0 ? `${conflicts} in conflict` : 'none in conflict'}
      >
        {counts.addresses.toLocaleString()}
      </Tile>
    </ul>
  );
}

import { PathChange, PathRow } from '@sankofa/plugin-itops-common';
import {
  PathItem,
  placesOnlyIn,
  useStackedPaths,
  walkHops,
} from '../../components/path';
import { StatusChip } from '../../components/status';
import { Word } from '../../format/words';
import styles from './PathChangesView.module.css';

/** The two moments of a comparison. */
export type Side = 'before' | 'after';

function wordFor({ before, after }: PathChange): Word {
  if (!before) {
    return { label: 'new', tone: 'info', hint: 'It was not known before.' };
  }
  return after
    ? { label: 'changed', tone: 'warning', hint: 'It leads elsewhere now.' }
    : { label: 'gone', tone: 'danger', hint: 'It is not known any more.' };
}

/** One path before and after; the hops that differ are marked. */
export function ChangedPath(props: {
  change: PathChange;
  onOpen: (side: Side, hopId: string) => void;
}) {
  const { change, onOpen } = props;
  const { hostname, before, after } = change;
  const stacked = useStackedPaths();
  const word = wordFor(change);
  const moments: { as: Side; row?: PathRow; other?: PathRow }[] = [
    { as: 'before', row: before, other: after },
    { as: 'after', row: after, other: before },
  ];
  return (
    <li className={styles.change} aria-label={`${hostname}: ${word.label}`}>
      <StatusChip tone={word.tone} label={word.label} hint={word.hint} />
      {moments.map(
        ({ as, row, other }) =>
          row && (
            // Keys of the buttons inside bubble up to here.
            // eslint-disable-next-line jsx-a11y/no-static-element-interactions
            <div key={as} className={styles.moment} onKeyDown={walkHops}>
              {other && (
                <span className={styles.label}>
                  {as === 'before' ? 'Before' : 'After'}
                </span>
              )}
              <PathItem
                row={row}
                stacked={stacked}
                unfolded
                marked={other && { hops: placesOnlyIn(row, other), as }}
                onOpen={hopId => onOpen(as, hopId)}
              />
            </div>
          ),
      )}
    </li>
  );
}

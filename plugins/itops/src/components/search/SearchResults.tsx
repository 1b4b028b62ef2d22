import { SearchHit } from '@sankofa/plugin-itops-common';
import { HitGroup } from './groupHits';
import { SearchAnswer } from './useSearch';
import styles from './SearchBox.module.css';

/** The grouped list under the search box. */
export function SearchResults(props: {
  listId: string;
  hidden: boolean;
  text: string;
  /** Undefined while the answer to the text is on its way. */
  answer: SearchAnswer | undefined;
  groups: HitGroup[];
  hits: SearchHit[];
  active: number;
  onHover: (index: number) => void;
  onChoose: (hit: SearchHit) => void;
}) {
  const { listId, hidden, text, answer, groups, hits, active } = props;
  const { onHover, onChoose } = props;
  const more = answer ? answer.total - hits.length : 0;
  let note: string | undefined;
  if (!answer) {
    note = 'Searching…';
  } else if (answer.problem) {
    note = `${answer.problem.title} ${answer.problem.remedy}`;
  } else if (hits.length === 0) {
    note = `Nothing is called “${text}”. Try part of a name or an address.`;
  } else if (more > 0) {
    note = `${more.toLocaleString()} more. Type on to narrow it down.`;
  }
  return (
    <div className={styles.popup} hidden={hidden}>
      <div
        id={listId}
        role="listbox"
        aria-label="Results"
        aria-busy={!answer}
        data-outdated={answer ? undefined : ''}
        className={styles.list}
      >
        {groups.map(group => (
          <div
            key={group.kind}
            role="group"
            aria-label={group.title}
            className={styles.group}
          >
            <div className={styles.groupTitle} aria-hidden="true">
              {group.title}
            </div>
            {group.hits.map(hit => {
              const index = hits.indexOf(hit);
              return (
                // The keyboard reaches options through the input (aria-activedescendant).
                // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                <div
                  key={hit.href + hit.title}
                  id={`${listId}-${index}`}
                  role="option"
                  aria-selected={index === active}
                  className={styles.hit}
                  onMouseEnter={() => onHover(index)}
                  onMouseDown={event => event.preventDefault()}
                  onClick={() => onChoose(hit)}
                >
                  <span className={styles.hitTitle}>{hit.title}</span>
                  <span className={styles.hitSubtitle}>{hit.subtitle}</span>
                  {hit.exact && <span className={styles.exact}>exact</span>}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <div className={styles.note} role="status">
        {note}
      </div>
    </div>
  );
}

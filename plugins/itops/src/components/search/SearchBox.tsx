import {
  KeyboardEvent,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { RiSearchLine } from '@remixicon/react';
import { SearchHit } from '@sankofa/plugin-itops-common';
import { useNavigate } from 'react-router-dom';
import { useAsOf } from '../../hooks/useAsOf';
import { useSlashFocus } from '../../hooks/useSlashFocus';
import { SearchResults } from './SearchResults';
import { groupHits, onlyExact } from './groupHits';
import { useSearch } from './useSearch';
import styles from './SearchBox.module.css';

/**
 * One box for everything with a name: Enter goes to the one exact match;
 * anything less certain is a grouped list to choose from.
 */
export function SearchBox() {
  const navigate = useNavigate();
  const { asOf } = useAsOf();
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  /** Enter was pressed before the answer to this text was there. */
  const [waiting, setWaiting] = useState<string>();
  const root = useRef<HTMLDivElement>(null);
  const listId = useId();
  useSlashFocus(root);

  const answer = useSearch(text, asOf);
  const groups = useMemo(() => groupHits(answer?.hits ?? []), [answer]);
  const hits = useMemo(() => groups.flatMap(group => group.hits), [groups]);
  const wanted = text.trim();
  const answered = answer !== undefined && answer.text === wanted;

  const go = (hit: SearchHit) => {
    setOpen(false);
    navigate(hit.href);
  };
  const submit = () => {
    const exact = onlyExact(hits);
    if (exact) {
      go(exact);
    } else {
      setOpen(true);
      setActive(hits.length > 0 ? 0 : -1);
    }
  };

  useEffect(() => setActive(-1), [answer]);
  useEffect(() => {
    if (answered && waiting === wanted) {
      setWaiting(undefined);
      submit();
    }
    // Runs when the awaited answer has come, whatever else changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [answered, waiting, wanted]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const size = hits.length;
      setActive(
        size ? (Math.max(active, step > 0 ? -1 : 0) + step + size) % size : -1,
      );
    } else if (event.key === 'Enter' && wanted) {
      event.preventDefault();
      if (isOpen && hits[active]) {
        go(hits[active]);
      } else if (answered) {
        submit();
      } else {
        setWaiting(wanted);
      }
    } else if (event.key === 'Escape') {
      if (isOpen) {
        event.stopPropagation();
        setOpen(false);
      } else {
        setText('');
      }
    }
  };
  const showList = isOpen && wanted !== '';

  return (
    <div
      className={styles.box}
      ref={root}
      role="search"
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) {
          setOpen(false);
        }
      }}
    >
      <RiSearchLine size={20} aria-hidden="true" className={styles.icon} />
      <input
        type="text"
        role="combobox"
        className={styles.input}
        placeholder="Hostname, address, VMID, MAC, node or team"
        aria-label="Search the site"
        aria-expanded={showList}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={
          showList && active >= 0 ? `${listId}-${active}` : undefined
        }
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={event => {
          setText(event.target.value);
          setWaiting(undefined);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
      />
      <kbd className={styles.key} title="Press / to search">
        /
      </kbd>
      <SearchResults
        listId={listId}
        hidden={!showList}
        text={wanted}
        answer={answered ? answer : undefined}
        groups={groups}
        hits={hits}
        active={active}
        onHover={setActive}
        onChoose={go}
      />
    </div>
  );
}

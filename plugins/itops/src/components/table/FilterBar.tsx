import { ReactNode, useEffect, useRef, useState } from 'react';
import { RiCloseLine, RiFilter3Line } from '@remixicon/react';
import {
  Button,
  Menu,
  MenuItem,
  MenuTrigger,
  SearchField,
  SubmenuTrigger,
} from '@backstage/ui';
import { useDebounced } from '../../hooks/useDebounced';
import { useSlashFocus } from '../../hooks/useSlashFocus';
import { TableQuery } from '../../hooks/useTableQuery';
import styles from './FilterBar.module.css';

export interface FilterOption {
  value: string;
  label: string;
}

export interface FilterDefinition<F extends string> {
  name: F;
  label: string;
  /** Values to choose from; a filter without any is only shown while it is set. */
  options: FilterOption[];
  /** How a value reads on its chip, where it is not one of the options. */
  say?: (value: string) => string;
}

const SEARCH_DELAY_MS = 250;

function sayValue<F extends string>(
  filter: FilterDefinition<F>,
  value: string,
): string {
  const option = filter.options.find(known => known.value === value);
  return option?.label ?? filter.say?.(value) ?? value;
}

/** Search as you type, filters from a menu, and every set filter as a chip. */
export function FilterBar<F extends string>(props: {
  query: TableQuery<F>;
  filters: FilterDefinition<F>[];
  placeholder: string;
  /** To the right: how many, and what can be done with them. */
  aside?: ReactNode;
}) {
  const { query, filters, placeholder, aside } = props;
  const bar = useRef<HTMLDivElement>(null);
  useSlashFocus(bar);

  const [text, setText] = useState(query.q ?? '');
  const still = useDebounced(text, SEARCH_DELAY_MS);
  const asked = useRef(query.q ?? '');
  const { setSearch } = query;
  useEffect(() => {
    if (still.trim() !== asked.current) {
      asked.current = still.trim();
      setSearch(still);
    }
    // Only what was typed asks; a new address of the page is taken over below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [still]);
  useEffect(() => {
    if ((query.q ?? '') !== asked.current) {
      asked.current = query.q ?? '';
      setText(query.q ?? '');
    }
  }, [query.q]);

  const offered = filters.filter(filter => filter.options.length > 0);
  const chips = filters.flatMap(filter => {
    const value = query.filters[filter.name];
    return value === undefined ? [] : [{ filter, value }];
  });
  return (
    <div className={styles.bar} ref={bar}>
      <div className={styles.tools}>
        <SearchField
          aria-label={placeholder}
          placeholder={placeholder}
          size="small"
          value={text}
          onChange={setText}
          className={styles.search}
        />
        {offered.length > 0 && (
          <MenuTrigger>
            <Button
              size="small"
              variant="secondary"
              iconStart={<RiFilter3Line />}
            >
              Filter
            </Button>
            <Menu>
              {offered.map(filter => (
                <SubmenuTrigger key={filter.name}>
                  <MenuItem>{filter.label}</MenuItem>
                  <Menu>
                    {filter.options.map(({ value, label }) => (
                      <MenuItem
                        key={value}
                        onAction={() => query.setFilter(filter.name, value)}
                      >
                        {label}
                      </MenuItem>
                    ))}
                  </Menu>
                </SubmenuTrigger>
              ))}
            </Menu>
          </MenuTrigger>
        )}
        <div className={styles.aside}>{aside}</div>
      </div>
      {chips.length > 0 && (
        <ul className={styles.chips} aria-label="Active filters">
          {chips.map(({ filter, value }) => {
            const words = `${filter.label}: ${sayValue(filter, value)}`;
            return (
              <li key={filter.name}>
                <button
                  type="button"
                  className={styles.chip}
                  aria-label={`Remove filter ${words}`}
                  onClick={() => query.setFilter(filter.name, undefined)}
                >
                  {words}
                  <RiCloseLine size="1.1em" aria-hidden="true" />
                </button>
              </li>
            );
          })}
          <li>
            <button
              type="button"
              className={styles.clear}
              onClick={query.clear}
            >
              Clear all
            </button>
          </li>
        </ul>
      )}
    </div>
  );
}

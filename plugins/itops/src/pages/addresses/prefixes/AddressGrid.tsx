import { KeyboardEvent, useRef, useState } from 'react';
import { IpamCell } from '@sankofa/plugin-itops-common';
import { StateBadge } from '../../../components/status';
import { ADDRESS_STATES, wordOf } from '../../../format/words';
import styles from './AddressGrid.module.css';

/** A /24 is a square of these. */
const COLUMNS = 16;

/** Where the keys of a grid lead. */
const STEPS: Partial<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: at => at + 1,
  ArrowLeft: at => at - 1,
  ArrowDown: at => at + COLUMNS,
  ArrowUp: at => at - COLUMNS,
  Home: () => 0,
  End: (_, last) => last,
};

function sayCell({ address, state, kept, offered }: IpamCell): string {
  const said = [address, wordOf(ADDRESS_STATES, state).label];
  if (kept) {
    said.push(kept);
  }
  if (state === 'free' && !offered && !kept) {
    said.push('not offered');
  }
  return said.join(', ');
}

/** Addresses of a prefix in rows of sixteen: one tab stop, walked by arrows, Home and End. */
export function AddressGrid(props: {
  cells: IpamCell[];
  onOpen: (address: string) => void;
}) {
  const { cells, onOpen } = props;
  const [active, setActive] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const last = cells.length - 1;
  const at = Math.min(active, last);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = STEPS[event.key]?.(at, last);
    if (next === undefined) {
      return;
    }
    event.preventDefault();
    if (next >= 0 && next <= last) {
      setActive(next);
      grid.current?.querySelectorAll('button')[next]?.focus();
    }
  };
  const states = Object.keys(ADDRESS_STATES).filter(known =>
    cells.some(({ state }) => state === known),
  );
  return (
    <>
      {/* Keys are heard here for the buttons inside. */}
      {/* eslint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div
        ref={grid}
        role="toolbar"
        aria-label="Addresses of the prefix"
        className={styles.grid}
        onKeyDown={onKeyDown}
      >
        {cells.map((cell, index) => (
          <button
            key={cell.key}
            type="button"
            className={styles.cell}
            data-state={cell.state}
            data-kept={cell.kept ?? cell.inside ? true : undefined}
            tabIndex={index === at ? 0 : -1}
            aria-label={sayCell(cell)}
            title={sayCell(cell)}
            onFocus={() => setActive(index)}
            onClick={() => onOpen(cell.address)}
          >
            {cell.address.replace(/^.*[.:]/, '')}
          </button>
        ))}
      </div>
      <ul className={styles.legend} aria-label="Legend">
        {states.map(state => (
          <li key={state}>
            <span
              aria-hidden="true"
              className={`${styles.cell} ${styles.sample}`}
              data-state={state}
            />
            <StateBadge of="address" state={state} />
          </li>
        ))}
        <li>
          <span
            aria-hidden="true"
            className={`${styles.cell} ${styles.sample}`}
            data-kept
          />
          never offered here
        </li>
      </ul>
    </>
  );
}

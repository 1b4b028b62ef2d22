import { Fragment, useState } from 'react';
import {
  RiArrowDownSLine,
  RiArrowRightSLine,
  RiGitBranchLine,
} from '@remixicon/react';
import { PathRow } from '@sankofa/plugin-itops-common';
import { count } from '../../format/quantity';
import { StateBadge } from '../status';
import { HopChip } from './HopChip';
import { PathLine, PlacedHop, branchLines, trunkLines } from './pathLines';
import styles from './PathList.module.css';

/** One path: a line of hops, or where there is no room a small timeline. */
export function PathItem(props: {
  row: PathRow;
  stacked: boolean;
  /** Its branches start open. */
  unfolded?: boolean;
  /** The hop whose evidence is shown. */
  currentId?: string;
  /** Places of hops that differ from another moment. */
  marked?: { hops: ReadonlySet<string>; as: 'before' | 'after' };
  onOpen: (hopId: string) => void;
}) {
  const { row, stacked, unfolded, currentId, marked, onOpen } = props;
  const [isOpen, setOpen] = useState(unfolded ?? false);
  const [stop, setStop] = useState('0');
  const { branches } = row;
  // A card is brief: what no source could say is left to the drawer.
  const isShown = ({ hop }: PlacedHop) =>
    !stacked || currentId !== undefined || hop.reason !== 'no-source';
  const trunk = trunkLines(row);
  const lines: PathLine[] = isOpen ? [...trunk, ...branchLines(row)] : trunk;
  const Arrow = isOpen ? RiArrowDownSLine : RiArrowRightSLine;
  const end = trunk[trunk.length - 1]?.cells.at(-1)?.column ?? 0;
  const place = (column: number, line: number) =>
    stacked ? undefined : { gridColumn: column + 1, gridRow: line + 1 };

  const toggle = branches.length > 0 && (
    <button
      type="button"
      className={styles.toggle}
      aria-expanded={isOpen}
      onClick={() => {
        setOpen(!isOpen);
        // A hop that is folded away is no place to come back to.
        setStop('0');
      }}
      style={
        stacked
          ? undefined
          : {
              gridColumn: `${Math.min(end + 2, 8)} / -1`,
              gridRow: trunk.length,
            }
      }
    >
      <Arrow size="1.2em" aria-hidden="true" />
      {count(branches.length, 'branch', 'branches')}
    </button>
  );
  return (
    <div
      role="group"
      aria-label={`Path of ${row.hostname}`}
      className={styles.path}
      data-stacked={stacked || undefined}
      data-path=""
    >
      {lines.map((line, lineIndex) => [
        line.branch !== undefined && (
          <div
            key={`branch ${lineIndex}`}
            className={styles.branch}
            style={place(0, lineIndex)}
          >
            <RiGitBranchLine size="1em" aria-hidden="true" />
            <span>{line.branch}</span>
          </div>
        ),
        ...line.cells
          .filter(({ hops }) => hops.some(isShown))
          .map(({ column, hops }, cell) => (
            <div
              key={hops[0].id}
              className={styles.cell}
              data-first={cell === 0 || undefined}
              data-head={column === 0 || undefined}
              style={place(column, lineIndex)}
            >
              {hops.map(({ id, hop }) => (
                <HopChip
                  key={id}
                  hop={hop}
                  wide={stacked && column > 0}
                  marked={marked?.hops.has(id) ? marked.as : undefined}
                  isCurrent={id === currentId}
                  tabIndex={id === stop ? 0 : -1}
                  onOpen={() => {
                    setStop(id);
                    onOpen(id);
                  }}
                  // The status of the host name alone would speak for the path.
                  status={
                    id === '0' ? (
                      <StateBadge of="hop" state={row.status} />
                    ) : undefined
                  }
                />
              ))}
            </div>
          )),
        lineIndex === trunk.length - 1 && (
          <Fragment key="toggle">{toggle}</Fragment>
        ),
      ])}
    </div>
  );
}

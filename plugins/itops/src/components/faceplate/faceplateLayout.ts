import { SwitchPortRow } from '@sankofa/plugin-itops-common';

/** A drawn port; the members of a link aggregation group share their row. */
export interface DrawnPort {
  number: number;
  row: SwitchPortRow;
  /** First is 1; narrow columns between kinds of ports count, too. */
  column: number;
  /** 0 is the upper line. */
  line: number;
}

/** Spans the members of a link aggregation group on one line. */
export interface Bracket {
  ref: string;
  /** The same letter for all parts of one group. */
  letter: string;
  line: number;
  first: number;
  last: number;
}

export interface FaceplateLayout {
  ports: DrawnPort[];
  columns: ('port' | 'gap')[];
  lines: number;
  brackets: Bracket[];
}

/** Up to so many ports stand in one line; more stand in two, odd ones above. */
const ONE_LINE = 8;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Sockets for plugs and for modules stand apart on every switch. */
function isModule(media: string | undefined): boolean {
  return /SFP|QSFP/i.test(media ?? '');
}

function bracketsOf(ports: DrawnPort[]): Bracket[] {
  const groups = new Map<string, DrawnPort[]>();
  for (const port of ports) {
    if (port.row.ports.length > 1) {
      const { ref } = port.row;
      groups.set(ref, [...(groups.get(ref) ?? []), port]);
    }
  }
  return [...groups].flatMap(([ref, members], group) => {
    const brackets: Bracket[] = [];
    const inOrder = [...members].sort(
      (a, b) => a.line - b.line || a.column - b.column,
    );
    for (const { line, column } of inOrder) {
      const last = brackets[brackets.length - 1];
      if (last?.line === line && last.last + 1 === column) {
        last.last = column;
      } else {
        const letter = LETTERS[group % LETTERS.length];
        brackets.push({ ref, letter, line, first: column, last: column });
      }
    }
    return brackets;
  });
}

/** Where each port of a switch is drawn, as it is seen in the rack. */
export function faceplateLayout(rows: SwitchPortRow[]): FaceplateLayout {
  const numbered = rows
    .flatMap(row => row.ports.map(number => ({ number, row })))
    .sort((a, b) => a.number - b.number);
  const highest = numbered[numbered.length - 1]?.number ?? 0;
  const lines = highest > ONE_LINE ? 2 : 1;

  const columns: FaceplateLayout['columns'] = [];
  const ports: DrawnPort[] = [];
  let place: number | undefined;
  let before: boolean | undefined;
  for (const { number, row } of numbered) {
    const next = Math.floor((number - 1) / lines);
    if (next !== place) {
      const modules = isModule(row.media);
      if (before !== undefined && modules !== before) {
        columns.push('gap');
      }
      columns.push('port');
      place = next;
      before = modules;
    }
    ports.push({
      number,
      row,
      column: columns.length,
      line: (number - 1) % lines,
    });
  }
  return { ports, columns, lines, brackets: bracketsOf(ports) };
}

const STEPS: Record<string, [columns: number, lines: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The port that a key leads to; undefined where it leads nowhere. */
export function portBeside(
  { ports, columns }: FaceplateLayout,
  from: DrawnPort,
  key: string,
): DrawnPort | undefined {
  if (key === 'Home' || key === 'End') {
    return key === 'Home' ? ports[0] : ports[ports.length - 1];
  }
  if (!(key in STEPS)) {
    return undefined;
  }
  const [right, down] = STEPS[key];
  const at = (column: number, line: number) =>
    ports.find(port => port.column === column && port.line === line);
  if (down !== 0) {
    return at(from.column, from.line + down);
  }
  for (
    let column = from.column + right;
    column >= 1 && column <= columns.length;
    column += right
  ) {
    const found = at(column, from.line);
    if (found) {
      return found;
    }
  }
  return undefined;
}

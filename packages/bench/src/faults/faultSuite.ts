/** One line of a fault suite. */
export interface FaultRow {
  suite: string;
  case: string;
  /** Faulty runs that were made; 0 where the case could not run here. */
  runs: number;
  /** Broken promises. */
  violations: number;
  /** What was broken, or how the product answered, or why it could not run. */
  note: string;
}

/** What a suite may use. */
export interface FaultContext {
  /** A PostgreSQL that may be used freely. */
  postgresUrl?: string;
  /** Says what is going on, on standard error. */
  progress(line: string): void;
  /** What readers of the table must know. */
  note(line: string): void;
}

/** Lets things go wrong on purpose and counts the promises that broke. */
export interface FaultSuite {
  /** As on the command line: `collectors`. */
  id: string;
  title: string;
  run(context: FaultContext): Promise<FaultRow[]>;
}

const MAX_NOTED = 3;

/** A row of a case that ran; of many violations the first are told. */
export function faultRow(
  suite: string,
  name: string,
  outcome: { runs: number; violations: readonly string[]; note: string },
): FaultRow {
  const { runs, violations, note } = outcome;
  const told = violations.slice(0, MAX_NOTED);
  const rest = violations.length - told.length;
  return {
    suite,
    case: name,
    runs,
    violations: violations.length,
    note:
      violations.length === 0
        ? note
        : `${told.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`,
  };
}

/** A row of a case that cannot run on this machine. */
export function skippedRow(suite: string, name: string, why: string): FaultRow {
  return {
    suite,
    case: name,
    runs: 0,
    violations: 0,
    note: `skipped: ${why}`,
  };
}

/** A Markdown table of all rows. */
export function faultTable(rows: readonly FaultRow[]): string {
  const head = ['suite', 'case', 'runs', 'violations', 'note'];
  return [
    head,
    head.map(() => '---'),
    ...rows.map(row => [
      row.suite,
      row.case,
      `${row.runs}`,
      row.violations > 0 ? `**${row.violations}**` : '0',
      row.note.replaceAll('|', '\\|').replaceAll(/\s+/g, ' '),
    ]),
  ]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}

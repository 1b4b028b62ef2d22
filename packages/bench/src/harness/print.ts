import os from 'node:os';
import { BenchRow } from './row';

function figure(value: number | undefined): string {
  if (value === undefined) {
    return '';
  }
  if (Number.isInteger(value) || Math.abs(value) >= 100) {
    return value.toFixed(0);
  }
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

/** The machine the absolute figures were taken on. */
export function machineLine(): string {
  const cpus = os.cpus();
  return `${cpus.length} × ${cpus[0]?.model.trim()}, ${Math.round(
    os.totalmem() / 2 ** 30,
  )} GiB, Node ${process.versions.node}, ${os.platform()}-${os.arch()}`;
}

const HEAD = [
  'suite',
  'case',
  'size',
  'value',
  'floor',
  'ratio',
  'goal',
  'spread',
  'unit',
  'note',
];

function cellsOf(row: BenchRow): string[] {
  const notes = [row.failed && `**FAILED: ${row.failed}**`, row.note];
  return [
    row.suite,
    row.case,
    row.size,
    figure(row.value),
    figure(row.floor),
    row.ratio === undefined ? '' : row.ratio.toFixed(2),
    row.goal === undefined ? '' : `≤ ${row.goal}`,
    row.spread === undefined ? '' : `${Math.round(row.spread * 100)} %`,
    row.unit,
    notes.filter(Boolean).join('; '),
  ];
}

/** A Markdown table, ready for docs/performance.md. */
export function markdownTable(rows: BenchRow[]): string {
  return [HEAD, HEAD.map(() => '---'), ...rows.map(cellsOf)]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}

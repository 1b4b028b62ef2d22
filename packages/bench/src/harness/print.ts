import os from 'node:os';
import { BenchRow } from './row';

function figure(value: number | undefined): string {
  if (value === undefined) {
    return '';
  }
  if (Math.abs(value) >= 100) {
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

/** A Markdown table, ready for docs/performance.md. */
export function markdownTable(rows: BenchRow[]): string {
  const head = [
    'suite',
    'case',
    'size',
    'value',
    'floor',
    'ratio',
    'unit',
    'note',
  ];
  const lines = rows.map(row => [
    row.suite,
    row.case,
    row.size,
    figure(row.value),
    figure(row.floor),
    row.ratio === undefined ? '' : row.ratio.toFixed(2),
    row.unit,
    row.note ?? '',
  ]);
  return [head, head.map(() => '---'), ...lines]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}

import { BenchRow } from './row';

/** What a suite may use. */
export interface BenchContext {
  /** Sizes asked for on the command line; a suite keeps its own when empty. */
  sizes: number[];
  /** A PostgreSQL that may be used freely. */
  postgresUrl?: string;
  /** Says what is going on, on standard error. */
  progress(line: string): void;
  /** What readers of the table must know, such as a part that cannot run here. */
  note(line: string): void;
}

/** One benchmark of a capability beside its floor, in the same run. */
export interface BenchSuite {
  /** As in docs/performance.md: `P10`. */
  id: string;
  title: string;
  run(context: BenchContext): Promise<BenchRow[]>;
}

/** The suite's own sizes, or those of the command line. */
export function sizesOf(context: BenchContext, own: number[]): number[] {
  return context.sizes.length > 0 ? context.sizes : own;
}

/** `10k` → 10000. */
export function parseSize(text: string): number {
  const match = /^(\d+)(k|M)?$/.exec(text.trim());
  if (!match) {
    throw new Error(`"${text}" is no size: write 1000, 10k or 1M`);
  }
  return Number(match[1]) * ({ k: 1e3, M: 1e6 }[match[2]] ?? 1);
}

/** 10000 → `10k`. */
export function sizeLabel(size: number): string {
  if (size % 1e6 === 0) {
    return `${size / 1e6}M`;
  }
  return size % 1e3 === 0 ? `${size / 1e3}k` : String(size);
}

import { ScopeFailure } from '@sankofa/plugin-itops-node';
import { z } from 'zod';

const REPEATED = { path: [], code: 'repeated' };

/** The rows that are sound, and what is wrong with the others. */
export interface SoundRows<T> {
  rows: T[];
  /** Names source, path and field of the first that is wrong, never a value. */
  problem?: ScopeFailure;
}

/**
 * A row that is not what it should be does not take the others with it.
 *
 * @param keyOf - what a fact is told by: a row that has the one of an earlier row is wrong, too
 */
export function readRows<T extends z.ZodType>(
  schema: T,
  rows: readonly unknown[],
  where: { sourceId: string; locator: string; path?: string },
  keyOf?: (row: z.output<T>) => unknown,
): SoundRows<z.output<T>> {
  const sound: z.output<T>[] = [];
  const fields: string[] = [];
  const keys = new Set<unknown>();
  rows.forEach((row, index) => {
    const result = schema.safeParse(row);
    const key = result.success ? keyOf?.(result.data) : undefined;
    if (result.success && (key === undefined || !keys.has(key))) {
      keys.add(key);
      sound.push(result.data);
      return;
    }
    const { path, code } = result.error?.issues[0] ?? REPEATED;
    const field = [where.path ?? 'data', index, ...path].map(String);
    fields.push(`${field.join('.')} (${code})`);
  });
  if (fields.length === 0) {
    return { rows: sound };
  }
  const rest = fields.length > 1 ? ` and ${fields.length - 1} more rows` : '';
  return {
    rows: sound,
    problem: {
      reason: 'invalid-answer',
      message: `${where.sourceId}: ${where.locator} has ${fields[0]}${rest} in an unexpected form: left out.`,
    },
  };
}

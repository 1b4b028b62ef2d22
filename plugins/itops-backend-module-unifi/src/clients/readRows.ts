import { ScopeFailure } from '@sankofa/plugin-itops-node';
import { z } from 'zod';

/** The rows that are sound, and what is wrong with the others. */
export interface SoundRows<T> {
  rows: T[];
  /** Names source, path and field of the first that is wrong, never a value. */
  problem?: ScopeFailure;
}

/** A row that is not what it should be does not take the others with it. */
export function readRows<T extends z.ZodType>(
  schema: T,
  rows: readonly unknown[],
  where: { sourceId: string; locator: string; path?: string },
): SoundRows<z.output<T>> {
  const sound: z.output<T>[] = [];
  const fields: string[] = [];
  rows.forEach((row, index) => {
    const result = schema.safeParse(row);
    if (result.success) {
      sound.push(result.data);
      return;
    }
    const [issue] = result.error.issues;
    const field = [where.path ?? 'data', index, ...issue.path].map(String);
    fields.push(`${field.join('.')} (${issue.code})`);
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

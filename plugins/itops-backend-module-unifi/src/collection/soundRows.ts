import { ScopeFailure } from '@sankofa/plugin-itops-node';
import { z } from 'zod';
import { UnifiList } from '../clients/UnifiClient';
import { SoundRows, readRows } from '../clients/readRows';
import { Settled } from './settle';

/** A list after the look at its rows; one that did not come has none, and says why. */
export interface ReadList<T> extends SoundRows<T> {
  locator: string;
  saidAt?: number;
}

export function soundRows<T extends z.ZodType>(
  list: Settled<UnifiList>,
  schema: T,
  sourceId: string,
  keyOf?: (row: z.output<T>) => unknown,
): ReadList<z.output<T>> {
  if ('error' in list) {
    return { rows: [], problem: list.error, locator: '' };
  }
  const { rows, ...rest } = list.value;
  return { ...readRows(schema, rows, { sourceId, ...rest }, keyOf), ...rest };
}

/** Every site has its default network, and lists its gateway or a switch: an empty list is none. */
export function unlessEmpty(
  list: Settled<UnifiList>,
  sourceId: string,
): ScopeFailure | undefined {
  return 'value' in list && list.value.rows.length === 0
    ? {
        reason: 'invalid-answer',
        message: `${sourceId}: ${list.value.locator} answered with an empty list, which it never has.`,
      }
    : undefined;
}

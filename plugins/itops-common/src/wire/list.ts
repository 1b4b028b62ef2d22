import { z } from 'zod';

/** A keyset page of what we keep ourselves: nothing in it is observed. */
export function listSchema<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    /** Absent on the last page. */
    nextCursor: z.string().optional(),
    /** Over all pages; absent where counting would take longer than the page. */
    total: z.number().int().optional(),
  });
}

import { createHash } from 'node:crypto';
import { canonicalJson } from '@sankofa/site-model';
import type { CreateChangeRequest } from '@sankofa/plugin-itops-common';

type Wish = Omit<CreateChangeRequest, 'idempotencyKey'>;

/** Keys hold 200 characters; ids of steps are as long as their template likes. */
const MAX_STEP = 60;
const HASH_DIGITS = 32;

/**
 * The same for every run of a step in a task, so that a task which is tried again asks for
 * the change it has. What is wished is in it, too: a step with `each` runs many times.
 */
export function idempotencyKey(
  task: { id: string },
  step: { id?: string } | undefined,
  wish: Wish,
): string {
  const hash = createHash('sha256').update(canonicalJson(wish)).digest('hex');
  return [
    'scaffolder',
    task.id,
    (step?.id ?? '').slice(0, MAX_STEP),
    hash.slice(0, HASH_DIGITS),
  ].join(':');
}

import { z } from 'zod';

/** Faults of the connection: the client does not even get to ask. */
const CONNECTION = ['refuse', 'certificate'] as const;

/** Faults of single answers. */
const ANSWER = [
  'timeout',
  'hang-up',
  '401',
  '403',
  '500',
  '595',
  '596',
  'empty',
  'null',
  'truncated',
  'html',
  'slow-drip',
  'endless',
  'redirect',
  'wrong-types',
  'guest-failing',
] as const;

/** Faults of what calls that write set going. */
const WORK = [
  'task-fails',
  'task-slow',
  'config-busy',
  'edited-meanwhile',
  'vmid-taken',
] as const;

/** Faults of the site itself: every answer is right, and shows another world, or less of it. */
const SITE = [
  'node-down',
  'clock-off',
  'guest-locked',
  'zero-guests',
  'most-guests-gone',
  'rights-cut',
  'rights-lost',
  'visibility-user',
  'streams-hidden',
  'sessions-lost',
  'logins-limited',
  'not-set-up',
  'official-only',
] as const;

/** @public */
export type ConnectionFaultKind = (typeof CONNECTION)[number];
/** @public */
export type AnswerFaultKind = (typeof ANSWER)[number];
/** @public */
export type WorkFaultKind = (typeof WORK)[number];
/** @public */
export type SiteFaultKind = (typeof SITE)[number];
/** @public */
export type FaultKind =
  | ConnectionFaultKind
  | AnswerFaultKind
  | WorkFaultKind
  | SiteFaultKind;

/** Every kind of fault the lab can inject. @public */
export const FAULT_KINDS: readonly FaultKind[] = [
  ...CONNECTION,
  ...ANSWER,
  ...WORK,
  ...SITE,
];

/** What some kinds cannot do without. */
const NEEDS: Partial<
  Record<FaultKind, { field: 'node' | 'vmid'; problem: string }>
> = {
  'node-down': { field: 'node', problem: 'needs the name of a "node"' },
  'guest-failing': { field: 'vmid', problem: 'needs the "vmid" of a guest' },
  'guest-locked': { field: 'vmid', problem: 'needs the "vmid" of a guest' },
};

/**
 * One fault to inject. Without `node` it hits every server.
 * @public
 */
export const faultSchema = z
  .object({
    kind: z.enum([...CONNECTION, ...ANSWER, ...WORK, ...SITE]),
    /** The server it hits; of `node-down`, the node that is lost. */
    node: z.string().optional(),
    /** Only paths below this one, such as `/cluster/resources`. */
    path: z.string().startsWith('/').optional(),
    /** Of faults of answers: only calls of this method. */
    method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).optional(),
    /** The guest of `guest-failing` and `guest-locked`, and the only one of faults of tasks. */
    vmid: z.number().int().optional(),
    /** Of faults of tasks: only those of this type, such as `vzstart`. */
    task: z.string().optional(),
    /** How `task-fails` ends; the lock of `guest-locked`, by default `backup`. */
    says: z.string().min(1).optional(),
    /** How long `task-slow` runs; how far the clock of `clock-off` is ahead, or behind. */
    ms: z.number().int().default(60_000),
    /**
     * Of faults of answers to calls that write: whether the call is executed all the same.
     * By default it is, but for `401`, `403` and `595`.
     */
    executed: z.boolean().optional(),
    /** So many calls that it would hit pass first. */
    skip: z.number().int().min(0).default(0),
    /** After so many hits it is gone; by default it stays. */
    times: z.number().int().positive().optional(),
  })
  .strict()
  .superRefine((fault, context) => {
    const need = NEEDS[fault.kind];
    if (need && fault[need.field] === undefined) {
      context.addIssue({
        code: 'custom',
        message: `"${fault.kind}" ${need.problem}`,
      });
    }
  });

/** @public */
export type Fault = z.input<typeof faultSchema>;

/** A fault that is there now. @public */
export type ActiveFault = z.output<typeof faultSchema> & { id: string };

export function isConnectionFault(
  kind: FaultKind,
): kind is ConnectionFaultKind {
  return (CONNECTION as readonly string[]).includes(kind);
}

export function isAnswerFault(kind: FaultKind): kind is AnswerFaultKind {
  return (ANSWER as readonly string[]).includes(kind);
}

import { z } from 'zod';

/** Faults of the connection: the client does not even get to ask. */
const CONNECTION = ['refuse', 'certificate'] as const;

/** Faults of single answers. */
const ANSWER = [
  'timeout',
  '401',
  '403',
  '500',
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

/** Faults of the site itself: every answer is right, and shows another world, or less of it. */
const SITE = [
  'node-down',
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
export type SiteFaultKind = (typeof SITE)[number];
/** @public */
export type FaultKind = ConnectionFaultKind | AnswerFaultKind | SiteFaultKind;

/** Every kind of fault the lab can inject. @public */
export const FAULT_KINDS: readonly FaultKind[] = [
  ...CONNECTION,
  ...ANSWER,
  ...SITE,
];

/**
 * One fault to inject. Without `node` it hits every server.
 * @public
 */
export const faultSchema = z
  .object({
    kind: z.enum([...CONNECTION, ...ANSWER, ...SITE]),
    /** The server it hits; of `node-down`, the node that is lost. */
    node: z.string().optional(),
    /** Only paths below this one, such as `/cluster/resources`. */
    path: z.string().startsWith('/').optional(),
    /** The guest of `guest-failing`. */
    vmid: z.number().int().optional(),
    /** So many calls that it would hit pass first. */
    skip: z.number().int().min(0).default(0),
  })
  .strict()
  .superRefine((fault, context) => {
    if (fault.kind === 'node-down' && !fault.node) {
      context.addIssue({
        code: 'custom',
        message: '"node-down" needs the name of a "node"',
      });
    }
    if (fault.kind === 'guest-failing' && fault.vmid === undefined) {
      context.addIssue({
        code: 'custom',
        message: '"guest-failing" needs the "vmid" of a guest',
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

import { setTimeout as delay } from 'node:timers/promises';
import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ChangeRequest } from '@sankofa/plugin-itops-common';
import { ItopsService } from '@sankofa/plugin-itops-node';
import { isChangeOver } from '@sankofa/site-model';
import { ChangeLinks } from '../changes/ChangeLinks';
import { followChange } from '../changes/followChange';
import { answered } from '../changes/reasons';
import { examples } from './changeWait.examples';

const POLL_MS = 5_000;
const MINUTE_MS = 60_000;
/** A working day. */
const TIMEOUT_MINUTES = 480;
/** As long as an approval may hold. */
const MAX_TIMEOUT_MINUTES = 43_200;

/** @throws ConflictError unless the change is done */
function assertDone(
  change: ChangeRequest | undefined,
  timeoutMinutes: number,
  url: string,
): asserts change is ChangeRequest {
  if (change?.state === 'done') {
    return;
  }
  if (!change) {
    throw new ConflictError(
      `The change could not be read for ${timeoutMinutes} minutes; see ${url}`,
    );
  }
  const { next, number, reason, state } = change;
  if (isChangeOver(state) || state === 'needs-human') {
    throw new ConflictError(
      `Change ${number} is ${state}: ${reason ?? next} ${url}`,
    );
  }
  throw new ConflictError(
    `Change ${number} is still ${state} after ${timeoutMinutes} minutes. ${next} It goes on without this task: ${url}`,
  );
}

/**
 * `itops:change:wait`: waits until a change is done, and fails with the reason where it
 * ends otherwise. It carries nothing out: a task that is cancelled or times out leaves
 * the change as it is, and one that is started again goes on waiting.
 *
 * Whoever runs the template has to be allowed to see the change when the step begins.
 * It is then read as the scaffolder itself: approvals take longer than a sign-in lasts.
 *
 * @public
 */
export function createChangeWaitAction(options: {
  itops: ItopsService;
  links: ChangeLinks;
  /** Milliseconds between two looks; 5,000 when left out. */
  pollMs?: number;
}) {
  const { itops, links, pollMs = POLL_MS } = options;
  return createTemplateAction({
    id: 'itops:change:wait',
    description:
      'Waits until a change was approved, applied and verified, and shows how far it is',
    examples,
    schema: {
      input: {
        id: z => z.string().min(1).describe('Id of the change'),
        timeoutMinutes: z =>
          z
            .number()
            .int()
            .min(1)
            .max(MAX_TIMEOUT_MINUTES)
            .default(TIMEOUT_MINUTES)
            .describe(
              `How long to wait, in minutes; counted again after a restart. Default: ${TIMEOUT_MINUTES}`,
            ),
      },
      output: {
        number: z => z.number().describe('Number of the change, for people'),
        hash: z => z.string().describe('SHA-256 of the plan that was applied'),
        url: z => z.string().describe('The page of the change'),
      },
    },
    async handler(ctx) {
      const { logger, signal } = ctx;
      const { id, timeoutMinutes = TIMEOUT_MINUTES } = ctx.input;
      const url = links.to(id);
      // Kept over a restart of the backend, after which the sign-in may have ended.
      await ctx.checkpoint({
        key: `may-read-${id}`,
        fn: async () => {
          const person = itops.onBehalfOf(await ctx.getInitiatorCredentials());
          await answered(person.changeRequests.one(id, { signal }));
          return true;
        },
      });
      const { changeRequests } = itops.asService();
      const change = await answered(
        followChange({
          read: () => changeRequests.one(id, { signal }),
          pause: () => delay(pollMs, undefined, { signal }),
          now: Date.now,
          deadline: Date.now() + timeoutMinutes * MINUTE_MS,
          tell: line => logger.info(line),
          warn: line => logger.warn(line),
        }),
      );
      assertDone(change, timeoutMinutes, url);
      ctx.output('number', change.number);
      ctx.output('hash', change.plan!.hash);
      ctx.output('url', url);
    },
  });
}

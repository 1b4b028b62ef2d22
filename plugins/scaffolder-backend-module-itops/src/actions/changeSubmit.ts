import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  ChangeRequest,
  ChangeRequestsApi,
  createChangeRequestSchema,
} from '@sankofa/plugin-itops-common';
import { ItopsService } from '@sankofa/plugin-itops-node';
import { isChangeOver } from '@sankofa/site-model';
import { ChangeLinks } from '../changes/ChangeLinks';
import { idempotencyKey } from '../changes/idempotencyKey';
import { answered } from '../changes/reasons';
import { examples } from './changeSubmit.examples';

/** What is not submitted yet, or has to be once more. */
const OPEN: readonly ChangeRequest['state'][] = [
  'draft',
  'planned',
  'stale',
  'expired',
];
const wishSchema = createChangeRequestSchema.omit({ idempotencyKey: true });

/** @throws InputError that names every field which is wrong */
function wishOf(input: { sourceId: string; intent: object; ticket?: string }) {
  const parsed = wishSchema.safeParse(input);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ message, path }) => `${path.map(String).join('.')}: ${message}`,
    );
    throw new InputError(`No such change: ${problems.join('; ')}`);
  }
  return parsed.data;
}

/** @throws InputError that lists the sources that can be written to */
async function sourceOf(
  wanted: string | undefined,
  changes: ChangeRequestsApi,
  signal: AbortSignal | undefined,
): Promise<string> {
  const { sources } = await answered(changes.options({ signal }));
  const ids = sources.map(({ sourceId }) => sourceId);
  const found =
    wanted === undefined && ids.length === 1
      ? ids[0]
      : ids.find(id => id === wanted);
  if (found === undefined) {
    const known = ids.length > 0 ? ids.join(', ') : 'none';
    throw new InputError(
      wanted === undefined
        ? `Say which source to write to (${known})`
        : `Nothing may be written to ${wanted}; sources with an executor: ${known}`,
    );
  }
  return found;
}

/** @throws ConflictError with every guard that refuses */
function submittable(change: ChangeRequest, url: string) {
  const refusals = change.guards.filter(({ passed }) => !passed);
  if (refusals.length > 0 || !change.plan) {
    const reasons = refusals.map(({ guard, reason }) => `${guard}: ${reason}`);
    throw new ConflictError(
      `Change ${change.number} was not submitted. ${[
        ...reasons,
        change.next,
      ].join(
        ' ',
      )} Nothing was sent. Put that right and run this task again, or cancel the change: ${url}`,
    );
  }
  return change.plan;
}

/** @throws ConflictError with every guard that refuses */
async function submitPlan(
  { id, version }: ChangeRequest,
  changes: ChangeRequestsApi,
  { logger, signal }: { logger: LoggerService; signal?: AbortSignal },
  url: string,
): Promise<ChangeRequest> {
  const change = await answered(changes.plan(id, version, { signal }));
  change.guards.forEach(({ guard, passed, reason }) =>
    passed
      ? logger.info(`${guard}: ${reason}`)
      : logger.error(`${guard}: ${reason}`),
  );
  const { hash, requests } = submittable(change, url);
  requests.forEach(({ body, method, path }) =>
    logger.info(`Will send ${method} ${path} ${JSON.stringify(body)}`),
  );
  return answered(changes.submit(id, hash, { signal }));
}

/**
 * `itops:change:submit`: asks for a governed change with the permissions of whoever runs
 * the template, has it planned and submits the plan for approval. It approves and applies
 * nothing. The same step of the same task always asks for the same change.
 *
 * @public
 */
export function createChangeSubmitAction(options: {
  itops: ItopsService;
  links: ChangeLinks;
}) {
  const { itops, links } = options;
  return createTemplateAction({
    id: 'itops:change:submit',
    description:
      'Plans a change of the site and submits it for approval; nothing is carried out before people approve and apply it',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        sourceId: z =>
          z
            .string()
            .optional()
            .describe(
              'The source to write to, such as "proxmox/pve-main"; may be left out where there is only one',
            ),
        intent: z =>
          z
            .record(z.any())
            .describe(
              'What is wanted: a verb, such as "guest.start", and what it needs',
            ),
        ticket: z =>
          z
            .string()
            .optional()
            .describe('The ticket that the change belongs to'),
      },
      output: {
        id: z => z.string().describe('Id of the change'),
        number: z => z.number().describe('Number of the change, for people'),
        hash: z =>
          z.string().describe('SHA-256 of the plan that was submitted'),
        url: z => z.string().describe('The page of the change'),
        title: z => z.string().describe('What it does, in one line'),
      },
    },
    async handler(ctx) {
      const { input, logger, signal } = ctx;
      const { changeRequests } = itops.onBehalfOf(
        await ctx.getInitiatorCredentials(),
      );
      const sourceId = await sourceOf(input.sourceId, changeRequests, signal);
      const wish = wishOf({ ...input, sourceId });
      if (ctx.isDryRun) {
        logger.info(
          `Dry run: ${wish.intent.verb} on ${sourceId} is well formed. Nothing was created; the guards are asked when it is planned`,
        );
        return;
      }
      const created = await answered(
        changeRequests.create(
          { ...wish, idempotencyKey: idempotencyKey(ctx.task, ctx.step, wish) },
          { signal },
        ),
      );
      const { id, number, title } = created;
      const url = links.to(id);
      logger.info(`Change ${number}: ${title}`);
      logger.info(url);
      if (isChangeOver(created.state)) {
        throw new ConflictError(
          `This task asked for change ${number} before, which is ${created.state}: start the template anew for another. ${url}`,
        );
      }
      const change = OPEN.includes(created.state)
        ? await submitPlan(created, changeRequests, ctx, url)
        : created;
      ctx.output('id', id);
      ctx.output('number', number);
      ctx.output('hash', change.plan!.hash);
      ctx.output('url', url);
      ctx.output('title', title);
      logger.info(`Change ${number} is ${change.state}. ${change.next}`);
    },
  });
}

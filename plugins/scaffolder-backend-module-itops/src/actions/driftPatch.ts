import { readFile, writeFile } from 'node:fs/promises';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { FindingPatch } from '@sankofa/plugin-itops-common';
import { ItopsService, textHash } from '@sankofa/plugin-itops-node';
import { examples } from './driftPatch.examples';

type Offer = Extract<FindingPatch, { offered: true }>;

async function readWorkspaceFile(place: string, path: string): Promise<string> {
  try {
    return await readFile(place, 'utf8');
  } catch (error) {
    throw new NotFoundError(
      `${path} is not in the workspace (${
        (error as NodeJS.ErrnoException).code
      }): fetch it first, such as with fetch:plain:file`,
    );
  }
}

function assertSameText(text: string, path: string, patch: Offer): void {
  if (textHash(text) !== patch.contentHash) {
    throw new ConflictError(
      `${path} is not the text that ${patch.sourceId} reads: fetch the branch that the source follows, or merge what is missing there first`,
    );
  }
}

/**
 * `itops:drift:patch`: writes the fix of a drift finding into the workspace, with
 * the permissions of whoever runs the template. Without `dryRun: false` it only
 * says what it would change.
 *
 * @public
 */
export function createDriftPatchAction(options: { itops: ItopsService }) {
  const { itops } = options;
  return createTemplateAction({
    id: 'itops:drift:patch',
    description:
      'Edits a declared file of the workspace so that a drift finding goes away',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        findingId: z => z.string().describe('Id of the finding'),
        path: z =>
          z
            .string()
            .optional()
            .describe(
              'The file in the workspace; the name of the declared file when left out',
            ),
        into: z =>
          z
            .string()
            .optional()
            .describe(
              'The source that a new key goes to, where several files hold keys',
            ),
        dryRun: z =>
          z
            .boolean()
            .default(true)
            .describe('Only say what would change. Default: true'),
      },
      output: {
        changed: z => z.boolean().describe('The file was written'),
        path: z => z.string().describe('The file in the workspace'),
        diff: z => z.string().describe('The change as a unified diff'),
        summary: z => z.string().describe('What the edit does'),
        cautions: z =>
          z.array(z.string()).describe('What to look at before it is merged'),
      },
    },
    async handler(ctx) {
      const { dryRun = true, findingId, into } = ctx.input;
      const api = itops.onBehalfOf(await ctx.getInitiatorCredentials());
      const patch = await api.findingPatch(
        findingId,
        { into },
        { signal: ctx.signal },
      );
      if (!patch.offered) {
        throw new InputError(
          `No edit repairs this finding (${patch.reason}): ${patch.message}`,
        );
      }
      const path = ctx.input.path ?? patch.file;
      const place = resolveSafeChildPath(ctx.workspacePath, path);
      assertSameText(await readWorkspaceFile(place, path), path, patch);
      ctx.logger.info(patch.summary);
      patch.cautions.forEach(caution => ctx.logger.warn(caution));
      ctx.logger.info(`\n${patch.diff}`);
      if (dryRun) {
        ctx.logger.info('Dry run: nothing was written');
      } else {
        await writeFile(place, patch.newText, 'utf8');
      }
      ctx.output('changed', !dryRun);
      ctx.output('path', path);
      ctx.output('diff', patch.diff);
      ctx.output('summary', patch.summary);
      ctx.output('cautions', patch.cautions);
    },
  });
}

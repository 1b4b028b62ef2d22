import {
  findingStateSchema,
  itopsFindingReadPermission,
  itopsInventoryReadPermission,
  severitySchema,
} from '@sankofa/plugin-itops-common';
import { findingFilter } from '../views/filters';
import { findingTable } from '../views/rows/findings';
import { ActionOptions, READ_ONLY } from './ActionOptions';
import {
  evidenceOf,
  evidenceOutput,
  freshnessOf,
  freshnessOutput,
  readInput,
  readQueryOf,
} from './answers';
import { guestNamed } from './things';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** An empty list of choices chooses nothing in particular. */
function choices(values: string[] | undefined): string[] | undefined {
  return values?.length ? values : undefined;
}

/** Drift findings, worst first. */
export function registerListFindings(options: ActionOptions): void {
  const { actionsRegistry, guard, reads } = options;
  actionsRegistry.register({
    name: 'list-findings',
    title: 'List findings',
    description:
      'Lists drift findings (duplicate addresses, unknown upstreams, missing guests, unhealthy sources …), worst and newest first; open and acknowledged ones unless `state` says otherwise. ' +
      'A summary names the thing and the remedy. A finding with `unconfirmed` rests on something that cannot be read now, see `sources`.',
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          rule: z
            .array(z.string().max(60))
            .optional()
            .describe('Rules such as duplicate-address; any of them'),
          severity: z.array(z.nativeEnum(severitySchema.enum)).optional(),
          state: z.array(z.nativeEnum(findingStateSchema.enum)).optional(),
          guest: z
            .string()
            .min(1)
            .max(300)
            .optional()
            .describe('Only about this guest: VMID, name or ref'),
          limit: z
            .number()
            .int()
            .min(1)
            .max(MAX_LIMIT)
            .optional()
            .describe(`At most ${MAX_LIMIT}; ${DEFAULT_LIMIT} when left out`),
          ...readInput(z),
        }),
      output: z =>
        z.object({
          ...freshnessOutput(z),
          total: z.number().int().describe('All that match'),
          findings: z.array(
            z.object({
              id: z.string(),
              rule: z.string(),
              subject: z.string(),
              severity: z.string(),
              state: z.string(),
              summary: z.string(),
              unconfirmed: z.string().optional(),
              ownerRefs: z.array(z.string()),
              firstSeenAt: z.string(),
              lastSeenAt: z.string(),
              evidence: evidenceOutput(z),
            }),
          ),
        }),
    },
    async action({ input, credentials }) {
      const { guest, limit = DEFAULT_LIMIT } = input;
      // Finding a guest by its name is reading the inventory.
      const needed =
        guest === undefined
          ? [itopsFindingReadPermission]
          : [itopsFindingReadPermission, itopsInventoryReadPermission];
      await guard.allowCredentials(credentials, ...needed);
      const picture = await reads.picture(readQueryOf(input));
      const matches = findingFilter({
        rule: choices(input.rule),
        severity: choices(input.severity),
        state: choices(input.state),
        ...(guest !== undefined && {
          guest: guestNamed(guest, picture.view).id,
        }),
      });
      const { items, total } = picture
        .derive(findingTable)
        .page({ limit }, matches);
      return {
        output: {
          ...freshnessOf(picture),
          total,
          findings: items.map(finding => ({
            id: finding.id,
            rule: finding.rule,
            subject: finding.subject,
            severity: finding.severity,
            state: finding.state,
            summary: finding.summary,
            unconfirmed: finding.unconfirmed,
            ownerRefs: finding.ownerRefs,
            firstSeenAt: finding.firstSeenAt,
            lastSeenAt: finding.lastSeenAt,
            evidence: evidenceOf(finding.evidence),
          })),
        },
      };
    },
  });
}

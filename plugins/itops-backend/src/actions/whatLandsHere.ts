import { itopsInventoryReadPermission } from '@sankofa/plugin-itops-common';
import { hopsOf } from '@sankofa/site-model';
import { pathsOver } from '../views/landing';
import { titleOf } from '../views/refs';
import { ActionOptions, READ_ONLY } from './ActionOptions';
import {
  freshnessOf,
  freshnessOutput,
  readInput,
  readQueryOf,
} from './answers';
import { refNamed } from './things';

/** Names that are written out; the total counts the others. */
const MAX_HOSTNAMES = 500;

/** Which public host names lead over a guest, node, address, port or row. */
export function registerWhatLandsHere(options: ActionOptions): void {
  const { actionsRegistry, guard, reads } = options;
  actionsRegistry.register({
    name: 'what-lands-here',
    title: 'What lands here?',
    description:
      'Lists the public host names whose path leads over a guest, node, address, switch, switch port, port forward or proxy row: what is affected when it stops. ' +
      'The answer is what was collected last, see `sources`.',
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          thing: z
            .string()
            .min(1)
            .max(300)
            .describe(
              'A VMID, a name of a guest or node, an address, or a ref: guest:7801, node:r630-01, address:192.168.11.50, port:xg-core/1+2, switch:xg-core, port-forward:…, proxy-host:4, resource:default/pve-main-7801',
            ),
          ...readInput(z),
        }),
      output: z =>
        z.object({
          ...freshnessOutput(z),
          ref: z.string(),
          title: z.string(),
          entityRef: z.string().optional(),
          total: z.number().int(),
          hostnames: z
            .array(
              z.object({
                hostname: z.string(),
                proxySourceId: z.string(),
                status: z.string().describe('Of the whole path'),
                here: z
                  .object({
                    status: z.string(),
                    reason: z.string().optional(),
                  })
                  .optional()
                  .describe('Of the hop that is the thing'),
              }),
            )
            .describe(`At most ${MAX_HOSTNAMES}, by name; total counts all`),
        }),
    },
    async action({ input, credentials }) {
      await guard.allowCredentials(credentials, itopsInventoryReadPermission);
      const picture = await reads.picture(readQueryOf(input));
      const { view } = picture;
      const ref = refNamed(input.thing, view);
      const { title, entityRef } = titleOf(ref, view);
      const paths = pathsOver(ref, view);
      return {
        output: {
          ...freshnessOf(picture),
          ref,
          title,
          entityRef,
          total: paths.length,
          hostnames: paths.slice(0, MAX_HOSTNAMES).map(path => {
            const here = hopsOf(path).find(hop => hop.ref === ref);
            return {
              hostname: path.hostname,
              proxySourceId: path.proxySourceId,
              status: path.status,
              here: here && { status: here.status, reason: here.reason },
            };
          }),
        },
      };
    },
  });
}

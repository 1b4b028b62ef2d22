import { InputError, NotFoundError } from '@backstage/errors';
import {
  itopsInventoryReadPermission,
  itopsIpamReadPermission,
} from '@sankofa/plugin-itops-common';
import { parseCidr } from '@sankofa/site-model';
import { Ipam } from '../ipam';
import { ActionOptions, READ_ONLY } from './ActionOptions';
import { freshnessOf, freshnessOutput } from './answers';

/** Addresses that one answer offers. */
const MAX_COUNT = 64;

/** Which addresses of a prefix are free. */
export function registerNextFreeAddress(
  options: ActionOptions & { ipam: Ipam },
): void {
  const { actionsRegistry, guard, ipam, reads } = options;
  actionsRegistry.register({
    name: 'next-free-address',
    title: 'Which address is free?',
    description:
      'The lowest free addresses of a prefix: those that no record, guest (stopped ones and templates too), neighbour, upstream or file speaks for, outside of network, broadcast, gateway and ranges. ' +
      'Refuses while a source that sees the prefix was never read. Nothing is reserved: whoever needs an address has to reserve it, and may find it taken by then.',
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          prefix: z
            .string()
            .min(1)
            .max(64)
            .describe('As it is recorded: 192.168.11.0/24'),
          count: z.number().int().min(1).max(MAX_COUNT).optional(),
        }),
      output: z =>
        z.object({
          ...freshnessOutput(z),
          prefix: z.string(),
          addresses: z
            .array(z.string())
            .describe('Ascending; fewer than asked for when no more are free'),
        }),
    },
    async action({ input, credentials }) {
      await guard.allowCredentials(
        credentials,
        itopsIpamReadPermission,
        itopsInventoryReadPermission,
      );
      const { id, cidr } = await prefixNamed(input.prefix, ipam);
      const addresses = await ipam.nextFree.preview(id, input.count ?? 1);
      const picture = await reads.picture({});
      return {
        output: { ...freshnessOf(picture), prefix: cidr, addresses },
      };
    },
  });
}

/** In the order of the tree a prefix stands before those in it. */
async function prefixNamed(text: string, { reader }: Ipam) {
  const range = parseCidr(text);
  if (!range) {
    throw new InputError(
      `'${text}' is not a prefix; write one such as 192.168.11.0/24`,
    );
  }
  const [found] = await reader.prefixes({ range }, { limit: 1 });
  if (!found || found.lo !== range.lo || found.hi !== range.hi) {
    throw new NotFoundError(
      `There is no prefix ${text}; ask with one of those that are recorded, or add it`,
    );
  }
  return found;
}

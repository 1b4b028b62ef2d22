import { itopsInventoryReadPermission } from '@sankofa/plugin-itops-common';
import { advisePlacement } from '@sankofa/site-model';
import { CapacityService } from '../capacity';
import { ActionOptions, READ_ONLY } from './ActionOptions';
import {
  Zod,
  freshnessOf,
  freshnessOutput,
  readInput,
  readQueryOf,
} from './answers';

const MIB = 1024 ** 2;

function reasonsOutput(z: Zod) {
  return z.array(
    z.object({
      code: z.string().describe('Stable word, such as memory-insufficient'),
      message: z.string(),
      details: z.record(z.union([z.string(), z.number()])).optional(),
    }),
  );
}

/** Where a new guest could go. */
export function registerAdvisePlacement(
  options: ActionOptions & { capacity: CapacityService },
): void {
  const { actionsRegistry, capacity, guard, reads } = options;
  actionsRegistry.register({
    name: 'advise-placement',
    title: 'Where could a new guest go?',
    description:
      'Ranks the nodes that can take a new VM or container, and says of every other node which hard constraints it breaks: size, storage class, VLAN on its uplink, subscription, anti-affinity, lifecycle, offline, stale data. ' +
      'It only advises; nothing is created. What is not known is never taken for a yes.',
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          sourceId: z
            .string()
            .max(100)
            .optional()
            .describe('Only this cluster: proxmox/pve-main'),
          cores: z.number().int().min(1).max(1000),
          memoryMib: z.number().int().min(16).max(67_108_864),
          diskGib: z.number().min(1).max(1_000_000).optional(),
          storage: z.string().max(100).optional().describe('Name of a storage'),
          storageTypes: z
            .array(z.string().max(40))
            .max(20)
            .optional()
            .describe('Storage class: types of Proxmox such as rbd, zfspool'),
          content: z
            .enum(['rootdir', 'images'])
            .optional()
            .describe('rootdir for a container, images for a VM'),
          vlans: z
            .array(z.number().int().min(1).max(4094))
            .max(32)
            .optional()
            .describe('All of them must arrive on the uplink of the node'),
          awayFromTags: z
            .array(z.string().max(128))
            .max(50)
            .optional()
            .describe('Never beside a guest with one of these tags'),
          requireSubscription: z.boolean().optional(),
          acceptUnknown: z
            .array(z.enum(['vlan', 'subscription']))
            .optional()
            .describe('Let through nodes of which this is not known'),
          ...readInput(z),
        }),
      output: z =>
        z.object({
          ...freshnessOutput(z),
          ranked: z.array(
            z.object({
              nodeId: z.string(),
              rank: z.number().int(),
              score: z
                .number()
                .describe('How full its fullest resource would be, 0 to 1'),
              storage: z.string().optional(),
              reasons: reasonsOutput(z),
            }),
          ),
          rejected: z.array(
            z.object({ nodeId: z.string(), reasons: reasonsOutput(z) }),
          ),
        }),
    },
    async action({ input, credentials }) {
      await guard.allowCredentials(credentials, itopsInventoryReadPermission);
      const picture = await reads.picture(readQueryOf(input));
      const known = await capacity.of(picture.view);
      const advice = advisePlacement(picture.site, known, {
        sourceId: input.sourceId,
        milliCores: input.cores * 1000,
        memoryBytes: input.memoryMib * MIB,
        ...(input.diskGib !== undefined && {
          disk: {
            bytes: Math.ceil(input.diskGib * 1024 * MIB),
            storage: input.storage,
            types: input.storageTypes,
            content: input.content,
          },
        }),
        networks: (input.vlans ?? []).map(vlan => ({ vlan })),
        antiAffinity: { tags: input.awayFromTags },
        requireSubscription: input.requireSubscription,
        acceptUnknown: input.acceptUnknown,
      });
      return {
        output: {
          ...freshnessOf(picture),
          ranked: advice.ranked.map(({ after: _, ...node }) => node),
          rejected: advice.rejected,
        },
      };
    },
  });
}

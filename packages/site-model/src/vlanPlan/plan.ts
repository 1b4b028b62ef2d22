import { z } from 'zod';
import { cidrContains, parseAddress, parseCidr } from '../values';

const vid = z
  .number('must be a VLAN number')
  .int('must be a whole number')
  .min(1, 'must be between 1 and 4094')
  .max(4094, 'must be between 1 and 4094');

const network = z
  .string('must be a prefix such as 10.120.0.0/24')
  .refine(
    text => {
      const cidr = parseCidr(text);
      return cidr !== undefined && cidr.address === cidr.network;
    },
    { error: 'must be a prefix without host part, such as 10.120.0.0/24' },
  )
  .transform(text => parseCidr(text)?.cidr ?? text);

const segmentSchema = z.strictObject({ vid, prefix: network });

const pattern = z.string('must be a text; * stands for any text').min(1);

const vmidRange = z
  .string('must be a range such as 8000-8099')
  .regex(/^\d{1,9}-\d{1,9}$/, 'must be a range such as 8000-8099')
  .refine(
    text => {
      const [first, last] = text.split('-').map(Number);
      return first <= last;
    },
    { error: 'must be in ascending order, such as 8000-8099' },
  );

const selectSchema = z
  .strictObject({
    vmid: z.number('must be a VMID').int().min(1).optional(),
    vmids: vmidRange.optional(),
    tag: pattern.optional(),
    name: pattern.optional(),
    pool: pattern.optional(),
    owner: pattern.optional(),
    node: pattern.optional(),
    device: pattern.optional(),
  })
  .refine(select => Object.values(select).some(value => value !== undefined), {
    error:
      'must name at least one of vmid, vmids, tag, name, pool, owner, node, device',
  })
  .refine(
    select =>
      select.device === undefined ||
      Object.keys(select).every(key => key === 'device'),
    { error: 'device stands alone: it names a declared device, not a guest' },
  );

const workloadsSchema = z
  .strictObject({
    name: z.string('must be a text').min(1).optional(),
    select: selectSchema,
    net: z
      .string('must be an interface such as net0')
      .regex(/^net\d+$/, 'must be an interface such as net0')
      .optional(),
    current: segmentSchema.optional(),
    target: segmentSchema,
    addresses: z.record(z.string(), z.string()).optional(),
  })
  .superRefine(({ target, addresses = {} }, context) => {
    const given = new Set<string>();
    for (const [key, text] of Object.entries(addresses)) {
      const address = parseAddress(text);
      const problem = addressProblemOf(address, target.prefix, given);
      if (problem) {
        context.addIssue({
          code: 'custom',
          path: ['addresses', key],
          message: problem,
        });
      }
      if (address !== undefined) {
        given.add(address);
      }
    }
  });

function addressProblemOf(
  address: string | undefined,
  prefix: string,
  given: ReadonlySet<string>,
): string | undefined {
  if (address === undefined) {
    return 'must be one address without prefix length';
  }
  if (parseCidr(prefix) && !cidrContains(prefix, address)) {
    return `must lie in the target prefix ${prefix}`;
  }
  return given.has(address)
    ? `${address} is given twice; give each workload its own`
    : undefined;
}

const idSchema = z
  .string('must be a short word')
  .regex(
    /^[a-z0-9][a-z0-9-]{0,39}$/,
    'must be lower-case letters, digits and dashes',
  );

/** @public */
export const vlanPlanSchema = z
  .strictObject({
    version: z.literal(1, 'must be 1, the only version there is'),
    title: z.string('must be a text').min(1).optional(),
    freshMinutes: z
      .number('must be a number of minutes')
      .int()
      .min(1)
      .max(1440)
      .default(30),
    current: segmentSchema,
    nodes: z
      .array(
        z.strictObject({
          node: z.string('must be the name of a node').min(1),
          becomes: z.enum(
            ['firewall', 'retired', 'spare', 'hypervisor'],
            'must be firewall, retired, spare or hypervisor',
          ),
          note: z.string('must be a text').optional(),
        }),
      )
      .default([]),
    waves: z
      .array(
        z.strictObject({
          id: idSchema,
          title: z.string('must be a text').min(1),
          workloads: z.array(workloadsSchema),
        }),
      )
      .min(1, 'must have at least one wave'),
  })
  .superRefine(({ waves, nodes }, context) => {
    const seen = new Set<string>();
    waves.forEach(({ id }, index) => {
      if (seen.has(id)) {
        context.addIssue({
          code: 'custom',
          path: ['waves', index, 'id'],
          message: `${id} is the id of an earlier wave; give each its own`,
        });
      }
      seen.add(id);
    });
    const named = new Set<string>();
    nodes.forEach(({ node }, index) => {
      if (named.has(node)) {
        context.addIssue({
          code: 'custom',
          path: ['nodes', index, 'node'],
          message: `${node} is named twice; keep one`,
        });
      }
      named.add(node);
    });
  });

/**
 * A VLAN plan as people write it: ordered waves, each with selectors of workloads
 * and the VLAN and prefix they move to.
 * @public
 */
export type VlanPlan = z.output<typeof vlanPlanSchema>;
/** @public */
export type PlanWave = VlanPlan['waves'][number];
/** @public */
export type PlanSelector = PlanWave['workloads'][number];
/** A VLAN with its prefix. @public */
export type PlanSegment = z.output<typeof segmentSchema>;

import { z } from 'zod';
import { container, machine } from './guests';
import { LabGuest, World } from './world';

const vmid = z.number().int().min(100);
const cidr = z
  .string()
  .regex(/^(dhcp|[0-9a-fA-F.:]+\/\d{1,3})$/, 'must be a CIDR or "dhcp"');

/**
 * What can happen to a site while somebody looks at it.
 * @public
 */
export const worldChangeSchema = z.discriminatedUnion('change', [
  z
    .object({ change: z.literal('move-guest'), vmid, node: z.string() })
    .strict(),
  z
    .object({
      change: z.literal('set-address'),
      vmid,
      net: z.number().int().min(0).default(0),
      address: cidr,
    })
    .strict(),
  z
    .object({
      change: z.literal('set-net'),
      vmid,
      net: z.number().int().min(0).default(0),
      bridge: z.string().min(1),
      /** Left out: untagged. */
      tag: z.number().int().min(1).max(4094).optional(),
      /** Left out: it keeps the one it has. */
      address: cidr.optional(),
    })
    .strict(),
  z.object({ change: z.literal('start-guest'), vmid }).strict(),
  z.object({ change: z.literal('stop-guest'), vmid }).strict(),
  z
    .object({
      change: z.literal('rename-guest'),
      vmid,
      name: z.string().min(1),
    })
    .strict(),
  z.object({ change: z.literal('remove-guest'), vmid }).strict(),
  z
    .object({
      change: z.literal('add-guest'),
      vmid,
      type: z.enum(['lxc', 'qemu']).default('lxc'),
      name: z.string().optional(),
      node: z.string(),
      address: cidr.default('dhcp'),
      bridge: z.string().default('vmbr0'),
    })
    .strict(),
  z
    .object({
      change: z.literal('set-node'),
      node: z.string(),
      state: z.enum(['online', 'just-lost', 'offline']),
    })
    .strict(),
]);

/** @public */
export type WorldChange = z.input<typeof worldChangeSchema>;

/** The world has no such guest or node, or has it already. @public */
export class ImpossibleChangeError extends Error {}

function mustHaveNode(world: World, name: string) {
  if (!world.nodes.some(node => node.name === name)) {
    throw new ImpossibleChangeError(
      `There is no node ${name}; there are ${world.nodes
        .map(node => node.name)
        .join(', ')}.`,
    );
  }
}

function mustHaveNet(guest: LabGuest, index: number) {
  if (!guest.nets[index]) {
    throw new ImpossibleChangeError(`Guest ${guest.vmid} has no net${index}.`);
  }
}

function withGuest(
  world: World,
  id: number,
  change: (guest: LabGuest) => LabGuest,
): World {
  if (!world.guests.some(guest => guest.vmid === id)) {
    throw new ImpossibleChangeError(`There is no guest ${id}.`);
  }
  return {
    ...world,
    guests: world.guests.map(guest =>
      guest.vmid === id ? change(guest) : guest,
    ),
  };
}

function withNewGuest(world: World, guest: LabGuest): World {
  mustHaveNode(world, guest.node);
  if (world.guests.some(({ vmid: taken }) => taken === guest.vmid)) {
    throw new ImpossibleChangeError(`There is already a guest ${guest.vmid}.`);
  }
  return {
    ...world,
    guests: [...world.guests, guest].sort((a, b) => a.vmid - b.vmid),
  };
}

/**
 * The world after a change; the given one stays as it is.
 *
 * @throws ImpossibleChangeError when the world does not allow it
 * @public
 */
export function changeWorld(world: World, input: WorldChange): World {
  const change = worldChangeSchema.parse(input);
  switch (change.change) {
    case 'move-guest':
      mustHaveNode(world, change.node);
      return withGuest(world, change.vmid, guest => ({
        ...guest,
        node: change.node,
      }));
    case 'set-address':
      return withGuest(world, change.vmid, guest => {
        mustHaveNet(guest, change.net);
        return {
          ...guest,
          nets: guest.nets.map((net, index) =>
            index === change.net ? { ...net, address: change.address } : net,
          ),
        };
      });
    case 'set-net':
      return withGuest(world, change.vmid, guest => {
        mustHaveNet(guest, change.net);
        const { bridge, tag, address } = change;
        return {
          ...guest,
          nets: guest.nets.map((net, index) =>
            index === change.net
              ? {
                  ...net,
                  bridge,
                  tag,
                  // Leases and VIPs belong to the network that was left.
                  ...(address !== undefined && { address, live: [] }),
                }
              : net,
          ),
        };
      });
    case 'start-guest':
      return withGuest(world, change.vmid, guest => ({
        ...guest,
        status: 'running',
        // Pending values come into force with the start.
        nets: guest.nets.map((net, index) => ({
          ...net,
          address: guest.pending[index] ?? net.address,
          gateway: guest.pendingGateways?.[index] ?? net.gateway,
        })),
        pending: {},
        pendingGateways: undefined,
      }));
    case 'stop-guest':
      return withGuest(world, change.vmid, guest => ({
        ...guest,
        status: 'stopped',
      }));
    case 'rename-guest':
      return withGuest(world, change.vmid, guest => ({
        ...guest,
        name: change.name,
      }));
    case 'remove-guest':
      return {
        ...withGuest(world, change.vmid, guest => guest),
        guests: world.guests.filter(guest => guest.vmid !== change.vmid),
      };
    case 'add-guest': {
      const make = change.type === 'lxc' ? container : machine;
      const { vmid: id, name, node, bridge, address } = change;
      return withNewGuest(
        world,
        make(id, name, node, { nets: [{ bridge, address }] }),
      );
    }
    case 'set-node':
      mustHaveNode(world, change.node);
      return {
        ...world,
        nodes: world.nodes.map(node =>
          node.name === change.node ? { ...node, state: change.state } : node,
        ),
      };
    default:
      throw new Error(`unhandled change ${JSON.stringify(change)}`);
  }
}

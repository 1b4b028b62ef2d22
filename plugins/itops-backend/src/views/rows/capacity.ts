import {
  GuestCapacityRow,
  NodeCapacityRow,
  guestEntityName,
  nodeEntityName,
  resourceRef,
} from '@sankofa/plugin-itops-common';
import {
  Capacity,
  GuestCapacity,
  NodeCapacity,
  Usage,
  Window,
} from '@sankofa/site-model';
import { SortedTable } from '../table';

export function windowView({ from, to }: Window) {
  const text = (seconds: number) => new Date(seconds * 1000).toISOString();
  return { from: text(from), to: text(to) };
}

export function windowed({ window, rules }: Capacity) {
  return { window: windowView(window), minCoverage: rules.minCoverage };
}

export function nodeCapacityRow(node: NodeCapacity): NodeCapacityRow {
  const { sourceId, name } = node;
  return { ...node, entityRef: resourceRef(nodeEntityName(sourceId, name)) };
}

export function guestCapacityRow(guest: GuestCapacity): GuestCapacityRow {
  const { sourceId, vmid } = guest;
  return { ...guest, entityRef: resourceRef(guestEntityName(sourceId, vmid)) };
}

/** What was not measured comes last in either order. */
const p95 = (usage: Usage) =>
  usage.state === 'measured' ? usage.p95 : undefined;

const tables = new WeakMap<Capacity, SortedTable<GuestCapacity>>();

/** The guests of a capacity, sorted once. */
export function guestCapacityTable(
  capacity: Capacity,
): SortedTable<GuestCapacity> {
  const known =
    tables.get(capacity) ??
    SortedTable.create(capacity.guests, {
      idOf: guest => guest.guestId,
      textOf: ({ vmid, name = '', node }) =>
        `${vmid} ${name} ${node}`.toLowerCase(),
      defaultSort: 'vmid',
      sorts: {
        vmid: guest => guest.vmid,
        name: guest => guest.name,
        node: guest => guest.node,
        activity: guest => guest.activity,
        milliCores: guest => guest.milliCores,
        memoryBytes: guest => guest.memoryBytes,
        cpu: guest => p95(guest.usage.cpu),
        memory: guest => p95(guest.usage.memory),
      },
    });
  tables.set(capacity, known);
  return known;
}

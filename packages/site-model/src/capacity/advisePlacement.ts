import { isReadable } from '../observations';
import { Site } from '../site';
import { compareText } from '../text/compareText';
import { Capacity, NodeCapacity } from './capacity';
import {
  NoteCode,
  PlacementAdvice,
  PlacementReason,
  PlacementRequest,
  RankedNode,
} from './placement';
import { dominant, Fit, PlacementBook } from './PlacementBook';

type Note = PlacementReason<NoteCode>;

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function sizeNotes(node: NodeCapacity, fit: Fit): Note[] {
  const { cpu, memory, storage } = fit.shares!;
  const notes: Note[] = [
    {
      code: 'cpu-after',
      message: `${percent(cpu)} of the cores that may be given out would be.`,
      details: { share: cpu },
    },
    {
      code: 'memory-after',
      message: `${percent(
        memory,
      )} of the memory that may be given out would be.`,
      details: { share: memory },
    },
  ];
  if (fit.storage && storage !== undefined) {
    notes.push({
      code: 'storage-chosen',
      message: `${fit.storage.storage} (${fit.storage.type}) would be ${percent(
        storage,
      )} full.`,
      details: { storage: fit.storage.storage, share: storage },
    });
  }
  const unknown = node.cpu.unknownAllocations + node.memory.unknownAllocations;
  if (unknown > 0) {
    notes.push({
      code: 'allocation-unknown',
      message: `Of some guests on ${node.name} nobody knows what they were given.`,
    });
  }
  return notes;
}

function evidenceNotes(
  node: NodeCapacity,
  request: PlacementRequest,
  book: PlacementBook,
): Note[] {
  const notes = (request.networks ?? []).map(({ vlan, bridge }): Note => {
    const reach = book.vlanReach(node.nodeId, vlan, bridge);
    return {
      code: reach.state === 'reachable' ? 'vlan-reachable' : 'vlan-unknown',
      message: `VLAN ${vlan}: ${reach.why}.`,
      details: { vlan, ...(reach.bridge && { bridge: reach.bridge }) },
    };
  });
  const { state } = node.subscription;
  if (request.requireSubscription) {
    notes.push({
      code: state === 'unknown' ? 'subscription-unknown' : 'subscription',
      message: `The subscription of ${node.name} is ${state}.`,
    });
  }
  if (
    node.cpu.usage.state !== 'measured' ||
    node.memory.usage.state !== 'measured'
  ) {
    notes.push({
      code: 'usage-unknown',
      message: `Too little was measured on ${node.name} to say what it uses; only what was given out counts.`,
      details: {
        coverage: Math.min(node.cpu.usage.coverage, node.memory.usage.coverage),
      },
    });
  } else if (!isReadable(node.metricsFreshness)) {
    notes.push({
      code: 'metrics-stale',
      message: `The metrics of ${node.name} are ${node.metricsFreshness.freshness}.`,
    });
  }
  return notes;
}

/** The best node first: the one whose fullest resource stays the emptiest. */
export function byScore(
  left: Pick<RankedNode, 'score' | 'nodeId'>,
  right: Pick<RankedNode, 'score' | 'nodeId'>,
): number {
  return left.score - right.score || compareText(left.nodeId, right.nodeId);
}

/**
 * Where one new guest could go. Every node is either ranked, with the reasons that speak
 * for it and what should be known of it, or rejected with every hard constraint it breaks.
 * Unknown is never taken for a yes, and nothing is done.
 * @public
 */
export function advisePlacement(
  site: Site,
  capacity: Capacity,
  request: PlacementRequest,
): PlacementAdvice {
  const book = PlacementBook.create(site, capacity);
  const advice: PlacementAdvice = { ranked: [], rejected: [] };
  for (const node of book.nodes) {
    const fit = book.fit(node, request);
    const { nodeId } = node;
    if (fit.shares) {
      const { cpu, memory, storage } = fit.shares;
      advice.ranked.push({
        nodeId,
        rank: 0,
        score: dominant(fit.shares),
        ...(fit.storage && { storage: fit.storage.storage }),
        after: { cpu, memory, ...(storage !== undefined && { storage }) },
        reasons: [
          ...sizeNotes(node, fit),
          ...evidenceNotes(node, request, book),
        ],
      });
    } else {
      advice.rejected.push({ nodeId, reasons: fit.rejections });
    }
  }
  advice.ranked.sort(byScore).forEach((node, index) => {
    node.rank = index + 1;
  });
  return advice;
}

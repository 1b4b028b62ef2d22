import { Site } from '../site';
import { Capacity } from './capacity';
import { PlacementAdvice, PlacementRequest } from './placement';
import { PlacementBook } from './PlacementBook';
import { PlacementSearch, StepBudget } from './PlacementSearch';
import { advisePlacement } from './advisePlacement';

/** Tries of a search before it answers the best it has found. */
const MAX_STEPS = 60_000;

/** @public */
export interface PlacementsAdvice {
  /**
   * - `exhaustive`: no better placement exists
   * - `bounded`: the search ended early; a better one may exist
   */
  search: 'exhaustive' | 'bounded';
  /** One for each request, in their order; absent where they do not all fit. */
  placements?: { requestId: string; nodeId: string; storage?: string }[];
  /** How full the fullest node would be, 0 to 1. */
  peak?: number;
  /** Where they do not all fit: what stands in the way of each alone. */
  alone?: (PlacementAdvice & { requestId: string })[];
}

/**
 * Where several new guests could go together, so that the fullest node stays as empty as
 * can be. Hard constraints hold for all of them at once.
 *
 * @param requests - each with its own `id`
 * @public
 */
export function advisePlacements(
  site: Site,
  capacity: Capacity,
  requests: readonly (PlacementRequest & { id: string })[],
): PlacementsAdvice {
  const book = PlacementBook.create(site, capacity);
  const budget = StepBudget.create(MAX_STEPS);
  const found = PlacementSearch.run(book, requests, {
    nodes: book.nodes,
    budget,
  });
  const search = budget.isSpent ? 'bounded' : 'exhaustive';
  if (!found) {
    return {
      search,
      alone: requests.map(request => ({
        requestId: request.id,
        ...advisePlacement(site, capacity, request),
      })),
    };
  }
  return {
    search,
    peak: found.peak,
    placements: requests.map(({ id }) => {
      const { nodeId, storage } = found.assignments.find(
        ({ request }) => request.id === id,
      )!;
      return {
        requestId: id,
        nodeId,
        ...(storage && { storage: storage.storage }),
      };
    }),
  };
}

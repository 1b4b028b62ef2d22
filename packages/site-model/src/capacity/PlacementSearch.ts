import { NodeCapacity, NodeStorage } from './capacity';
import { PlacementRequest } from './placement';
import { dominant, PlacementBook } from './PlacementBook';

/** Who goes where. */
export interface Assignment {
  request: PlacementRequest;
  nodeId: string;
  storage?: NodeStorage;
}

/** What a search may cost; beyond it the best found so far is answered. */
export class StepBudget {
  private left: number;

  private constructor(steps: number) {
    this.left = steps;
  }

  static create(steps: number): StepBudget {
    return new StepBudget(steps);
  }

  spend(): boolean {
    return this.left-- > 0;
  }

  get isSpent(): boolean {
    return this.left < 0;
  }
}

interface Found {
  assignments: Assignment[];
  /** The fullest node afterwards. */
  peak: number;
}

/** What is hard to place comes first. */
function bySize(nodes: readonly NodeCapacity[]) {
  const most = (of: (node: NodeCapacity) => number | undefined) =>
    Math.max(1, ...nodes.map(node => of(node) ?? 0));
  const cores = most(({ cpu }) => cpu.total);
  const bytes = most(({ memory }) => memory.total);
  const size = ({ milliCores, memoryBytes }: PlacementRequest) =>
    Math.max(milliCores / cores, memoryBytes / bytes);
  return (left: PlacementRequest, right: PlacementRequest) =>
    size(right) - size(left);
}

/**
 * Places several guests so that the fullest node stays as empty as can be: depth first,
 * the best node first, and a branch is left as soon as it cannot be better than what was
 * found. Within its budget the answer is the best there is.
 */
export class PlacementSearch {
  private best: Found | undefined;
  private readonly chosen: Assignment[] = [];
  private readonly order: readonly PlacementRequest[];

  private constructor(
    private readonly book: PlacementBook,
    private readonly nodes: readonly NodeCapacity[],
    requests: readonly PlacementRequest[],
    private readonly budget: StepBudget,
    private readonly anyWillDo: boolean,
  ) {
    this.order = [...requests].sort(bySize(nodes));
  }

  /**
   * @param options.nodes - that may be used
   * @param options.anyWillDo - the first complete placement is answered
   */
  static run(
    book: PlacementBook,
    requests: readonly PlacementRequest[],
    options: {
      nodes: readonly NodeCapacity[];
      budget: StepBudget;
      anyWillDo?: boolean;
    },
  ): Found | undefined {
    const { nodes, budget, anyWillDo = false } = options;
    const search = new PlacementSearch(
      book,
      nodes,
      requests,
      budget,
      anyWillDo,
    );
    const peak = Math.max(
      0,
      ...nodes.map(node => {
        const shares = book.shares(node);
        return shares ? dominant(shares) : 0;
      }),
    );
    search.place(0, peak);
    return search.best;
  }

  private place(index: number, peak: number): void {
    if (index === this.order.length) {
      this.best = { assignments: [...this.chosen], peak };
      return;
    }
    const request = this.order[index];
    const options = this.nodes
      .flatMap(node => {
        const fit = this.book.fit(node, request);
        return fit.shares
          ? [
              {
                nodeId: node.nodeId,
                storage: fit.storage,
                score: dominant(fit.shares),
              },
            ]
          : [];
      })
      .sort((left, right) => left.score - right.score);
    for (const { nodeId, storage, score } of options) {
      const next = Math.max(peak, score);
      if (this.isEnough() || (this.best && next >= this.best.peak)) {
        return;
      }
      if (!this.budget.spend()) {
        return;
      }
      this.book.put(nodeId, request, storage);
      this.chosen.push({ request, nodeId, ...(storage && { storage }) });
      this.place(index + 1, next);
      this.chosen.pop();
      this.book.take(nodeId, request, storage);
    }
  }

  private isEnough(): boolean {
    return this.best !== undefined && this.anyWillDo;
  }
}

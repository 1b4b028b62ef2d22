import {
  CapacityApi,
  CapacityGuestsPage,
  CapacityHardware,
  CapacityNodes,
  CapacitySeries,
  CapacitySeriesQuery,
  CapacityStorages,
  ConsolidationAnswer,
  PlacementAnswer,
  SourceFreshness,
} from '@sankofa/plugin-itops-common';
import {
  answerOf,
  capacityWindow,
  consolidationOf,
  guestCapacity,
  hardwareRow,
  nodeCapacity,
  placementOf,
  seriesPoints,
  storageCapacity,
} from './fixtures';

/** Capacity and advice over values in memory. */
export class FakeCapacity implements CapacityApi {
  readonly calls: { method: string; args: any[] }[] = [];
  sourcesSeen: SourceFreshness[] | undefined;
  answers = {
    nodes: [nodeCapacity()],
    guests: [guestCapacity()],
    /** Leads to the page after this one. */
    nextCursor: undefined as string | undefined,
    storages: [storageCapacity()],
    points: seriesPoints(),
    hardware: [hardwareRow()],
    unknownNodes: [] as CapacityHardware['unknownNodes'],
    placement: placementOf(),
    consolidation: consolidationOf(),
  };
  #failures = new Map<keyof CapacityApi, unknown>();
  #held = new Map<keyof CapacityApi, Promise<void>>();

  /** The call fails with this from now on; `undefined` heals it. */
  fail(method: keyof CapacityApi, error: unknown): void {
    this.#failures.set(method, error);
  }

  /** The call answers only after the returned function was called. */
  hold(method: keyof CapacityApi): () => void {
    let release: () => void = () => {};
    this.#held.set(method, new Promise(resolve => (release = resolve)));
    return () => {
      this.#held.delete(method);
      release();
    };
  }

  /** Arguments of the calls of one method. */
  asked(method: keyof CapacityApi): any[][] {
    return this.calls
      .filter(call => call.method === method)
      .map(call => call.args);
  }

  async nodes(): Promise<CapacityNodes> {
    await this.#called('nodes');
    return {
      ...this.#answer(),
      ...capacityWindow(),
      policy: {
        cpuOvercommit: 4,
        memoryOvercommit: 1,
        memoryReserve: 0.1,
        storageReserve: 0.1,
      },
      items: this.answers.nodes,
    };
  }

  async guests(query?: object): Promise<CapacityGuestsPage> {
    await this.#called('guests', query);
    const { guests, nextCursor } = this.answers;
    return {
      ...this.#answer(),
      ...capacityWindow(),
      items: guests,
      total: guests.length,
      nextCursor,
    };
  }

  async storages(): Promise<CapacityStorages> {
    await this.#called('storages');
    return {
      ...this.#answer(),
      ...capacityWindow(),
      items: this.answers.storages,
    };
  }

  async series(query: CapacitySeriesQuery): Promise<CapacitySeries> {
    await this.#called('series', query);
    const { at, sources } = this.#answer();
    return {
      at,
      sources,
      sourceId: query.source,
      subject: query.subject,
      window: { from: query.from ?? capacityWindow().window.from, to: at },
      limits: { milliCores: 32_000, memoryBytes: 256 * 1024 ** 3 },
      points: this.answers.points,
    };
  }

  async hardware(): Promise<CapacityHardware> {
    await this.#called('hardware');
    const { hardware, unknownNodes } = this.answers;
    return { ...this.#answer(), items: hardware, unknownNodes };
  }

  async placement(request: object): Promise<PlacementAnswer> {
    await this.#called('placement', request);
    return { ...this.#answer(), ...this.answers.placement };
  }

  async consolidation(request?: object): Promise<ConsolidationAnswer> {
    await this.#called('consolidation', request);
    return { ...this.#answer(), ...this.answers.consolidation };
  }

  #answer() {
    return answerOf(this.sourcesSeen);
  }

  async #called(method: keyof CapacityApi, ...args: unknown[]): Promise<void> {
    this.calls.push({ method, args });
    await this.#held.get(method);
    const failure = this.#failures.get(method);
    if (failure !== undefined) {
      throw failure;
    }
  }
}

import { ActiveFault, Fault } from '../faults/fault';
import { FaultBoard } from '../faults/FaultBoard';
import { faultyWorld } from '../faults/faultyWorld';
import { World, WorldChange, changeWorld } from '../world';
import { WorldIndex } from '../world/WorldIndex';

/**
 * The one thing all servers of the lab look at: the world, what went wrong with
 * it, and how long it has been there.
 */
export class LabSite {
  readonly faults = FaultBoard.create();
  private current: World;
  private seen: WorldIndex;
  private readonly listeners: (() => Promise<void>)[] = [];

  private constructor(
    private readonly initial: World,
    private readonly now: () => number,
    private readonly startedAt: number,
  ) {
    this.current = initial;
    this.seen = WorldIndex.create(initial);
  }

  static create(world: World, now: () => number = Date.now): LabSite {
    return new LabSite(world, now, now());
  }

  /** The world as it is, without the faults. */
  get world(): World {
    return this.current;
  }

  /** The world as the servers show it. */
  get index(): WorldIndex {
    return this.seen;
  }

  get elapsedSeconds(): number {
    return (this.now() - this.startedAt) / 1000;
  }

  /** Told after every change; the change is over when all have answered. */
  onChange(listener: () => Promise<void>): void {
    this.listeners.push(listener);
  }

  async change(change: WorldChange): Promise<void> {
    this.current = changeWorld(this.current, change);
    await this.changed();
  }

  async addFault(fault: Fault): Promise<ActiveFault> {
    const added = this.faults.add(fault);
    await this.changed();
    return added;
  }

  async removeFault(id: string): Promise<boolean> {
    const removed = this.faults.remove(id);
    await this.changed();
    return removed;
  }

  async clearFaults(): Promise<void> {
    this.faults.clear();
    await this.changed();
  }

  /** Back to the world of the start, without faults. */
  async reset(): Promise<void> {
    this.current = this.initial;
    await this.clearFaults();
  }

  private async changed(): Promise<void> {
    this.seen = WorldIndex.create(
      faultyWorld(this.current, this.faults.active()),
    );
    for (const listener of this.listeners) {
      await listener();
    }
  }
}

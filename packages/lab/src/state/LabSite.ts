import { ActiveFault, Fault } from '../faults/fault';
import { FaultBoard } from '../faults/FaultBoard';
import { faultyWorld } from '../faults/faultyWorld';
import { LabGuest, World, WorldChange, changeWorld } from '../world';
import { WorldIndex } from '../world/WorldIndex';
import { WrittenGuests } from './WrittenGuests';

/**
 * The one thing all servers of the lab look at: the world, what went wrong with
 * it, and how long it has been there.
 */
export class LabSite {
  readonly faults = FaultBoard.create();
  private current: World;
  private seen: WorldIndex;
  private readonly listeners: (() => Promise<void>)[] = [];
  private readonly resetListeners: (() => Promise<void>)[] = [];
  private told: Promise<void> = Promise.resolve();

  private constructor(
    private readonly initial: World,
    private readonly written: WrittenGuests,
    private readonly now: () => number,
    private readonly startedAt: number,
  ) {
    this.current = written.over(initial);
    this.seen = WorldIndex.create(this.current);
  }

  static create(
    world: World,
    written: WrittenGuests,
    now: () => number = Date.now,
  ): LabSite {
    return new LabSite(world, written, now, now());
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

  /** Told when the world goes back to its start, before it does. */
  onReset(listener: () => Promise<void>): void {
    this.resetListeners.push(listener);
  }

  async change(change: WorldChange): Promise<void> {
    this.current = changeWorld(this.current, change);
    await this.changed();
  }

  /**
   * What a call of the API makes of one guest, kept beyond the end of the lab.
   *
   * @param guest - as it is from now on; undefined: it is gone
   */
  async writeGuest(vmid: number, guest: LabGuest | undefined): Promise<void> {
    const others = this.current.guests.filter(other => other.vmid !== vmid);
    this.current = {
      ...this.current,
      guests: [...others, ...(guest ? [guest] : [])].sort(
        (a, b) => a.vmid - b.vmid,
      ),
    };
    await Promise.all([this.changed(), this.written.set(vmid, guest)]);
  }

  /** Somebody at the console was faster, where a fault says so. */
  async editMeanwhile(vmid: number): Promise<void> {
    const guest = this.current.guests.find(each => each.vmid === vmid);
    if (guest && this.faults.workFault('edited-meanwhile', vmid)) {
      const lines = [guest.description, 'edited at the console'];
      const description = lines.filter(Boolean).join('\n');
      await this.writeGuest(vmid, { ...guest, description });
    }
  }

  /** Somebody else takes a number that was free, where a fault says so. */
  async takeVmid(vmid: number, node: string): Promise<void> {
    if (this.faults.workFault('vmid-taken', vmid)) {
      const name = 'somebody-elses';
      await this.change({ change: 'add-guest', vmid, name, node });
    }
  }

  /** The node of a guest tells the cluster what it knows of it. */
  async report(vmid: number): Promise<void> {
    const guest = this.current.guests.find(each => each.vmid === vmid);
    if (guest?.unreported) {
      await this.writeGuest(vmid, { ...guest, unreported: undefined });
    }
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
    await Promise.all(this.resetListeners.map(listener => listener()));
    this.current = this.initial;
    await Promise.all([this.clearFaults(), this.written.clear()]);
  }

  private async changed(): Promise<void> {
    this.seen = WorldIndex.create(
      faultyWorld(this.current, this.faults.active()),
    );
    const tell = async () => {
      for (const listener of this.listeners) {
        await listener();
      }
    };
    // One change after another: listeners write files.
    this.told = this.told.then(tell, tell);
    await this.told;
  }
}

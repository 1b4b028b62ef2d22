import { BackOff } from '@sankofa/plugin-itops-node';
import { GuestRow } from '../clients/schemas';

/**
 * Agents that did not answer: each costs three seconds, so they are left alone for a
 * while, and longer each time. A guest that was started again since is asked at once.
 */
export class DeadAgents {
  private readonly startedAt = new Map<number, number>();

  private constructor(
    private readonly backOff: BackOff,
    private readonly now: () => number,
  ) {}

  static create(options: { now?: () => number } = {}): DeadAgents {
    const now = options.now ?? Date.now;
    return new DeadAgents(
      BackOff.create({ firstMs: 15 * 60_000, longestMs: 2 * 3_600_000, now }),
      now,
    );
  }

  private start(guest: GuestRow): number {
    return this.now() - (guest.uptime ?? 0) * 1000;
  }

  isResting(guest: GuestRow): boolean {
    const before = this.startedAt.get(guest.vmid);
    if (before === undefined) {
      return false;
    }
    // Proxmox reports uptime every ten seconds; more than a minute is another start.
    if (this.start(guest) - before > 60_000) {
      this.answered(guest);
      return false;
    }
    return this.backOff.isResting(String(guest.vmid));
  }

  silent(guest: GuestRow) {
    this.startedAt.set(guest.vmid, this.start(guest));
    this.backOff.failed(String(guest.vmid));
  }

  answered(guest: GuestRow) {
    this.startedAt.delete(guest.vmid);
    this.backOff.succeeded(String(guest.vmid));
  }
}

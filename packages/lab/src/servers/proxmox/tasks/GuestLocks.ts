/**
 * Who works on the configuration of a guest: the lock file on its node, not the `lock`
 * that stands in the configuration. A worker has it from the call on; others wait.
 */
export class GuestLocks {
  private readonly held = new Map<number, Promise<void>>();

  private constructor(private readonly waitMs: number) {}

  /** @param waitMs - how long a call waits; Proxmox: 10 s */
  static create(waitMs: number): GuestLocks {
    return new GuestLocks(waitMs);
  }

  /** @returns what gives it back, or undefined where the wait was too long */
  async take(vmid: number): Promise<(() => void) | undefined> {
    const until = performance.now() + this.waitMs;
    for (;;) {
      const holder = this.held.get(vmid);
      if (!holder) {
        return this.hold(vmid);
      }
      const left = until - performance.now();
      if (left <= 0) {
        return undefined;
      }
      await this.released(holder, left);
    }
  }

  private hold(vmid: number): () => void {
    let release = () => {};
    this.held.set(
      vmid,
      new Promise<void>(resolve => {
        release = () => {
          this.held.delete(vmid);
          resolve();
        };
      }),
    );
    return release;
  }

  private async released(holder: Promise<void>, ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<void>(resolve => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([holder, over]);
    clearTimeout(timer);
  }
}

/** What a call says that waited for the lock in vain. */
export function lockTimeout(type: 'lxc' | 'qemu', vmid: number): string {
  const file =
    type === 'lxc'
      ? `/run/lock/lxc/pve-config-${vmid}.lock`
      : `/var/lock/qemu-server/lock-${vmid}.conf`;
  return `can't lock file '${file}' - got timeout`;
}

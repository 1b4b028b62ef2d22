/**
 * Watches over one exchange: tells when its time is up and when the whole run is
 * stopped, until it has ended.
 */
export class Watch {
  private timer?: NodeJS.Timeout;
  private signal?: AbortSignal;
  private onStopped?: () => void;

  /** @returns false when the run is stopped already: the exchange must not begin */
  begin(options: {
    milliseconds: number;
    signal?: AbortSignal;
    onLate: () => void;
    onStopped?: () => void;
  }): boolean {
    const { milliseconds, signal, onLate, onStopped } = options;
    if (signal?.aborted) {
      onStopped?.();
      return false;
    }
    this.timer = setTimeout(onLate, Math.max(milliseconds, 0));
    this.signal = signal;
    this.onStopped = onStopped;
    if (onStopped) {
      signal?.addEventListener('abort', onStopped, { once: true });
    }
    return true;
  }

  end() {
    clearTimeout(this.timer);
    if (this.onStopped) {
      this.signal?.removeEventListener('abort', this.onStopped);
    }
  }
}

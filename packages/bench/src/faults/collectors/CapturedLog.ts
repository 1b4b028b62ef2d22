import { LoggerService } from '@backstage/backend-plugin-api';

/** A log that is kept, to be searched for what must not be in it. */
export class CapturedLog implements LoggerService {
  private constructor(private readonly lines: string[]) {}

  static create(): CapturedLog {
    return new CapturedLog([]);
  }

  get text(): string {
    return this.lines.join('\n');
  }

  error(message: string, meta?: unknown) {
    this.keep(message, meta);
  }

  warn(message: string, meta?: unknown) {
    this.keep(message, meta);
  }

  info(message: string, meta?: unknown) {
    this.keep(message, meta);
  }

  debug(message: string, meta?: unknown) {
    this.keep(message, meta);
  }

  child(): LoggerService {
    return this;
  }

  private keep(message: string, meta?: unknown) {
    const more = meta instanceof Error ? meta.stack : JSON.stringify(meta);
    this.lines.push(`${message} ${more ?? ''}`);
  }
}

import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { Output } from './Output';

/** What collectors log, on stderr: warnings and errors always, the rest with `--verbose`. */
export class OutputLogger implements LoggerService {
  static create(output: Output): OutputLogger {
    return new OutputLogger(output, '');
  }

  private constructor(
    private readonly output: Output,
    private readonly prefix: string,
  ) {}

  error(message: string, meta?: Error | object): void {
    this.output.line(this.format('error', message, meta));
  }

  warn(message: string, meta?: Error | object): void {
    this.output.line(this.format('warning', message, meta));
  }

  info(message: string): void {
    this.output.detail(this.format('info', message));
  }

  debug(message: string): void {
    this.output.detail(this.format('debug', message));
  }

  child(meta: Record<string, unknown>): LoggerService {
    const words = Object.values(meta).filter(
      value => typeof value === 'string',
    );
    return new OutputLogger(
      this.output,
      [this.prefix, ...words].join(' ').trim(),
    );
  }

  private format(level: string, message: string, meta?: Error | object) {
    const cause = meta instanceof Error ? `: ${toError(meta).message}` : '';
    const prefix = this.prefix ? `${this.prefix}: ` : '';
    return `${level}: ${prefix}${message}${cause}`;
  }
}

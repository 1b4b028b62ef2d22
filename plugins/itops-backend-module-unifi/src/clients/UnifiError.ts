import { ConnectorError } from '@sankofa/plugin-itops-node';
import { ReasonCode } from '@sankofa/site-model';

/** The console answered, and the answer is an error. */
export class UnifiError extends ConnectorError {
  /**
   * @param status - HTTP status; an error can also ride on 200
   * @param code - what the console calls it: `api.err.NoPermission`
   * @param retryAfterMs - how long it asks to be left alone
   */
  constructor(
    reason: ReasonCode,
    message: string,
    readonly status: number,
    readonly code?: string,
    readonly retryAfterMs?: number,
  ) {
    super(reason, message);
    this.name = 'UnifiError';
  }
}

import { ConnectorError } from '@sankofa/plugin-itops-node';
import { ReasonCode } from '@sankofa/site-model';

/** The proxy answered, and the answer is an error. */
export class NpmError extends ConnectorError {
  constructor(
    reason: ReasonCode,
    message: string,
    /** HTTP status. */
    readonly status: number,
  ) {
    super(reason, message);
    this.name = 'NpmError';
  }
}

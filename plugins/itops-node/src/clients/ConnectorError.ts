import { ReasonCode } from '@sankofa/site-model';

/**
 * Why a connector could not read something: a stable reason for machines and
 * one sentence for people that names the place and the remedy. It never
 * carries request headers, bodies or another error that might.
 * @public
 */
export class ConnectorError extends Error {
  readonly reason: ReasonCode;

  constructor(reason: ReasonCode, message: string) {
    super(message);
    this.name = 'ConnectorError';
    this.reason = reason;
  }
}

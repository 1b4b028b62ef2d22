import { ConnectorError } from '@sankofa/plugin-itops-node';
import { ReasonCode } from '@sankofa/site-model';
import { ProxmoxError } from '../clients/ProxmoxError';

/**
 * Why one guest could not be read. An error of Proxmox about this guest is
 * `guest-unreadable`; what concerns its node, the token or the way there keeps its name.
 */
export function guestFailure(error: ConnectorError): {
  reason: ReasonCode;
  message: string;
} {
  const own = error instanceof ProxmoxError && error.reason === 'http-error';
  return {
    reason: own ? 'guest-unreadable' : error.reason,
    message: error.message,
  };
}

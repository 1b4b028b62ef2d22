import { FreshnessLabel, ReasonCode } from '../observations';

const REMEDIES: Record<ReasonCode, string> = {
  unreachable:
    'check that the address is right and the network lets it through',
  timeout: 'check the load and the network of the source',
  refused:
    'check that the service is running and listens on the configured port',
  unauthorized: 'check that the token or password is right and has not expired',
  forbidden: 'grant the account the missing privilege',
  'rate-limited':
    'wait until it lets logins in again, and let nothing else use the account',
  'insufficient-privileges': 'grant the token the missing privileges',
  'visibility-user':
    'let the account see the rows of all users: visibility "all"',
  'certificate-changed':
    'compare the new certificate with the server and set its fingerprint',
  'host-key-changed':
    'compare the new host key with the server and set it in the configuration',
  'http-error': 'look into the log of the source',
  'invalid-answer':
    'check that the configured address is the API and look into its log',
  'too-large': 'check what the source sends; more than the permitted size came',
  'node-offline': 'bring the node back or remove it from the cluster',
  'not-quorate': 'bring back enough nodes for the cluster to be quorate',
  'guest-unreadable': 'check the configuration of the guest',
  'agent-blocked': 'allow the agent to list its network interfaces',
  'agent-not-running': 'start the guest agent',
  'suspicious-removal':
    'check whether the things are really gone, then accept the removal',
  'file-missing': 'check the configured path',
  'no-table':
    'check that the file still has a table with the headings that its kind needs',
  'not-listed': 'wait for the next runs to agree',
  internal: 'look into the log of the backend',
};

/** What to do about a source that cannot be read, as a clause. */
export function remedyFor(reason: FreshnessLabel['reason']): string {
  return reason !== undefined && reason in REMEDIES
    ? REMEDIES[reason as ReasonCode]
    : 'look into the log of the backend';
}

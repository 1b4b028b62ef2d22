import { RecordedToken } from '@sankofa/plugin-itops-node/testUtils';
import { Fault } from './FaultyWorld';

export const CLUSTER = 'proxmox/sankofa';
const KEYS = 'ip-addresses.conf';
const ROWS = 'ALL_VMIDS_ENDPOINTS.md';
const PAGE = '<!doctype html><html><body>Sign in</body></html>';

/** The node that goes down, and its guests. */
const ON_R630_03 = [
  'node:r630-03',
  ...[211, 212, 220, 7803, 7805, 7812, 7841, 7852, 7860].map(
    vmid => `guest:${vmid}`,
  ),
];

/** A fault, and what the portal is to say of it. */
export interface FaultCase extends Fault {
  /** Completes "with …". */
  name: string;
  /** The portal is restarted with this token, and back. */
  token?: RecordedToken;
  /** A fault of time: one member and a short patience, so that the test is short. */
  waits?: boolean;
  /** The source that fails; the cluster when left out. */
  source?: string;
  freshness?: 'failed' | 'partial';
  reasons: string[];
  /** Scopes of the source that are read all the same; none when left out. */
  reads?: (scope: string) => boolean;
}

const proxmoxFault = (kind: string, ...reasons: string[]): FaultCase => ({
  name: `${kind} instead of answers`,
  replay: ['--fault', `proxmox=${kind}`],
  waits: ['timeout', 'slow', 'endless'].includes(kind),
  refuses: kind === 'refuse',
  reasons,
});

export const FAULT_CASES: FaultCase[] = [
  {
    name: 'a token without privileges',
    token: 'empty',
    reasons: ['insufficient-privileges'],
  },
  {
    name: 'a token that sees two guests',
    token: 'vmonly',
    freshness: 'partial',
    reasons: ['insufficient-privileges'],
    reads: scope => ['guest:210', 'guest:7801'].includes(scope),
  },
  {
    name: 'a node down',
    replay: ['--node-down', 'r630-03'],
    freshness: 'partial',
    reasons: ['node-offline'],
    reads: scope => !ON_R630_03.includes(scope),
  },
  proxmoxFault('refuse', 'unreachable'),
  proxmoxFault('timeout', 'timeout'),
  proxmoxFault('slow', 'timeout'),
  proxmoxFault('endless', 'timeout', 'too-large'),
  proxmoxFault('401', 'unauthorized'),
  proxmoxFault('403', 'forbidden'),
  proxmoxFault('500', 'http-error'),
  proxmoxFault('empty', 'invalid-answer'),
  proxmoxFault('null', 'invalid-answer'),
  proxmoxFault('truncated', 'invalid-answer'),
  proxmoxFault('html', 'invalid-answer'),
  {
    name: 'changed certificates',
    changedCertificates: true,
    reasons: ['certificate-changed'],
  },
  ...[KEYS, ROWS].flatMap((name): FaultCase[] => [
    {
      name: `${name} missing`,
      file: { name },
      source: `declared/${name}`,
      reasons: ['file-missing'],
    },
    {
      name: `${name} emptied`,
      file: { name, text: '' },
      source: `declared/${name}`,
      freshness: 'partial',
      reasons: ['suspicious-removal'],
      reads: scope => scope === 'source',
    },
    {
      name: `a sign-in page as ${name}`,
      file: { name, text: PAGE },
      source: `declared/${name}`,
      reasons: ['invalid-answer'],
    },
  ]),
];

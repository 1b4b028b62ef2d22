import { FaultCase, answerFaults, fileFaults } from './faultCases';

const CLUSTER = 'proxmox/sankofa';

/** The node that goes down, and its guests. */
const ON_R630_03 = [
  'node:r630-03',
  ...[211, 212, 220, 7803, 7805, 7812, 7841, 7852, 7860].map(
    vmid => `guest:${vmid}`,
  ),
];

/** What goes wrong with the cluster and the declared files. */
export const SEED_FAULTS: FaultCase[] = [
  {
    name: 'a token without privileges',
    source: CLUSTER,
    way: { token: 'empty' },
    reasons: ['insufficient-privileges'],
  },
  {
    name: 'a token that sees two guests',
    source: CLUSTER,
    way: { token: 'vmonly' },
    freshness: 'partial',
    reasons: ['insufficient-privileges'],
    reads: scope => ['guest:210', 'guest:7801'].includes(scope),
  },
  {
    name: 'a node down',
    source: CLUSTER,
    replay: ['--node-down', 'r630-03'],
    freshness: 'partial',
    reasons: ['node-offline'],
    reads: scope => !ON_R630_03.includes(scope),
    readsHops: true,
  },
  ...answerFaults('proxmox', CLUSTER),
  {
    name: 'changed certificates of the cluster',
    source: CLUSTER,
    changedCertificates: 'proxmox',
    reasons: ['certificate-changed'],
  },
  ...['ip-addresses.conf', 'ALL_VMIDS_ENDPOINTS.md'].flatMap(name => {
    const { missing, emptied, page } = fileFaults({
      name,
      source: `declared/${name}`,
      files: [`declared/${name}`],
    });
    const suspicious: FaultCase = {
      ...emptied,
      freshness: 'partial',
      reasons: ['suspicious-removal'],
      reads: scope => scope === 'source',
    };
    return [missing, suspicious, page];
  }),
];

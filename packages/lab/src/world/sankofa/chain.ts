import { localMac } from '../macs';
import { container, docker, lan, machine, onVnet } from '../guests';
import { LabGuest } from '../world';

const CHAIN = { tags: ['chain138', 'owner-chain'], pool: 'chain' };
const VALIDATOR = {
  tags: ['chain138', 'owner-chain', 'validator'],
  pool: 'chain',
  hastate: 'started',
  cores: 4,
  memoryMib: 8192,
  diskGib: 250,
} as const;

/** Validators, sentries, RPC and explorer of the chain. */
export const chain: LabGuest[] = [
  container(1000, 'validator-1', 'r630-01', {
    ...VALIDATOR,
    tags: [...VALIDATOR.tags],
    nets: [lan('192.168.11.100')],
  }),
  container(1001, 'validator-2', 'r630-01', {
    ...VALIDATOR,
    tags: [...VALIDATOR.tags],
    nets: [lan('192.168.11.101')],
  }),
  container(1002, 'validator-3', 'r630-02', {
    ...VALIDATOR,
    tags: [...VALIDATOR.tags],
    nets: [lan('192.168.11.102')],
  }),
  container(1003, 'validator-4', 'r630-02', {
    ...VALIDATOR,
    tags: [...VALIDATOR.tags],
    nets: [lan('192.168.11.103')],
  }),
  // The first one that already lives where all of them shall go.
  container(1004, 'validator-5', 'r630-03', {
    ...VALIDATOR,
    tags: [...VALIDATOR.tags],
    nets: [onVnet('vnet110', '10.110.0.14')],
  }),
  container(1500, 'sentry-1', 'r630-01', {
    ...CHAIN,
    nets: [lan('192.168.11.150')],
  }),
  container(1501, 'sentry-2', 'r630-02', {
    ...CHAIN,
    nets: [lan('192.168.11.151')],
  }),
  machine(2500, 'rpc-core-1', 'r630-02', {
    ...CHAIN,
    nets: [lan('192.168.11.160', { tag: 11 })],
    agent: 'answers',
    cores: 8,
    memoryMib: 32768,
    diskGib: 500,
    nested: [
      ...docker(2500),
      {
        name: 'br-7d1f0c',
        mac: localMac(2500, 2),
        addresses: ['172.18.0.1/16'],
      },
    ],
  }),
  machine(2501, 'rpc-core-2', 'r630-02', {
    ...CHAIN,
    nets: [lan('192.168.11.161', { tag: 11 })],
    agent: 'answers',
    cores: 8,
    memoryMib: 32768,
    diskGib: 500,
    nested: docker(2501),
  }),
  machine(2502, 'rpc-archive', 'r630-03', {
    ...CHAIN,
    nets: [lan('192.168.11.162', { tag: 11 })],
    agent: 'silent',
    diskGib: 2000,
  }),
  container(2503, 'rpc-public', 'r630-01', {
    ...CHAIN,
    nets: [onVnet('vnet111', '10.111.0.10')],
  }),
  machine(5000, 'explorer', 'r630-02', {
    ...CHAIN,
    nets: [lan('192.168.11.140', { tag: 11 })],
    agent: 'answers',
    nested: docker(5000),
  }),
  container(5001, 'explorer-db', 'r630-02', {
    ...CHAIN,
    nets: [lan('192.168.11.141')],
  }),
  container(5002, 'chain-indexer', 'r630-03', {
    ...CHAIN,
    nets: [onVnet('vnet112', '10.112.0.10')],
  }),
  container(5010, 'bridge-relayer', 'r630-01', {
    ...CHAIN,
    nets: [lan('192.168.11.142')],
  }),
  // Cloned from the relayer and started with its address: two live owners.
  container(5011, 'oracle-feeder', 'r630-03', {
    ...CHAIN,
    nets: [lan('192.168.11.142')],
  }),
];

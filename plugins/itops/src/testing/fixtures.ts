import {
  AddressRow,
  ClaimView,
  Finding,
  FreshnessLabelView,
  GuestDetail,
  GuestRow,
  NodeDetail,
  NodeRow,
  Run,
  SourceFreshness,
  SourceView,
  addressEntityName,
  guestEntityName,
  nodeEntityName,
  resourceRef,
} from '@sankofa/plugin-itops-common';

/*
 * An invented site of two clusters and one declared file, for tests and for the
 * development page. Names, addresses and people do not exist.
 */

export const MINUTE = 60_000;
export const CLUSTER = 'proxmox/pve-lab';
export const FILE = 'declared/addresses.env';

/** ISO time so many milliseconds before now. */
export function ago(milliseconds: number): string {
  return new Date(Date.now() - milliseconds).toISOString();
}

export function freshLabel(age = 2 * MINUTE): FreshnessLabelView {
  return { freshness: 'fresh', collectedAt: ago(age) };
}

export function staleLabel(): FreshnessLabelView {
  return {
    freshness: 'stale',
    collectedAt: ago(190 * MINUTE),
    reason: 'late',
    message: 'No run ended for 190 minutes; one is due every 5 minutes.',
  };
}

export function failedLabel(): FreshnessLabelView {
  return {
    freshness: 'failed',
    collectedAt: ago(75 * MINUTE),
    reason: 'unreachable',
    message: 'https://192.0.2.11:8006 did not answer within 10 s.',
  };
}

export function partialLabel(): FreshnessLabelView {
  return {
    freshness: 'partial',
    collectedAt: ago(3 * MINUTE),
    reason: 'insufficient-privileges',
    message: 'Token reader@pve!portal lacks VM.Audit on /vms/200.',
  };
}

export function sourceOf(
  sourceId: string,
  label: FreshnessLabelView = freshLabel(),
): SourceFreshness {
  return {
    sourceId,
    kind: sourceId.slice(0, sourceId.indexOf('/')),
    lastAttemptAt: ago(MINUTE),
    ...label,
  };
}

/** The parts that every answer shares. */
export function answerOf(sources?: SourceFreshness[]) {
  return {
    at: new Date().toISOString(),
    sources: sources ?? [sourceOf(CLUSTER), sourceOf(FILE)],
  };
}

export function guestRow(changes: Partial<GuestRow> = {}): GuestRow {
  const vmid = changes.vmid ?? 4101;
  const sourceId = changes.sourceId ?? CLUSTER;
  return {
    id: `${sourceId}/${vmid}`,
    sourceId,
    vmid,
    type: 'lxc',
    name: 'ledger-api',
    node: 'alder',
    status: 'running',
    template: false,
    tags: ['payments'],
    addresses: ['10.20.30.41'],
    vlan: 30,
    ownerRef: 'group:default/payments',
    service: 'ledger',
    declared: true,
    openFindings: 0,
    freshness: freshLabel(),
    entityRef: resourceRef(guestEntityName(sourceId, vmid)),
    ...changes,
  };
}

export function claim(changes: Partial<ClaimView> = {}): ClaimView {
  return {
    kind: 'guest-config',
    address: '10.20.30.41',
    sourceId: CLUSTER,
    scope: 'guest:4101',
    locator: '/nodes/alder/lxc/4101/config',
    collectedAt: ago(2 * MINUTE),
    freshness: freshLabel(),
    owner: `guest:${CLUSTER}/4101`,
    guestId: `${CLUSTER}/4101`,
    interfaceId: 'net0',
    label: 'net0 of 4101 ledger-api',
    ...changes,
  };
}

export function guestDetail(
  changes: Partial<GuestDetail['guest']> = {},
): GuestDetail['guest'] {
  return {
    ...guestRow(),
    cluster: 'pve-lab',
    milliCores: 4000,
    memoryBytes: 8 * 1024 ** 3,
    diskBytes: 64 * 1024 ** 3,
    interfaces: [
      {
        id: 'net0',
        name: 'eth0',
        mac: 'bc:24:11:00:41:01',
        bridge: 'vmbr0',
        tag: 30,
        trunks: [],
        linkDown: false,
        addresses: ['10.20.30.41'],
        configured: ['10.20.30.41'],
        live: ['10.20.30.41'],
        dynamic: false,
      },
    ],
    nested: [{ interface: 'docker0', address: '172.17.0.1' }],
    pendingAddresses: [],
    ownership: {
      ownerRef: 'group:default/payments',
      service: 'ledger',
      via: 'declared-row',
      locator: 'endpoints.md:12',
    },
    declaredRows: [
      {
        sourceId: 'declared/endpoints.md',
        file: 'endpoints.md',
        line: 12,
        locator: 'endpoints.md:12@3f2a91c',
        name: 'ledger-api',
        node: 'alder',
        addresses: ['10.20.30.41'],
        ranges: [],
      },
    ],
    claims: [
      claim(),
      claim({
        kind: 'declared-key',
        sourceId: FILE,
        scope: 'file:addresses.env',
        locator: 'addresses.env:7@3f2a91c',
        label: 'key LEDGER_API_IP',
        owner: 'key:LEDGER_API_IP',
        guestId: undefined,
        interfaceId: undefined,
      }),
    ],
    configFreshness: freshLabel(),
    addressFreshness: freshLabel(9 * MINUTE),
    firstSeenAt: ago(40 * 24 * 60 * MINUTE),
    ...changes,
  };
}

export function nodeRow(changes: Partial<NodeRow> = {}): NodeRow {
  const name = changes.name ?? 'alder';
  return {
    id: `${CLUSTER}/${name}`,
    sourceId: CLUSTER,
    cluster: 'pve-lab',
    name,
    status: 'online',
    address: '10.20.10.11',
    version: '8.4.1',
    cores: 32,
    sockets: 2,
    cpuModel: 'EPYC 7282',
    memoryBytes: 256 * 1024 ** 3,
    guests: 14,
    runningGuests: 12,
    allocatedMemoryBytes: 150 * 1024 ** 3,
    allocatedMilliCores: 44_000,
    subscription: 'active',
    openFindings: 0,
    freshness: freshLabel(),
    entityRef: resourceRef(nodeEntityName(CLUSTER, name)),
    ...changes,
  };
}

export function nodeDetail(): NodeDetail['node'] {
  return {
    ...nodeRow(),
    interfaces: [
      {
        name: 'vmbr0',
        type: 'bridge',
        active: true,
        addresses: ['10.20.10.11'],
        bridgePorts: ['bond0'],
        bondSlaves: [],
        vlanAware: true,
      },
    ],
    storages: [
      {
        storage: 'local-zfs',
        type: 'zfspool',
        shared: false,
        active: true,
        content: ['images', 'rootdir'],
        totalBytes: 2 * 1024 ** 4,
      },
    ],
    guestRows: [guestRow()],
  };
}

export function addressRow(changes: Partial<AddressRow> = {}): AddressRow {
  const address = changes.address ?? '10.20.30.41';
  return {
    address,
    key: address,
    state: 'agreed',
    why: 'Declared by LEDGER_API_IP and configured on 4101.',
    prefix: '10.20.30.0/24',
    guestIds: [`${CLUSTER}/4101`],
    owners: ['4101 ledger-api'],
    claims: [claim({ address })],
    openFindings: 0,
    freshness: freshLabel(),
    entityRef: resourceRef(addressEntityName(address)),
    ...changes,
  };
}

export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    id: 'f-1',
    rule: 'duplicate-address',
    subject: 'address:10.20.30.50',
    severity: 'critical',
    summary:
      '10.20.30.50 is used by 4105 billing-db and 4117 billing-db-copy; give one of them another address.',
    evidence: [
      {
        claim: 'configured on guest 4105 net0',
        sourceId: CLUSTER,
        locator: '/nodes/alder/qemu/4105/config',
        value: '10.20.30.50/24',
        collectedAt: ago(2 * MINUTE),
      },
      {
        claim: 'seen inside guest 4117 on net0',
        sourceId: CLUSTER,
        locator: '/nodes/birch/qemu/4117/agent/network-get-interfaces',
        value: '10.20.30.50',
        collectedAt: ago(9 * MINUTE),
      },
    ],
    guestIds: [`${CLUSTER}/4105`, `${CLUSTER}/4117`],
    ownerRefs: ['group:default/payments'],
    state: 'open',
    firstSeenAt: ago(50 * MINUTE),
    lastSeenAt: ago(2 * MINUTE),
    version: 3,
    ...changes,
  };
}

export function run(changes: Partial<Run> = {}): Run {
  return {
    id: 'run-1',
    sourceId: CLUSTER,
    pass: 'inventory',
    status: 'complete',
    trigger: 'schedule',
    startedAt: ago(2 * MINUTE),
    finishedAt: ago(2 * MINUTE - 1400),
    collectedAt: ago(2 * MINUTE),
    transport: 'api',
    factsSeen: 180,
    ...changes,
  };
}

export function sourceView(changes: Partial<SourceView> = {}): SourceView {
  const sourceId = changes.sourceId ?? CLUSTER;
  return {
    ...sourceOf(sourceId),
    title: sourceId,
    passes: [
      {
        ...freshLabel(),
        pass: 'inventory',
        intervalSeconds: 300,
        nextRunAt: new Date(Date.now() + 3 * MINUTE).toISOString(),
        running: false,
        transport: 'api',
        recentRuns: [
          run({ id: 'run-0', startedAt: ago(7 * MINUTE), status: 'failed' }),
          run(),
        ],
      },
    ],
    troubled: 0,
    troubledScopes: [],
    scopes: 64,
    facts: 180,
    ...changes,
  };
}

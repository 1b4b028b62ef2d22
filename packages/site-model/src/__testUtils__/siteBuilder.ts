import {
  DeclaredKeyFact,
  DeclaredRowFact,
  DeclaredUpstream,
  Fact,
  GuestConfigFact,
  GuestFact,
  NodeFact,
  NodeInterfaceFact,
  SubscriptionFact,
  VnetFact,
} from '../facts';
import {
  ADDRESSES_PASS,
  FreshnessLabel,
  INVENTORY_PASS,
  ScopeSnapshot,
  SnapshotFact,
  SOURCE_SCOPE,
  SourceSnapshot,
} from '../observations';
import { sourceFreshness } from '../observations/sourceFreshness';
import { Verdict } from '../findings';
import { judge } from '../judge';
import { PortRecords } from '../portmap';
import { buildSite, Site, SiteOptions } from '../site';

/** The moment all built sites speak about. */
export const AT = '2027-02-01T12:00:00.000Z';

/** No configuration. */
export const NO_OPTIONS: SiteOptions = { unusedExclusions: [], owners: [] };

const FRESH: FreshnessLabel = { freshness: 'fresh', collectedAt: AT };

/** A guest in the words of a test. */
export interface GuestSketch extends Partial<Omit<GuestFact, 'vmid'>> {
  /** Static addresses of net0, `10.0.0.5/24`. */
  configured?: string[];
  /** Addresses seen on net0; those configured when left out; `false`: nobody looked inside. */
  live?: string[] | false;
  /** Addresses seen on an interface that is no `netX`. */
  nested?: string[];
  pending?: string[];
  agent?: boolean;
  bridge?: string;
  tag?: number;
  dynamic?: boolean;
  /** The list no longer has it, but it is not retired. */
  missed?: boolean;
  /** Nobody could read its configuration. */
  withoutConfig?: boolean;
}

/** The MAC of net0 of a sketched guest. */
export function macOf(vmid: number): string {
  return `bc:24:11:00:${(vmid >> 8).toString(16).padStart(2, '0')}:${(
    vmid & 255
  )
    .toString(16)
    .padStart(2, '0')}`;
}

/** Sketches the snapshot of one source; every scope is fresh until told otherwise. */
export class SnapshotBuilder {
  private readonly facts: SnapshotFact[] = [];
  private readonly members: { name: string; address: string }[] = [];
  private readonly scopes = new Map<string, ScopeSnapshot>();
  private line = 0;

  protected constructor(readonly sourceId: string, readonly kind: string) {}

  static cluster(id = 'pve-main'): SnapshotBuilder {
    return new SnapshotBuilder(`proxmox/${id}`, 'proxmox')
      .scope(SOURCE_SCOPE)
      .scope(SOURCE_SCOPE, {}, ADDRESSES_PASS);
  }

  static declared(id: string): SnapshotBuilder {
    return new SnapshotBuilder(`declared/${id}`, 'declared').scope(
      SOURCE_SCOPE,
    );
  }

  /** What may be said about a scope. */
  scope(
    scope: string,
    label: Partial<FreshnessLabel> & { revision?: string } = {},
    pass: string = INVENTORY_PASS,
  ): this {
    this.scopes.set(`${pass} ${scope}`, { ...FRESH, ...label, scope, pass });
    return this;
  }

  /** The scope was not read in this run, and never before. */
  unread(scope: string, reason: FreshnessLabel['reason'], pass?: string): this {
    return this.scope(
      scope,
      { freshness: 'failed', reason, collectedAt: undefined },
      pass,
    );
  }

  /** Every scope is as it was after a run of the whole source that failed. */
  failed(reason: FreshnessLabel['reason'] = 'unreachable'): this {
    for (const scope of this.scopes.values()) {
      Object.assign(scope, { freshness: 'failed', reason });
    }
    return this;
  }

  fact(fact: Fact, scope: string, extra: Partial<SnapshotFact> = {}): this {
    this.facts.push({
      ...fact,
      pass: INVENTORY_PASS,
      scope,
      collectedAt: AT,
      firstSeenAt: AT,
      missed: false,
      ...extra,
    } as SnapshotFact);
    return this;
  }

  /** A member; its address is what the cluster says of it. */
  node(
    name: string,
    value: Partial<NodeFact> & { address?: string } = {},
  ): this {
    const { address, status = 'online' } = value;
    if (address !== undefined) {
      if (this.members.length === 0) {
        const cluster = this.sourceId.slice(this.sourceId.indexOf('/') + 1);
        this.fact(
          {
            kind: 'cluster',
            key: cluster,
            value: { name: cluster, members: this.members },
          },
          SOURCE_SCOPE,
        );
      }
      this.members.push({ name, address });
    }
    this.fact(
      { kind: 'node', key: name, value: { name, status } },
      SOURCE_SCOPE,
    );
    return status === 'offline'
      ? this.unread(`node:${name}`, 'node-offline')
      : this.scope(`node:${name}`);
  }

  nodeInterface(
    node: string,
    name: string,
    value: Partial<NodeInterfaceFact>,
  ): this {
    return this.fact(
      {
        kind: 'node-interface',
        key: `${node}/${name}`,
        value: {
          node,
          name,
          type: 'bridge',
          active: true,
          addresses: [],
          bridgePorts: [],
          bondSlaves: [],
          vlanAware: false,
          ...value,
        },
      },
      `node:${node}`,
    );
  }

  subscription(
    node: string,
    value: Omit<SubscriptionFact, 'node'>,
    sockets?: number,
  ): this {
    return this.fact(
      { kind: 'subscription', key: node, value: { node, ...value } },
      `node:${node}`,
    ).fact(
      { kind: 'node-detail', key: node, value: { node, sockets } },
      `node:${node}`,
    );
  }

  vnet(name: string, value: Partial<VnetFact>): this {
    return this.fact(
      {
        kind: 'vnet',
        key: name,
        value: { name, zone: 'zone1', subnets: [], ...value },
      },
      SOURCE_SCOPE,
    );
  }

  guest(vmid: number, sketch: GuestSketch = {}): this {
    const {
      configured = [],
      live,
      nested = [],
      pending = [],
      agent = false,
      bridge = 'vmbr0',
      tag,
      dynamic = false,
      missed = false,
      withoutConfig = false,
      ...value
    } = sketch;
    const scope = `guest:${vmid}`;
    const key = String(vmid);
    const guest: GuestFact = {
      vmid,
      type: 'lxc',
      name: `guest-${vmid}`,
      node: 'node-a',
      status: 'running',
      template: false,
      tags: [],
      ...value,
    };
    this.fact(
      { kind: 'guest', key, value: guest, locator: '/cluster/resources' },
      SOURCE_SCOPE,
      { missed },
    );
    const mac = macOf(vmid);
    if (!withoutConfig) {
      const config: GuestConfigFact = {
        vmid,
        interfaces: [
          {
            id: 'net0',
            name: 'eth0',
            mac,
            bridge,
            tag,
            trunks: [],
            linkDown: false,
            addresses: configured,
            dynamic,
          },
        ],
        agentEnabled: agent,
        pendingAddresses: pending,
        onBoot: false,
        protection: false,
      };
      const locator = `/nodes/${guest.node}/${guest.type}/${vmid}/config`;
      this.scope(scope).fact(
        { kind: 'guest-config', key, value: config, locator },
        scope,
        { missed },
      );
    }
    const hasLookInside =
      guest.status === 'running' && (guest.type === 'lxc' || agent);
    const seen = live ?? (hasLookInside ? configured : false);
    if (seen) {
      this.scope(scope, {}, ADDRESSES_PASS).fact(
        {
          kind: 'guest-addresses',
          key,
          value: {
            vmid,
            via: guest.type === 'lxc' ? 'container' : 'agent',
            interfaces: [
              { name: 'eth0', mac, addresses: seen },
              { name: 'docker0', mac: '02:42:00:00:00:01', addresses: nested },
            ],
          },
        },
        scope,
        { pass: ADDRESSES_PASS, missed },
      );
    }
    return this;
  }

  /** A key; a text with a dash is a range. */
  key(
    key: string,
    values: string | string[],
    extra: Partial<DeclaredKeyFact> = {},
  ): this {
    const texts = [values].flat();
    this.line += 1;
    const file = extra.file ?? 'addresses.conf';
    const line = extra.line ?? this.line;
    return this.fact(
      {
        kind: 'declared-key',
        key: `${key}#${line}`,
        value: {
          key,
          value: texts.join(' '),
          addresses: texts.filter(text => !/[-/]/.test(text)),
          ranges: texts.filter(text => text.includes('-')),
          superseded: false,
          ...extra,
          file,
          line,
        },
        locator: `${file}:${line}`,
      },
      SOURCE_SCOPE,
    );
  }

  /** A row of a table; a text with a dash is a range. */
  row(
    vmid: number,
    values: string[] = [],
    extra: Partial<DeclaredRowFact> = {},
  ): this {
    this.line += 1;
    const file = extra.file ?? 'guests.md';
    const line = extra.line ?? this.line;
    return this.fact(
      {
        kind: 'declared-row',
        key: `${vmid}#${line}`,
        value: {
          vmid,
          addresses: values.filter(text => !text.includes('-')),
          ranges: values.filter(text => text.includes('-')),
          dynamic: false,
          shifted: false,
          ...extra,
          file,
          line,
        },
        locator: `${file}:${line}`,
      },
      SOURCE_SCOPE,
    );
  }

  device(name: string, addresses: string[]): this {
    this.line += 1;
    const { line } = this;
    return this.fact(
      {
        kind: 'declared-device',
        key: String(line),
        value: { file: 'guests.md', line, name, addresses, ranges: [] },
        locator: `guests.md:${line}`,
      },
      SOURCE_SCOPE,
    );
  }

  /** A public host name of a table; lines are counted from 1 in the order of calls. */
  hostname(
    hostname: string,
    upstreams: DeclaredUpstream[],
    planned = false,
  ): this {
    this.line += 1;
    const { line } = this;
    const file = 'hostnames.md';
    return this.fact(
      {
        kind: 'declared-hostname',
        key: `${hostname}#${line}`,
        value: { file, line, hostname, upstreams, planned },
        locator: `${file}:${line}`,
      },
      SOURCE_SCOPE,
    );
  }

  unparsed(file: string, line: number, text: string, why: string): this {
    return this.fact(
      {
        kind: 'unparsed',
        key: String(line),
        value: { file, line, text, why },
        locator: `${file}:${line}`,
      },
      SOURCE_SCOPE,
    );
  }

  build(): SourceSnapshot {
    const scopes = [...this.scopes.values()];
    return {
      sourceId: this.sourceId,
      kind: this.kind,
      ...sourceFreshness(scopes),
      scopes,
      facts: this.facts,
    };
  }
}

/** The site that these sources make together. */
export function siteOf(
  sources: SnapshotBuilder[],
  options: Partial<SiteOptions> = {},
  at: string = AT,
  portRecords?: PortRecords,
): Site {
  return buildSite(
    sources.map(source => source.build()),
    { ...NO_OPTIONS, ...options },
    at,
    [],
    portRecords,
  );
}

/** What the rules say about a site. */
export function verdictsOf(
  site: Site,
  options: Partial<SiteOptions> = {},
): Verdict[] {
  return judge(site, { ...NO_OPTIONS, ...options });
}

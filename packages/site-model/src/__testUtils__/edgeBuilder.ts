import {
  ClientFact,
  NeighbourFact,
  NetworkFact,
  NodeLinkFact,
  PortForwardFact,
  ProxyHostFact,
  ProxyTarget,
  Serving,
  StreamFact,
  SwitchFact,
  SwitchPortFact,
} from '../facts';
import { SOURCE_SCOPE } from '../observations';
import { SnapshotBuilder } from './siteBuilder';

/** `http://10.0.0.5:80` or `10.0.0.5:80`, as a row keeps it. */
export function target(text: string): ProxyTarget {
  const [, scheme = 'http', rest] = /^(?:([a-z]+):\/\/)?(.*)$/.exec(text)!;
  const [, host, port] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(rest)!;
  return { scheme, host, ...(port && { port: Number(port) }) };
}

/** A proxy host in the words of a test. */
export interface HostSketch {
  names?: string[];
  to?: string;
  locations?: Record<string, string>;
  free?: Record<string, string | undefined>;
  serving?: Serving;
}

/** Sketches the rows of one reverse proxy. */
export class ProxyBuilder extends SnapshotBuilder {
  private id = 0;

  /** @param addresses - where it answers */
  static create(addresses: string[] = [], id = 'edge'): ProxyBuilder {
    const builder = new ProxyBuilder(`npm/${id}`, 'npm').scope(SOURCE_SCOPE);
    return builder.fact(
      {
        kind: 'proxy',
        key: 'proxy',
        value: { dialect: 'npm', addresses, setUp: true },
      },
      SOURCE_SCOPE,
    );
  }

  /** A proxy that nobody ever managed to read. */
  static unread(id = 'edge'): ProxyBuilder {
    return new ProxyBuilder(`npm/${id}`, 'npm').unread(
      SOURCE_SCOPE,
      'unreachable',
    );
  }

  /** Rows are numbered from 1 in the order of all their kinds. */
  private numbered(serving: Serving) {
    this.id += 1;
    return { id: this.id, enabled: serving !== 'disabled', serving };
  }

  host(sketch: HostSketch = {}): this {
    const { names, to = '10.0.0.5:80', locations, free, serving } = sketch;
    const row = this.numbered(serving ?? 'serving');
    const value: ProxyHostFact = {
      ...row,
      domainNames: names ?? [`h${row.id}.example`],
      target: target(to),
      locations: Object.entries(locations ?? {}).map(([path, text]) => ({
        path,
        target: target(text),
      })),
      freeLocations: Object.entries(free ?? {}).map(([path, text]) => ({
        path,
        ...(text !== undefined && { target: target(text) }),
      })),
      freeText: free !== undefined,
    };
    return this.fact(
      { kind: 'proxy-host', key: `${row.id}`, value, locator: `/${row.id}` },
      SOURCE_SCOPE,
    );
  }

  redirect(name: string, to: string, serving: Serving = 'serving'): this {
    const row = this.numbered(serving);
    return this.fact(
      {
        kind: 'redirection-host',
        key: `${row.id}`,
        value: {
          ...row,
          domainNames: [name],
          scheme: 'https',
          forwardDomainName: to,
          httpCode: 301,
        },
      },
      SOURCE_SCOPE,
    );
  }

  dead(name: string, serving: Serving = 'serving'): this {
    const row = this.numbered(serving);
    return this.fact(
      {
        kind: 'dead-host',
        key: `${row.id}`,
        value: { ...row, domainNames: [name] },
      },
      SOURCE_SCOPE,
    );
  }

  stream(incomingPort: string, value: Partial<StreamFact> = {}): this {
    const row = this.numbered(value.serving ?? 'serving');
    return this.fact(
      {
        kind: 'stream',
        key: `${row.id}`,
        value: {
          ...row,
          incomingPort,
          tcp: true,
          udp: false,
          forwardHost: '10.0.0.5',
          forwardPort: '22',
          ...value,
        },
      },
      SOURCE_SCOPE,
    );
  }
}

export const SWITCH = '02:00:00:00:aa:01';
export const GATEWAY = '02:00:00:00:aa:02';

/** Sketches what a network controller knows: one switch `core` until told otherwise. */
export class ConsoleBuilder extends SnapshotBuilder {
  static create(id = 'udm'): ConsoleBuilder {
    return new ConsoleBuilder(`unifi/${id}`, 'unifi').scope(SOURCE_SCOPE);
  }

  switch(mac: string, value: Partial<SwitchFact> = {}): this {
    return this.fact(
      {
        kind: 'switch',
        key: mac,
        value: {
          mac,
          kind: 'switch',
          state: 'connected',
          wans: [],
          ...value,
        },
      },
      SOURCE_SCOPE,
    );
  }

  port(port: number, value: Partial<SwitchPortFact> = {}): this {
    const switchMac = value.switchMac ?? SWITCH;
    return this.fact(
      {
        kind: 'switch-port',
        key: `${switchMac}/${port}`,
        value: {
          switchMac,
          port,
          up: true,
          enabled: true,
          isUplink: false,
          poe: 'none',
          taggedVlans: 'all',
          lldp: [],
          ...value,
        },
      },
      SOURCE_SCOPE,
    );
  }

  /** @param port - absent: no port is known */
  client(mac: string, port?: number, value: Partial<ClientFact> = {}): this {
    return this.fact(
      {
        kind: 'client',
        key: mac,
        value: {
          mac,
          wired: true,
          ...(port !== undefined && { switchMac: SWITCH, port }),
          presence: 'present',
          ...value,
        },
      },
      SOURCE_SCOPE,
    );
  }

  network(id: string, value: Partial<NetworkFact> = {}): this {
    return this.fact(
      { kind: 'network', key: id, value: { id, name: id, ...value } },
      SOURCE_SCOPE,
    );
  }

  /** @param ports - what it listens on, and leads to unless told otherwise */
  forward(
    id: string,
    ports: string,
    targetAddress: string,
    value: Partial<PortForwardFact> = {},
  ): this {
    return this.fact(
      {
        kind: 'port-forward',
        key: id,
        value: {
          id,
          enabled: true,
          interface: 'wan',
          protocol: 'tcp',
          listenPorts: ports,
          targetAddress,
          targetPorts: '',
          ...value,
        },
        locator: `/forwards/${id}`,
      },
      SOURCE_SCOPE,
    );
  }
}

/** Sketches the neighbour tables of nodes. */
export class NeighboursBuilder extends SnapshotBuilder {
  static create(id = 'nodes'): NeighboursBuilder {
    return new NeighboursBuilder(`neighbours/${id}`, 'neighbours').scope(
      SOURCE_SCOPE,
    );
  }

  neighbour(
    address: string,
    mac: string | undefined,
    presence: NeighbourFact['presence'] = 'present',
    node = 'node-a',
    answeredWithinSeconds?: number,
  ): this {
    return this.scope(`node:${node}`).fact(
      {
        kind: 'neighbour',
        key: `${node}/vmbr0/${address}`,
        value: {
          node,
          device: 'vmbr0',
          address,
          ...(mac !== undefined && { mac }),
          presence,
          ...(answeredWithinSeconds !== undefined && { answeredWithinSeconds }),
        },
      },
      `node:${node}`,
    );
  }

  link(name: string, value: Partial<NodeLinkFact> = {}): this {
    const node = value.node ?? 'node-a';
    return this.scope(`node:${node}`).fact(
      {
        kind: 'node-link',
        key: `${node}/${name}`,
        value: { node, name, kind: 'physical', up: true, ...value },
      },
      `node:${node}`,
    );
  }
}

export const NODE_MAC = '02:00:00:00:bb:01';
export const STRANGER = '00:0c:29:00:00:01';

/** node-a with 10.0.0.1 on vmbr0 over eno1, and a bridge vmbr1 without ports. */
export function clusterOnSwitch(): SnapshotBuilder {
  return SnapshotBuilder.cluster()
    .node('node-a', { address: '10.0.0.1' })
    .nodeInterface('node-a', 'vmbr0', {
      addresses: ['10.0.0.1/24'],
      bridgePorts: ['eno1'],
      vlanAware: true,
    })
    .nodeInterface('node-a', 'eno1', { type: 'eth' })
    .nodeInterface('node-a', 'vmbr1', {});
}

/** Port 1 with node-a behind it, port 2 free, port 9 towards the gateway. */
export function consoleWithNode(): ConsoleBuilder {
  return ConsoleBuilder.create()
    .switch(SWITCH, {
      name: 'core',
      address: '10.0.0.2',
      uplink: { mac: GATEWAY, port: 9, remotePort: 1 },
    })
    .switch(GATEWAY, { name: 'gate', kind: 'gateway', address: '10.0.0.254' })
    .network('lan', {
      vid: 10,
      cidr: '10.0.0.254/24',
      gateway: '10.0.0.254',
      dhcp: { start: '10.0.0.100', stop: '10.0.0.199' },
    })
    .network('lab', { vid: 20 })
    .port(1, { nativeVlan: 10 })
    .port(2, { nativeVlan: 10 })
    .port(9, { nativeVlan: 10 })
    .port(1, { switchMac: GATEWAY })
    .client(NODE_MAC, 1, { address: '10.0.0.1' });
}

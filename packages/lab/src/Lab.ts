import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ControlServer } from './control/ControlServer';
import { ControlRoutes } from './control/controlRoutes';
import { Fault, FAULT_KINDS } from './faults/fault';
import { LabConfig, labConfig } from './labConfig';
import { NeighbourFiles } from './neighbours/NeighbourFiles';
import { NpmServer } from './servers/npm/NpmServer';
import { LabProxyAccountName } from './servers/npm/accounts';
import { CONSOLE_ACCOUNT, UnifiServer } from './servers/unifi/UnifiServer';
import { LabCounts } from './servers/proxmox/Counters';
import { LabLatency } from './servers/proxmox/LabLatency';
import { ProxmoxServers } from './servers/proxmox/ProxmoxServers';
import { LabWrite } from './servers/proxmox/WriteLog';
import { LabTokenName, labTokens, tokenId } from './servers/proxmox/tokens';
import { siteFiles } from './siteFiles';
import { KeptState } from './state/KeptState';
import { KeptTasks } from './state/KeptTasks';
import { LabSite } from './state/LabSite';
import { WrittenGuests } from './state/WrittenGuests';
import {
  LabProxyDialect,
  World,
  WorldChange,
  declaredTexts,
  sankofaSite,
} from './world';

/** @public */
export interface LabOptions {
  /** Where ports, certificates and secrets are kept from start to start. */
  stateDir: string;
  /** Default: the demo site, with its declared files. */
  world?: World;
  /** The node with index i gets port `portBase + i`; default: free ports, the same at every start. */
  portBase?: number;
  /** The program that the reverse proxy is. Default: what the world says. */
  proxyDialect?: LabProxyDialect;
  /** Answers that a node computes at a time. Default 3, as in Proxmox. */
  workers?: number;
  /**
   * Defaults: 2 ms a call, 1 ms a hop, 3 s for a refused token and for a dead agent, 1.5 s a
   * task, 10 s for a lock, 1 s until a new guest is known to the cluster.
   */
  latency?: Partial<LabLatency>;
  /** The clock behind load and uptime, in milliseconds. */
  now?: () => number;
}

const LATENCY: LabLatency = {
  callMs: 2,
  hopMs: 1,
  authFailureMs: 3_000,
  deadAgentMs: 3_000,
  dripMs: 100,
  taskMs: 1_500,
  lockMs: 10_000,
  reportMs: 1_000,
};

/**
 * A running lab.
 * @public
 */
export class Lab {
  private constructor(
    private readonly kept: KeptState,
    private readonly site: LabSite,
    private readonly proxmox: ProxmoxServers,
    private readonly npm: NpmServer | undefined,
    private readonly unifi: UnifiServer | undefined,
    private readonly neighbours: NeighbourFiles,
    private readonly declared: {
      env: string;
      endpoints: string;
      hostnames?: string;
      vlanPlan?: string;
    },
    private control: ControlServer | undefined,
  ) {}

  /** @internal use {@link startLab} */
  static async start(options: LabOptions): Promise<Lab> {
    const kept = await KeptState.open(options.stateDir);
    const world = options.world ?? sankofaSite();
    const site = LabSite.create(
      world,
      await WrittenGuests.open(options.stateDir, world.cluster),
      options.now,
    );
    const latency = { ...LATENCY, ...options.latency };
    const neighbours = await NeighbourFiles.start(
      site,
      path.join(options.stateDir, 'neighbours'),
    );
    const proxmox = await ProxmoxServers.start({
      site,
      kept,
      keptTasks: await KeptTasks.open(options.stateDir),
      tokens: labTokens(site.world),
      latency,
      workers: options.workers,
      portBase: options.portBase,
    });
    const npm = await startProxy(options, { site, kept, proxmox, latency });
    const unifi = await startConsole(options, {
      site,
      kept,
      proxmox,
      npm,
      latency,
    });
    const declared = options.world
      ? await writeDeclared(options.world, options.stateDir)
      : siteFiles;
    const lab = new Lab(
      kept,
      site,
      proxmox,
      npm,
      unifi,
      neighbours,
      declared,
      undefined,
    );
    try {
      lab.control = await ControlServer.start({
        port: kept.port('control') ?? 0,
        token: kept.controlToken,
        routes: ControlRoutes.create(site, {
          state: () => lab.state(),
          resetCounts: () => lab.resetCounts(),
          writes: proxmox.writes,
        }),
      });
      kept.setPort('control', lab.control.port);
      await kept.save();
    } catch (error) {
      await lab.close();
      throw error;
    }
    return lab;
  }

  /** The world as it is now, without the faults. */
  get world(): World {
    return this.site.world;
  }

  /** Where things can be made to go wrong, and the token that it asks for. */
  get controlEndpoint(): { url: string; token: string } {
    return {
      url: `http://127.0.0.1:${this.control!.port}`,
      token: this.kept.controlToken,
    };
  }

  /** The servers of the nodes; a node that is down has an address too, which refuses. */
  get nodes(): { name: string; url: string; fingerprint: string }[] {
    return this.site.world.nodes.map(({ name }) => ({
      name,
      url: this.proxmox.url(name),
      fingerprint: this.proxmox.pinnedFingerprint(name),
    }));
  }

  /** `USER@REALM!ID=SECRET`. */
  token(name: LabTokenName = 'collector'): string {
    const { tokenSecret, writingSecret } = this.kept;
    const secret = name.startsWith('provisioner') ? writingSecret : tokenSecret;
    return `${tokenId(name)}=${secret}`;
  }

  /** The reverse proxy, where the world has one; its API is gone when its guest is. */
  get proxy(): { url: string; fingerprint?: string } | undefined {
    return (
      this.npm && { url: this.npm.url, fingerprint: this.npm.pinnedFingerprint }
    );
  }

  /** The network console, where the world has one. */
  get console(): { url: string; fingerprint: string } | undefined {
    return (
      this.unifi && {
        url: this.unifi.url,
        fingerprint: this.unifi.pinnedFingerprint,
      }
    );
  }

  /** The configuration that connects a portal, or the headless export, to this lab. */
  config(
    options: {
      token?: LabTokenName;
      /** The token that approved changes are sent with. Default: none, nothing is written. */
      executionToken?: LabTokenName;
      proxyAccount?: LabProxyAccountName;
      /** Default: with its API key. */
      consoleCredential?: 'key' | 'account';
    } = {},
  ): LabConfig {
    const online = new Set(
      this.site.world.nodes
        .filter(node => node.state === 'online')
        .map(({ name }) => name),
    );
    const endpoints = this.nodes
      .sort((a, b) => Number(online.has(b.name)) - Number(online.has(a.name)))
      .map(({ url, fingerprint }) => ({ url, fingerprint }));
    return labConfig({
      endpoints,
      token: this.token(options.token),
      executionToken:
        options.executionToken && this.token(options.executionToken),
      proxy: this.npm && {
        ...this.proxy!,
        identity: this.npm.identity(options.proxyAccount ?? 'reader'),
        secret: this.kept.tokenSecret,
        addresses: this.site.world.edge?.addresses ?? [],
      },
      console: this.console && {
        ...this.console,
        site: this.site.world.switching!.site,
        ...(options.consoleCredential === 'account'
          ? { username: CONSOLE_ACCOUNT, password: this.kept.tokenSecret }
          : { apiKey: this.kept.tokenSecret }),
      },
      neighbours: this.neighbours.nodes(),
      declared: this.declared,
    });
  }

  /** Lets something go wrong. @returns its id, for {@link Lab.repair} */
  async inject(fault: Fault): Promise<string> {
    return (await this.site.addFault(fault)).id;
  }

  /** Takes one fault away, or all of them. */
  async repair(id?: string): Promise<void> {
    await (id ? this.site.removeFault(id) : this.site.clearFaults());
  }

  /** Lets something happen in the world. */
  async change(change: WorldChange): Promise<void> {
    await this.site.change(change);
  }

  /** Back to the world of the start, without faults. */
  async reset(): Promise<void> {
    await this.site.reset();
  }

  /** What was asked since the start, or since the last {@link Lab.resetCounts}. */
  counts(): LabCounts {
    return this.proxmox.counters.read();
  }

  resetCounts(): void {
    this.proxmox.counters.reset();
  }

  /** The calls that were no GET, since the start or the last {@link Lab.clearWrites}. */
  writes(): LabWrite[] {
    return this.proxmox.writes.read();
  }

  clearWrites(): void {
    this.proxmox.writes.clear();
  }

  async close(): Promise<void> {
    await Promise.all([
      this.control?.close(),
      this.proxmox.close(),
      this.npm?.close(),
      this.unifi?.close(),
    ]);
  }

  private state() {
    const { world } = this.site;
    return {
      cluster: world.cluster,
      nodes: world.nodes.map(({ name, state }) => ({
        name,
        state,
        url: this.proxmox.url(name),
        fingerprint: this.proxmox.fingerprint(name),
        guests: world.guests.filter(guest => guest.node === name).length,
      })),
      guests: world.guests.length,
      console: this.console,
      proxy: this.npm && { ...this.proxy, dialect: this.npm.dialect },
      faults: this.site.faults.active(),
      faultKinds: FAULT_KINDS,
      counts: this.counts(),
    };
  }
}

async function startProxy(
  { proxyDialect }: LabOptions,
  parts: {
    site: LabSite;
    kept: KeptState;
    proxmox: ProxmoxServers;
    latency: LabLatency;
  },
): Promise<NpmServer | undefined> {
  const { site, kept, proxmox, latency } = parts;
  const { edge } = site.world;
  try {
    return edge
      ? await NpmServer.start({
          site,
          kept,
          edge,
          dialect: proxyDialect ?? edge.dialect,
          counters: proxmox.counters,
          latency,
        })
      : undefined;
  } catch (error) {
    await proxmox.close();
    throw error;
  }
}

async function startConsole(
  { now = Date.now }: LabOptions,
  parts: {
    site: LabSite;
    kept: KeptState;
    proxmox: ProxmoxServers;
    npm: NpmServer | undefined;
    latency: LabLatency;
  },
): Promise<UnifiServer | undefined> {
  const { site, kept, proxmox, npm, latency } = parts;
  const { switching } = site.world;
  try {
    return switching
      ? await UnifiServer.start({
          site,
          kept,
          switching,
          counters: proxmox.counters,
          latency,
          now,
        })
      : undefined;
  } catch (error) {
    await Promise.all([proxmox.close(), npm?.close()]);
    throw error;
  }
}

async function writeDeclared(world: World, folder: string) {
  const { env, endpoints } = declaredTexts(world);
  const files = {
    env: path.join(folder, 'ip-addresses.conf'),
    endpoints: path.join(folder, 'ALL_VMIDS_ENDPOINTS.md'),
  };
  await writeFile(files.env, env);
  await writeFile(files.endpoints, endpoints);
  return files;
}

/**
 * Starts the lab: a Proxmox cluster over HTTPS, a reverse proxy, a network console and the control endpoint, all on loopback.
 *
 * @example
 * ```ts
 * const lab = await startLab({ stateDir });
 * const config = new ConfigReader(lab.config());
 * await lab.inject({ kind: 'truncated', path: '/cluster/resources' });
 * await lab.close();
 * ```
 *
 * @public
 */
export function startLab(options: LabOptions): Promise<Lab> {
  return Lab.start(options);
}

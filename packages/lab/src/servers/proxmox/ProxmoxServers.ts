import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import {
  Certificate,
  selfSignedCertificate,
} from '../../certificates/selfSignedCertificate';
import { KeptState } from '../../state/KeptState';
import { KeptTasks } from '../../state/KeptTasks';
import { LabSite } from '../../state/LabSite';
import { ServerPort } from '../ServerPort';
import { LabToken } from './AccessControl';
import { Answer } from './Answer';
import { Counters } from './Counters';
import { LabLatency } from './LabLatency';
import { ApiResult, ProxmoxApi } from './ProxmoxApi';
import { WriteLog } from './WriteLog';
import { deliver } from './deliver';

/** Answers of one node at a time; the real thing has three workers. */
const DEFAULT_WORKERS = 3;
const REQUESTS_PER_CONNECTION = 100;
const API = '/api2/json';
/** Outside of the API there is the web interface; nobody of us reads it. */
const WEB_INTERFACE: Answer = { status: 404, reason: 'Not Found' };

export interface ProxmoxServersOptions {
  site: LabSite;
  kept: KeptState;
  keptTasks: KeptTasks;
  tokens: LabToken[];
  latency: LabLatency;
  workers?: number;
  portBase?: number;
}

/** The cluster of the world as HTTPS servers, one for each node. */
export class ProxmoxServers {
  readonly counters = Counters.create();
  private readonly servers = new Map<string, ServerPort>();
  private readonly api: ProxmoxApi;
  private readonly served = new WeakMap<Socket, number>();
  private replacements = new Map<string, Certificate>();

  private constructor(private readonly options: ProxmoxServersOptions) {
    this.api = ProxmoxApi.create({
      ...options,
      workers: options.workers ?? DEFAULT_WORKERS,
      counters: this.counters,
      fingerprint: node => this.fingerprint(node),
    });
  }

  static async start(options: ProxmoxServersOptions): Promise<ProxmoxServers> {
    const servers = new ProxmoxServers(options);
    try {
      await servers.openAll();
    } catch (error) {
      await servers.close();
      throw error;
    }
    options.site.onChange(() => servers.follow());
    return servers;
  }

  url(node: string): string {
    return `https://127.0.0.1:${this.servers.get(node)!.port}`;
  }

  /** Of the certificate that the node has by right, whatever it presents now. */
  pinnedFingerprint(node: string): string {
    return this.ownCertificate(node).fingerprint;
  }

  /** Of the certificate that it presents now. */
  fingerprint(node: string): string | undefined {
    return this.servers.get(node)?.fingerprint;
  }

  /** What was written, or tried. */
  get writes(): WriteLog {
    return this.api.writes;
  }

  async close(): Promise<void> {
    await Promise.all([...this.servers.values()].map(server => server.shut()));
    await this.api.close();
  }

  private async openAll(): Promise<void> {
    const { site, kept, portBase } = this.options;
    for (const [i, { name }] of site.world.nodes.entries()) {
      const port = portBase ? portBase + i : kept.port(name) ?? 0;
      const server = await ServerPort.open(
        (request, response) => {
          this.serve(name, request, response).catch(error =>
            response.destroy(error),
          );
        },
        this.ownCertificate(name),
        port,
      );
      kept.setPort(name, server.port);
      this.servers.set(name, server);
    }
    await this.follow();
  }

  private ownCertificate(node: string): Certificate {
    return this.options.kept.certificate(node, () =>
      selfSignedCertificate([node, 'localhost', '127.0.0.1']),
    );
  }

  /** Brings the ports in line with the world and the faults. */
  private async follow(): Promise<void> {
    const { site } = this.options;
    for (const [name, server] of this.servers) {
      const swapped = site.faults.hasConnectionFault('certificate', name);
      if (!swapped) {
        this.replacements.delete(name);
      } else if (!this.replacements.has(name)) {
        this.replacements.set(name, selfSignedCertificate([name, '127.0.0.1']));
      }
      await server.set({
        open:
          site.index.nodes.get(name)?.state === 'online' &&
          !site.faults.hasConnectionFault('refuse', name),
        certificate: this.replacements.get(name) ?? this.ownCertificate(name),
      });
    }
  }

  private async serve(
    node: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    this.counters.begin(node);
    response.on('error', () => {}); // the client went away: nothing left to tell it
    const url = new URL(request.url ?? '/', 'https://lab');
    const { pathname, searchParams: query } = url;
    const path = pathname.slice(API.length);
    const { faults } = this.options.site;
    const fault = faults.answerFault(node, path, request.method);
    let status = 0;
    let result: ApiResult = { answer: WEB_INTERFACE };
    try {
      if (pathname.startsWith(`${API}/`)) {
        result = await this.api.answer({ node, path, query, request, fault });
      } else {
        request.resume();
      }
      status = await deliver(response, result.answer, {
        fault: fault?.kind,
        dripMs: this.options.latency.dripMs,
        headers: this.headers(request.socket),
      });
    } finally {
      this.counters.end(node, status);
      if (result.write) {
        result.write.sent = status;
      }
    }
  }

  /** pveproxy ends a connection after so many requests. */
  private headers(socket: Socket): Record<string, string> {
    const served = (this.served.get(socket) ?? 0) + 1;
    this.served.set(socket, served);
    return {
      Server: 'pve-api-daemon/3.0',
      'Cache-Control': 'max-age=0',
      Pragma: 'no-cache',
      Connection: served < REQUESTS_PER_CONNECTION ? 'Keep-Alive' : 'close',
    };
  }
}

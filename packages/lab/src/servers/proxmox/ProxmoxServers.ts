import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Certificate,
  selfSignedCertificate,
} from '../../certificates/selfSignedCertificate';
import { KeptState } from '../../state/KeptState';
import { LabSite } from '../../state/LabSite';
import { ServerPort } from '../ServerPort';
import { AccessControl, LabToken } from './AccessControl';
import { Answer, failed } from './Answer';
import { Counters } from './Counters';
import { Question } from './Question';
import { Workers } from './Workers';
import { answerQuestion, answeringNode } from './answerQuestion';
import { deliver } from './deliver';
import { remainingRights } from './tokens';
import { authenticate } from './authenticate';

/** How long things take, in milliseconds. @public */
export interface LabLatency {
  /** Every answer. */
  callMs: number;
  /** On top, where another node than the asked one has to answer. */
  hopMs: number;
  /** A refused token: the real API waits 3 s. */
  authFailureMs: number;
  /** A guest agent that is configured and not there: the real API waits 3 s. */
  deadAgentMs: number;
  /** Between two bytes of the fault `slow-drip`. */
  dripMs: number;
}

/** Answers of one node at a time; the real thing has three workers. */
const DEFAULT_WORKERS = 3;
const REQUESTS_PER_CONNECTION = 100;
const API = '/api2/json';
/** Outside of the API there is the web interface; nobody of us reads it. */
const WEB_INTERFACE: Answer = { status: 404, reason: 'Not Found' };

export interface ProxmoxServersOptions {
  site: LabSite;
  kept: KeptState;
  tokens: LabToken[];
  latency: LabLatency;
  workers?: number;
  portBase?: number;
}

/** The cluster of the world as HTTPS servers, one for each node. */
export class ProxmoxServers {
  readonly counters = Counters.create();
  private readonly servers = new Map<string, ServerPort>();
  private readonly workers = new Map<string, Workers>();
  private readonly served = new WeakMap<Socket, number>();
  private replacements = new Map<string, Certificate>();

  private constructor(private readonly options: ProxmoxServersOptions) {}

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

  async close(): Promise<void> {
    await Promise.all([...this.servers.values()].map(server => server.shut()));
  }

  private async openAll(): Promise<void> {
    const { site, kept, portBase, workers = DEFAULT_WORKERS } = this.options;
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
      this.workers.set(name, Workers.of(workers));
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
    request.resume();
    response.on('error', () => {}); // the client went away: nothing left to tell it
    const url = new URL(request.url ?? '/', 'https://lab');
    const path = url.pathname.slice(API.length);
    let status = 0;
    try {
      const answer = url.pathname.startsWith(`${API}/`)
        ? await this.answer(node, path, url.searchParams, request)
        : WEB_INTERFACE;
      status = await deliver(response, answer, {
        fault: this.options.site.faults.answerFault(node, path),
        dripMs: this.options.latency.dripMs,
        headers: this.headers(request.socket),
      });
    } finally {
      this.counters.end(node, status);
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

  private async answer(
    node: string,
    path: string,
    query: URLSearchParams,
    request: IncomingMessage,
  ): Promise<Answer> {
    const { site, kept, tokens, latency } = this.options;
    const token = authenticate(
      request.headers.authorization,
      tokens,
      kept.tokenSecret,
    );
    if (typeof token === 'string') {
      await sleep(latency.authFailureMs);
      return { status: 401, reason: token };
    }
    if (request.method !== 'GET') {
      this.counters.write();
      return request.headers['transfer-encoding'] === 'chunked'
        ? failed(501, 'chunked transfer encoding not supported')
        : failed(
            403,
            'Permission check failed (the lab does not change by its API)',
          );
    }
    const here = site.index.nodes.get(node)!;
    const question: Question = {
      path,
      query,
      access: AccessControl.of(
        remainingRights(token, tokens, site.faults.active()),
      ),
      index: site.index,
      here,
      elapsedSeconds: site.elapsedSeconds,
      now: Math.floor(Date.now() / 1000),
      fingerprint: name => this.fingerprint(name),
      deadAgentMs: latency.deadAgentMs,
    };
    const computing = answeringNode(question);
    const hop = computing.name === node ? 0 : latency.hopMs;
    return this.workers.get(computing.name)!.run(async () => {
      await sleep(latency.callMs + hop);
      const answer = answerQuestion(question);
      if (answer.takesMs) {
        await sleep(answer.takesMs);
      }
      return answer;
    });
  }
}

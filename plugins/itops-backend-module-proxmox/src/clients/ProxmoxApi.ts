import {
  BackOff,
  ConcurrencyLimit,
  ConnectorError,
} from '@sankofa/plugin-itops-node';
import { ReasonCode } from '@sankofa/site-model';
import { EndpointConfig } from '../config';
import { ApiEndpoint } from './ApiEndpoint';
import { ProxmoxError, isAboutOneThing } from './ProxmoxError';
import { ProxmoxReadOptions, ProxmoxReader } from './ProxmoxReader';

/** So many proxy failures in a row, and a node is taken as unreachable for the rest of the run. */
const NODE_FAILURES = 3;

/** So many late or damaged answers in a row, and an endpoint is not asked again in this run. */
const STRIKES = 3;
/** What can be wrong with an answer, as opposed to the way to it. */
const IN_THE_ANSWER: ReasonCode[] = ['timeout', 'invalid-answer', 'too-large'];

/** What one member of the cluster is known by. */
export interface MemberIdentity {
  name: string;
  address?: string;
  /** `ssl_fingerprint` of `GET /nodes`. */
  fingerprint?: string;
}

interface NodeGate {
  limit: ConcurrencyLimit;
  failuresInARow: number;
  closed?: ProxmoxError;
}

/** What an error says about the endpoint that gave it. */
function blames(
  error: unknown,
  options: ProxmoxReadOptions,
): 'endpoint' | 'perhaps-endpoint' | 'other' {
  if (!(error instanceof ConnectorError) || options.signal.aborted) {
    return 'other';
  }
  if (error instanceof ProxmoxError) {
    if ([429, 502, 503, 504].includes(error.status)) {
      return 'endpoint';
    }
    return error.status === 500 && !isAboutOneThing(error.text)
      ? 'perhaps-endpoint'
      : 'other';
  }
  if (!IN_THE_ANSWER.includes(error.reason)) {
    return 'endpoint'; // it was not even reached
  }
  if (error.reason === 'timeout' && options.mayBeSlow) {
    return 'other';
  }
  // One guest whose configuration hangs must not take its endpoint away from all others.
  return options.node === undefined ? 'endpoint' : 'perhaps-endpoint';
}

/**
 * Reads the API of one cluster during one run, through whichever configured endpoint serves.
 *
 * - A request about a node goes straight to that node's own endpoint where one is
 *   configured; otherwise, and when that one fails, through the first endpoint that works.
 * - Only an endpoint's own failures (no connection, wrong certificate, no or no sound
 *   answer) make it go to the next one. 595, 596 and 599 are about the node that was meant, most 500s about
 *   one guest: they say nothing about the endpoint.
 * - Never more than `concurrency` requests are under way to one endpoint, or for one node.
 * - Everything is a GET, so that asking again elsewhere is harmless.
 */
export class ProxmoxApi implements ProxmoxReader {
  readonly transport = 'api';
  readonly tokenId: string;

  private readonly down = new Map<ApiEndpoint, ConnectorError>();
  private readonly strikes = new Map<ApiEndpoint, number>();
  private readonly gates = new Map<string, NodeGate>();
  /** An endpoint has let the token in: a 401 elsewhere is that endpoint's own trouble. */
  private accepted = false;
  /** The run is over: what was still under way is nobody's fault, and is not asked elsewhere. */
  private closed = false;

  private constructor(
    private readonly endpoints: ApiEndpoint[],
    private readonly concurrency: number,
    private readonly requestTimeoutMs: number,
    private readonly memory: BackOff,
  ) {
    this.tokenId = endpoints[0].tokenId;
  }

  static create(options: {
    endpoints: EndpointConfig[];
    token: string;
    concurrency: number;
    requestTimeoutMs: number;
    /** Endpoints that failed in earlier runs are tried last. */
    memory?: BackOff;
  }): ProxmoxApi {
    const { endpoints, token, concurrency, requestTimeoutMs } = options;
    return new ProxmoxApi(
      endpoints.map(endpoint => new ApiEndpoint(endpoint, token, concurrency)),
      concurrency,
      requestTimeoutMs,
      options.memory ?? BackOff.create({ firstMs: 60_000, longestMs: 600_000 }),
    );
  }

  get place(): string {
    return (this.serving(undefined)[0] ?? this.endpoints[0]).host;
  }

  /** There is more than one endpoint, so it matters which one is asked. */
  get hasChoice(): boolean {
    return this.endpoints.length > 1;
  }

  /** What went wrong with endpoints that others stood in for. */
  get troubles(): string[] {
    return [...this.down.values()].map(error => error.message);
  }

  /**
   * Tells which member each endpoint belongs to: by certificate, which also holds behind
   * address translation, else by address or host name.
   */
  learnMembers(members: MemberIdentity[]) {
    for (const endpoint of this.endpoints) {
      const { hostname } = new URL(endpoint.config.url);
      const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
      endpoint.node ??= (
        members.find(
          ({ fingerprint }) =>
            fingerprint !== undefined &&
            endpoint.config.fingerprints.includes(fingerprint.toUpperCase()),
        ) ??
        members.find(
          ({ name, address }) =>
            address === host ||
            name.toLowerCase() === host ||
            host.startsWith(`${name.toLowerCase()}.`),
        )
      )?.name;
    }
  }

  async get(path: string, options: ProxmoxReadOptions): Promise<unknown> {
    if (options.node === undefined) {
      return this.ask(path, options);
    }
    const gate = this.gateOf(options.node);
    return gate.limit.run(async () => {
      if (gate.closed) {
        throw gate.closed;
      }
      try {
        const data = await this.ask(path, options);
        gate.failuresInARow = 0;
        return data;
      } catch (error) {
        this.noteNodeFailure(gate, error);
        throw error;
      }
    });
  }

  async close() {
    this.closed = true;
    await Promise.all(this.endpoints.map(endpoint => endpoint.close()));
  }

  private gateOf(node: string): NodeGate {
    const gate = this.gates.get(node) ?? {
      limit: ConcurrencyLimit.create(this.concurrency),
      failuresInARow: 0,
    };
    this.gates.set(node, gate);
    return gate;
  }

  private noteNodeFailure(gate: NodeGate, error: unknown) {
    if (!(error instanceof ProxmoxError)) {
      return;
    }
    if (error.reason !== 'node-offline') {
      gate.failuresInARow = 0; // the node itself has answered
    } else if (++gate.failuresInARow >= NODE_FAILURES) {
      gate.closed = error;
    }
  }

  /** The endpoints to try, best first: the node's own, then as configured, rested ones before others. */
  private serving(node: string | undefined): ApiEndpoint[] {
    const rank = (endpoint: ApiEndpoint) =>
      (this.memory.isResting(endpoint.config.url) ? 2 : 0) +
      (node !== undefined && endpoint.node === node ? -1 : 0);
    return this.endpoints
      .filter(endpoint => !this.down.has(endpoint))
      .sort((a, b) => rank(a) - rank(b));
  }

  private async ask(
    path: string,
    options: ProxmoxReadOptions,
  ): Promise<unknown> {
    const tried: { endpoint: ApiEndpoint; error: ConnectorError }[] = [];
    let doubts = 0;
    for (const endpoint of this.serving(options.node)) {
      try {
        const data = await endpoint.get(path, {
          signal: options.signal,
          deadlineMs: options.deadlineMs ?? this.requestTimeoutMs,
        });
        this.accepted = true;
        this.strikes.delete(endpoint);
        this.memory.succeeded(endpoint.config.url);
        // Where another endpoint could answer, the one that could not is at fault.
        tried.forEach(failure =>
          this.takeDown(failure.endpoint, failure.error),
        );
        return data;
      } catch (caught) {
        if (this.closed) {
          throw caught;
        }
        // Given up while this was under way: what it was given up for is the reason.
        const error = this.down.get(endpoint) ?? (caught as ConnectorError);
        const blame = this.down.has(endpoint)
          ? 'endpoint'
          : this.blame(error, options);
        if (blame === 'other') {
          throw error;
        }
        if (blame === 'endpoint' || this.isThirdStrike(endpoint, error)) {
          this.takeDown(endpoint, error);
        }
        tried.push({ endpoint, error });
        if (blame === 'perhaps-endpoint' && ++doubts > 1) {
          break; // two say the same: it is not the endpoint
        }
      }
    }
    throw this.summarize(tried.map(({ error }) => error));
  }

  private isThirdStrike(endpoint: ApiEndpoint, error: ConnectorError) {
    if (error instanceof ProxmoxError) {
      this.strikes.delete(endpoint); // a sound answer, if not the wanted one
      return false;
    }
    const strikes = (this.strikes.get(endpoint) ?? 0) + 1;
    this.strikes.set(endpoint, strikes);
    return strikes >= STRIKES;
  }

  private blame(error: unknown, options: ProxmoxReadOptions) {
    if (error instanceof ProxmoxError && error.status === 401) {
      return this.accepted ? 'endpoint' : 'other';
    }
    return blames(error, options);
  }

  private takeDown(endpoint: ApiEndpoint, error: ConnectorError) {
    if (!this.down.has(endpoint)) {
      this.down.set(endpoint, error);
      this.memory.failed(endpoint.config.url);
      // What else waits there ends now, and goes to the next endpoint.
      endpoint.giveUp();
    }
  }

  /** All endpoints failed, now or earlier in this run. */
  private summarize(errors: ConnectorError[]): ConnectorError {
    const all = [...new Set([...this.down.values(), ...errors])];
    const [first] = errors.length > 0 ? errors : all;
    if (first instanceof ProxmoxError && errors.length > 0) {
      return first;
    }
    return new ConnectorError(
      first.reason,
      [...new Set(all.map(error => error.message))].slice(0, 4).join(' '),
    );
  }
}

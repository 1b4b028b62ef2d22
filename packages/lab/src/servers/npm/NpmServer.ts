import { randomBytes } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Certificate,
  selfSignedCertificate,
} from '../../certificates/selfSignedCertificate';
import { FaultKind } from '../../faults/fault';
import { KeptState } from '../../state/KeptState';
import { LabSite } from '../../state/LabSite';
import { LabEdge, LabProxyDialect } from '../../world/edge';
import { LoginLimit } from '../LoginLimit';
import { ServerPort } from '../ServerPort';
import { bodyOf } from '../bodyOf';
import { Counters } from '../proxmox/Counters';
import { Sessions } from './Sessions';
import {
  LabProxyAccountName,
  ProxyAccount,
  proxyAccounts,
  remainingPermissions,
} from './accounts';
import { Answer, failed, ok } from './Answer';
import { answerQuestion, denied } from './answerQuestion';
import { COOKIE, authenticate, foreignOrigin } from './authenticate';
import { deliver } from './deliver';

/** The name by which faults and counts know this server. */
export const PROXY = 'npm';
/** NPMplus lets so many logins pass. */
const LOGINS = 10;
const PAGE: Answer = { status: 200, body: undefined };
const TOO_MANY = 'Too many requests, please try again later.';

export interface NpmServerOptions {
  site: LabSite;
  kept: KeptState;
  edge: LabEdge;
  dialect: LabProxyDialect;
  counters: Counters;
  latency: { callMs: number; dripMs: number };
}

/**
 * The reverse proxy of the world as its API: Nginx Proxy Manager over HTTP with a bearer token, or
 * NPMplus over HTTPS with a cookie. It is there as long as its guest runs.
 */
export class NpmServer {
  private readonly accounts: ProxyAccount[];
  private readonly sessions: Sessions<ProxyAccount>;
  private readonly limit = LoginLimit.create(LOGINS);
  private port!: ServerPort;
  private sessionsLost = false;
  private replacement?: Certificate;

  private constructor(private readonly options: NpmServerOptions) {
    const { dialect, kept, site } = options;
    this.accounts = proxyAccounts(site.world.domain);
    this.sessions = Sessions.create({
      accounts: this.accounts,
      key:
        dialect === 'npm' ? kept.tokenSecret : randomBytes(24).toString('hex'),
    });
  }

  static async start(options: NpmServerOptions): Promise<NpmServer> {
    const server = new NpmServer(options);
    const { kept, dialect } = options;
    const name = `${PROXY}-${dialect}`;
    server.port = await ServerPort.open(
      (request, response) => {
        server
          .serve(request, response)
          .catch(error => response.destroy(error as Error));
      },
      server.certificate,
      kept.port(name) ?? 0,
    );
    kept.setPort(name, server.port.port);
    await server.follow();
    options.site.onChange(() => server.follow());
    return server;
  }

  get dialect(): LabProxyDialect {
    return this.options.dialect;
  }

  get url(): string {
    const scheme = this.dialect === 'npm' ? 'http' : 'https';
    return `${scheme}://127.0.0.1:${this.port.port}/api`;
  }

  /** Of the certificate that it has by right; NPM has none. */
  get pinnedFingerprint(): string | undefined {
    return this.certificate?.fingerprint;
  }

  identity(name: LabProxyAccountName): string {
    return this.accounts.find(account => account.name === name)!.identity;
  }

  close(): Promise<void> {
    return this.port.shut();
  }

  private get certificate() {
    return this.dialect === 'npm'
      ? undefined
      : this.options.kept.certificate(PROXY, () =>
          selfSignedCertificate([PROXY, 'localhost', '127.0.0.1']),
        );
  }

  private has(kind: FaultKind): boolean {
    return this.options.site.faults.active().some(fault => fault.kind === kind);
  }

  /** The guest that it runs in, and the node of that, decide whether it is there. */
  private isThere(): boolean {
    const { site, edge } = this.options;
    const guest = site.index.guests.get(edge.vmid);
    const node = guest && site.index.nodes.get(guest.node);
    return guest?.status === 'running' && node?.state === 'online';
  }

  private async follow(): Promise<void> {
    const { faults } = this.options.site;
    const lost = this.has('sessions-lost');
    if (lost && !this.sessionsLost) {
      this.sessions.forgetAll();
    }
    this.sessionsLost = lost;
    if (!this.certificate || !faults.hasConnectionFault('certificate', PROXY)) {
      this.replacement = undefined;
    } else {
      this.replacement ??= selfSignedCertificate([PROXY, '127.0.0.1']);
    }
    await this.port.set({
      open: this.isThere() && !faults.hasConnectionFault('refuse', PROXY),
      certificate: this.replacement ?? this.certificate,
    });
  }

  private async serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { counters, site, latency } = this.options;
    response.on('error', () => {}); // the client went away: nothing left to tell it
    counters.begin(PROXY);
    let status = 0;
    try {
      const body = await bodyOf(request);
      const url = new URL(request.url ?? '/', 'http://lab');
      const isApi = /^\/api(\/|$)/.test(url.pathname);
      const path = url.pathname.slice('/api'.length) || '/';
      await sleep(latency.callMs);
      const answer = isApi
        ? this.answer(request, path, url.searchParams, body)
        : PAGE;
      status = await deliver(response, answer, {
        fault:
          answer === PAGE ? 'html' : site.faults.answerFault(PROXY, path)?.kind,
        dripMs: latency.dripMs,
        headers: { Server: 'openresty' },
      });
    } finally {
      counters.end(PROXY, status);
    }
  }

  private answer(
    request: IncomingMessage,
    path: string,
    query: URLSearchParams,
    body: string,
  ): Answer {
    const { edge, site, counters } = this.options;
    const { dialect, sessions } = this;
    const foreign = dialect === 'npmplus' ? foreignOrigin(request) : undefined;
    if (foreign) {
      return { status: 403, body: { error: { message: foreign } } };
    }
    if (path === '/') {
      return this.root();
    }
    if (path === '/tokens' && request.method === 'POST') {
      return this.logIn(body);
    }
    if (request.method !== 'GET') {
      counters.write();
      return dialect === 'npm'
        ? failed(500, 'Internal Error')
        : denied(dialect, path);
    }
    const who = authenticate(request, path, { dialect, sessions });
    if ('refusal' in who) {
      return who.refusal;
    }
    if (path === '/tokens') {
      return this.grant(who.account);
    }
    return answerQuestion({
      path,
      expand: (query.get('expand') ?? '').split(',').filter(Boolean),
      account: remainingPermissions(who.account, site.faults.active()),
      edge,
      dialect,
    });
  }

  private root(): Answer {
    const { version } = this.options.edge;
    const [major, minor, revision] = version.split('.').map(Number);
    const setup = !this.has('not-set-up');
    return {
      ...ok(
        this.dialect === 'npm'
          ? { status: 'OK', setup, version: { major, minor, revision } }
          : { status: 'OK', setup, version, password: true, oidc: false },
      ),
      identity: true,
    };
  }

  private logIn(body: string): Answer {
    const wait = this.has('logins-limited')
      ? 268
      : this.dialect === 'npmplus' && this.limit.attempt();
    if (wait) {
      return {
        status: 429,
        body: { error: { message: TOO_MANY } },
        headers: { 'Retry-After': `${wait}` },
      };
    }
    let given: Record<string, unknown>;
    try {
      given = JSON.parse(body);
    } catch {
      return failed(400, 'request body must be JSON');
    }
    const { identity, secret, ...more } = given ?? {};
    if (Object.keys(more).length > 0) {
      return failed(400, 'data must NOT have additional properties');
    }
    const account = this.has('not-set-up')
      ? undefined
      : this.accounts.find(each => each.identity === identity);
    return account && secret === this.options.kept.tokenSecret
      ? this.grant(account)
      : failed(400, 'Invalid email or password');
  }

  private grant(account: ProxyAccount): Answer {
    const { token, expires } = this.sessions.issue(account);
    return this.dialect === 'npm'
      ? { ...ok({ token, expires }), identity: true }
      : {
          ...ok({ expires }),
          identity: true,
          headers: {
            'Set-Cookie': `${COOKIE}=s%3A${token}; Path=/; Expires=${new Date(
              expires,
            ).toUTCString()}; HttpOnly; Secure; SameSite=Strict`,
          },
        };
  }
}

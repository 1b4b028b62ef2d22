import { timingSafeEqual } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Certificate,
  selfSignedCertificate,
} from '../../certificates/selfSignedCertificate';
import { FaultKind } from '../../faults/fault';
import { KeptState } from '../../state/KeptState';
import { LabSite } from '../../state/LabSite';
import { LabSwitching } from '../../world/switching';
import { LoginLimit } from '../LoginLimit';
import { ServerPort } from '../ServerPort';
import { bodyOf } from '../bodyOf';
import { Counters } from '../proxmox/Counters';
import { Answer, PAGE, failed, refused } from './Answer';
import { Sessions } from './Sessions';
import { unifiView } from './UnifiView';
import { answerLegacy } from './answerLegacy';
import { answerOfficial } from './answerOfficial';
import { deliver } from './deliver';

/** The name by which faults and counts know this server. */
export const CONSOLE = 'unifi';
/** Its only local account. */
export const CONSOLE_ACCOUNT = 'itops-reader';
/** Consoles let so many logins pass. */
const LOGINS = 5;

export interface UnifiServerOptions {
  site: LabSite;
  kept: KeptState;
  switching: LabSwitching;
  counters: Counters;
  latency: { callMs: number; dripMs: number };
  now: () => number;
}

interface Question {
  /** By which faults know it: below the site, below the official API, or `/login`. */
  path: string;
  answer: (request: IncomingMessage, body: string) => Answer;
}

function sameText(given: string | string[] | undefined, wanted: string) {
  const left = Buffer.from(`${given ?? ''}`);
  const right = Buffer.from(wanted);
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * The console of the world: UniFi OS over HTTPS with both of its APIs. A key opens both, a session
 * only the one that the console's own pages use, and logins are limited.
 */
export class UnifiServer {
  private readonly sessions = Sessions.create();
  private readonly limit = LoginLimit.create(LOGINS);
  private port!: ServerPort;
  private sessionsLost = false;
  private replacement?: Certificate;

  private readonly startedAt: number;

  private constructor(private readonly options: UnifiServerOptions) {
    this.startedAt = options.now();
  }

  static async start(options: UnifiServerOptions): Promise<UnifiServer> {
    const server = new UnifiServer(options);
    const { kept, site } = options;
    server.port = await ServerPort.open(
      (request, response) => {
        server
          .serve(request, response)
          .catch(error => response.destroy(error as Error));
      },
      server.certificate,
      kept.port(CONSOLE) ?? 0,
    );
    kept.setPort(CONSOLE, server.port.port);
    await server.follow();
    site.onChange(() => server.follow());
    return server;
  }

  get url(): string {
    return `https://127.0.0.1:${this.port.port}`;
  }

  /** Of the certificate that it has by right, whatever it presents now. */
  get pinnedFingerprint(): string {
    return this.certificate.fingerprint;
  }

  close(): Promise<void> {
    return this.port.shut();
  }

  private get certificate(): Certificate {
    return this.options.kept.certificate(CONSOLE, () =>
      selfSignedCertificate([CONSOLE, 'localhost', '127.0.0.1']),
    );
  }

  private has(kind: FaultKind): boolean {
    return this.options.site.faults.active().some(fault => fault.kind === kind);
  }

  private async follow(): Promise<void> {
    const { faults } = this.options.site;
    const lost = this.has('sessions-lost');
    if (lost && !this.sessionsLost) {
      this.sessions.forgetAll();
    }
    this.sessionsLost = lost;
    if (!faults.hasConnectionFault('certificate', CONSOLE)) {
      this.replacement = undefined;
    } else {
      this.replacement ??= selfSignedCertificate([CONSOLE, '127.0.0.1']);
    }
    await this.port.set({
      open: !faults.hasConnectionFault('refuse', CONSOLE),
      certificate: this.replacement ?? this.certificate,
    });
  }

  private async serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { counters, site, latency } = this.options;
    response.on('error', () => {}); // the client went away: nothing left to tell it
    counters.begin(CONSOLE);
    let status = 0;
    try {
      const body = await bodyOf(request);
      const { path, answer } = this.question(request);
      await sleep(latency.callMs);
      status = await deliver(response, answer(request, body), {
        fault: site.faults.answerFault(CONSOLE, path)?.kind,
        dripMs: latency.dripMs,
        headers: { 'X-Frame-Options': 'SAMEORIGIN' },
      });
    } finally {
      counters.end(CONSOLE, status);
    }
  }

  private question(request: IncomingMessage): Question {
    const url = new URL(request.url ?? '/', 'https://lab');
    const { pathname: path } = url;
    if (path === '/api/auth/login' && request.method === 'POST') {
      return { path: '/login', answer: (_, body) => this.logIn(body) };
    }
    const official = /^\/proxy\/network\/integration(\/v1)(\/.*)$/.exec(path);
    if (official) {
      return {
        path: `${official[1]}${official[2]}`,
        answer: () => this.official(request, official[2], url.searchParams),
      };
    }
    const legacy = /^\/proxy\/network\/api\/s\/([^/]+)(\/.*)$/.exec(path);
    return legacy
      ? {
          path: legacy[2],
          answer: () => this.legacy(request, legacy[1], legacy[2]),
        }
      : { path, answer: () => PAGE };
  }

  private logIn(body: string): Answer {
    const wait = this.limit.attempt();
    if (wait !== undefined || this.has('logins-limited')) {
      return {
        status: 429,
        body: {
          code: 'AUTHENTICATION_FAILED_LIMIT_REACHED',
          message: "You've reached the login attempt limit",
          level: 'debug',
        },
      };
    }
    let given: { username?: unknown; password?: unknown } | null;
    try {
      given = JSON.parse(body);
    } catch {
      given = null;
    }
    if (
      given?.username !== CONSOLE_ACCOUNT ||
      !sameText(`${given.password}`, this.options.kept.tokenSecret)
    ) {
      return {
        status: 401,
        body: { errors: ['Invalid username or password'] },
      };
    }
    const { token, csrfToken } = this.sessions.issue();
    return {
      status: 200,
      identity: true,
      body: { username: CONSOLE_ACCOUNT, roles: [{ name: 'Viewer' }] },
      headers: {
        'Set-Cookie': `TOKEN=${token}; path=/; samesite=strict; secure; httponly`,
        'X-CSRF-Token': csrfToken,
      },
    };
  }

  private hasKey(request: IncomingMessage): boolean {
    const { kept } = this.options;
    return sameText(request.headers['x-api-key'], kept.tokenSecret);
  }

  private view() {
    const { site, switching, now } = this.options;
    return unifiView(site.index.world, switching, {
      now: now(),
      startedAt: this.startedAt,
    });
  }

  private legacy(request: IncomingMessage, site: string, path: string): Answer {
    const opens =
      this.sessions.has(request.headers.cookie) ||
      (this.hasKey(request) && !this.has('official-only'));
    if (!opens) {
      return failed(401, 'api.err.LoginRequired');
    }
    if (request.method !== 'GET') {
      this.options.counters.write();
      return failed(403, 'api.err.NoPermission');
    }
    return answerLegacy(site, path, this.view());
  }

  private official(
    request: IncomingMessage,
    path: string,
    query: URLSearchParams,
  ): Answer {
    if (!this.hasKey(request)) {
      return refused(401, 'UNAUTHORIZED', 'Unauthorized');
    }
    if (request.method !== 'GET') {
      this.options.counters.write();
      return refused(403, 'FORBIDDEN', 'Forbidden');
    }
    return answerOfficial(path, query, this.view());
  }
}

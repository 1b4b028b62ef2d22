import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { JsonObject } from '@backstage/types';
import { EndedEarlyError, Forked, startForked } from '../../worlds/forked';
import { PERSON_HEADER } from '../../worlds/portal/people';
import { PortalQuestion } from '../../worlds/portal/protocol';
import { freePort } from '../../worlds/portal/startPortal';

const PROGRAMS = path.join(import.meta.dirname, '../../worlds/portal');
const FILES = { portal: 'server.ts', worker: 'changeWorker.ts' };

/** No process takes longer to get to where it dies. */
const DEATH_MS = 120_000;

/** What a portal answered. */
export interface Answer {
  status: number;
  body: any;
}

export interface ChangePortalOptions {
  databaseUrl: string;
  config: JsonObject;
  signIn: JsonObject;
  /** `worker`: nothing but the itops plugin, which starts faster. */
  as?: keyof typeof FILES;
  /** An open file for what it prints. */
  log: number;
  /** A labelled point at which it dies as by `kill -9`. */
  crash?: string;
  times?: { leaseMs?: number; idleMs?: number; pollMs?: number };
}

/** A portal that may change a cluster, in a process of its own. */
export class ChangePortal {
  private readonly tokens = new Map<string, Promise<string>>();
  /** Every answer that it gave, for whoever looks for secrets. */
  readonly answers: string[] = [];

  private constructor(
    private readonly process: Forked<{ url: string }, PortalQuestion>,
  ) {}

  /** @throws EndedEarlyError when it died before it was ready */
  static async start(options: ChangePortalOptions): Promise<ChangePortal> {
    const { as = 'portal', config, crash, databaseUrl, log, signIn } = options;
    const process = await startForked<{ url: string }, PortalQuestion>(
      path.join(PROGRAMS, FILES[as]),
      {
        databaseUrl,
        port: await freePort(),
        catalog: 'guests',
        changing: { config, signIn },
      },
      {
        LOG_LEVEL: 'info',
        NODE_ENV: 'development',
        ...(options.times && {
          ITOPS_CHANGE_TIMES: JSON.stringify(options.times),
        }),
        ...(crash !== undefined && { ITOPS_CHANGE_CRASH: crash }),
      },
      log,
    );
    return new ChangePortal(process);
  }

  /** A process that carries changes out until it dies at a point. */
  static async untilItDies(
    options: ChangePortalOptions & { crash: string },
  ): Promise<void> {
    try {
      const portal = await ChangePortal.start({ ...options, as: 'worker' });
      const alive = sleep(DEATH_MS, 'alive', { ref: false });
      if ((await Promise.race([portal.process.ended, alive])) === 'alive') {
        await portal.process.kill();
        throw new Error(`It never got as far as ${options.crash}`);
      }
    } catch (error) {
      if (!(error instanceof EndedEarlyError && error.signal === 'SIGKILL')) {
        throw error;
      }
    }
  }

  /** As a person; to paths under `/api/itops/v1`. */
  async send(
    person: string,
    method: string,
    apiPath: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(
      `${this.process.ready.url}/api/itops/v1${apiPath}`,
      {
        method,
        headers: {
          authorization: `Bearer ${await this.tokenOf(person)}`,
          'content-type': 'application/json',
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
    );
    const text = await response.text();
    this.answers.push(text);
    return {
      status: response.status,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.process.signal(signal);
  }

  stop(): Promise<void> {
    return this.process.stop();
  }

  private tokenOf(person: string): Promise<string> {
    const known = this.tokens.get(person);
    if (known) {
      return known;
    }
    const token = this.signIn(person);
    this.tokens.set(person, token);
    return token;
  }

  private async signIn(person: string): Promise<string> {
    const response = await fetch(
      `${this.process.ready.url}/api/auth/people/refresh`,
      {
        headers: {
          'x-requested-with': 'XMLHttpRequest',
          [PERSON_HEADER]: person,
        },
      },
    );
    if (!response.ok) {
      throw new Error(
        `${person} could not sign in: ${
          response.status
        } ${await response.text()}`,
      );
    }
    const { backstageIdentity } = await response.json();
    return backstageIdentity.token;
  }
}

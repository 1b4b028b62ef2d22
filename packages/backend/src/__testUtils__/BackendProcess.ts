import { JsonObject } from '@backstage/types';
import { ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const PACKAGE = path.resolve(__dirname, '../..');
const SHARED_CONFIG = path.resolve(PACKAGE, '../../app-config.yaml');
const READINESS = '/.backstage/health/v1/readiness';
const LOOK_MS = 200;
const PATIENCE_MS = 120_000;
const INSIST_MS = 10_000;
const LAST_LINES = 30;

/** The backend of the portal as `npm start` runs it: a process of its own, from its sources. */
export class BackendProcess {
  private constructor(
    readonly baseUrl: string,
    private readonly child: ChildProcess,
    private readonly closed: Promise<unknown>,
    private readonly said: readonly string[],
  ) {}

  /**
   * Starts it with the shared configuration and these settings.
   *
   * @param configFile - where the settings may be written
   * @param port - where it must be known before it runs
   */
  static async start(options: {
    config: JsonObject & { backend: JsonObject };
    configFile: string;
    port?: number;
  }): Promise<BackendProcess> {
    const { config, configFile, port = await freePort() } = options;
    const baseUrl = `http://127.0.0.1:${port}`;
    const backend = { ...config.backend, baseUrl, listen: { port } };
    await writeFile(configFile, JSON.stringify({ ...config, backend }));
    const child = spawn(
      process.execPath,
      [
        '--no-warnings',
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        'src/index.ts',
        ...[SHARED_CONFIG, configFile].flatMap(file => ['--config', file]),
      ],
      {
        cwd: PACKAGE,
        env: { ...process.env, NODE_ENV: 'development', NODE_OPTIONS: '' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream)
        .on('line', line => said.push(line))
        .resume();
    }
    const closed = once(child, 'close');
    return new BackendProcess(baseUrl, child, closed, said);
  }

  /** @throws Error with its last words when it ends, or is not ready in time */
  async untilReady(): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await this.isReady())) {
      if (this.child.exitCode !== null || Date.now() > deadline) {
        const lines = this.said.filter(line => !line.includes(READINESS));
        throw new Error(
          ['The backend did not get ready:', ...lines.slice(-LAST_LINES)].join(
            '\n',
          ),
        );
      }
      await new Promise(resolve => setTimeout(resolve, LOOK_MS));
    }
  }

  /** Its exit code, once it has ended by itself, and everything it said. */
  async untilEnded(): Promise<{ code: number | null; said: string }> {
    await this.closed;
    return { code: this.child.exitCode, said: this.said.join('\n') };
  }

  /** The status of an answer, asked with or without a token. */
  async status(route: string, token?: string): Promise<number> {
    const headers = token ? { authorization: `Bearer ${token}` } : undefined;
    return (await fetch(`${this.baseUrl}${route}`, { headers })).status;
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    const insist = setTimeout(() => this.child.kill('SIGKILL'), INSIST_MS);
    await this.closed;
    clearTimeout(insist);
  }

  private async isReady(): Promise<boolean> {
    return this.status(READINESS).then(
      status => status === 200,
      // Nobody listens yet; whether it ever will is for the caller to see.
      () => false,
    );
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

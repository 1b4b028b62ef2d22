import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { JsonObject } from '@backstage/types';

/** The demo's OpenID provider, a process of its own. */
export class IdentityProcess {
  private constructor(
    /** What a portal needs to sign people in with it. */
    readonly config: JsonObject,
    private readonly child: ChildProcess,
  ) {}

  static async start(options: {
    configFile: string;
    /** Where the portal takes answers. */
    redirectUris: readonly string[];
  }): Promise<IdentityProcess> {
    const child = spawn(
      process.execPath,
      [
        '--no-warnings',
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        path.resolve(__dirname, '../../../lab/src/identity/cli.ts'),
        '--config-out',
        options.configFile,
        ...options.redirectUris.flatMap(uri => ['--redirect', uri]),
      ],
      {
        env: { ...process.env, NODE_OPTIONS: '' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let said = '';
    child.stderr.on('data', chunk => (said += chunk));
    await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(() => {
        throw new Error(`The identity provider ended: ${said}`);
      }),
    ]);
    const config = JSON.parse(await readFile(options.configFile, 'utf8'));
    return new IdentityProcess(config, child);
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}

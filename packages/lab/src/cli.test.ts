import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { stateDir } from './__testUtils__/stateDir';

describe('the command line of the lab', () => {
  const folder = stateDir();
  const children: ChildProcess[] = [];

  afterAll(async () => {
    const running = children.filter(child => child.exitCode === null);
    await Promise.all(
      running.map(async child => {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }),
    );
  });

  function lab(...args: string[]) {
    const child = spawn(
      process.execPath,
      [
        '--no-warnings',
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        path.join(__dirname, 'cli.ts'),
        ...args,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    children.push(child);
    let errors = '';
    child.stderr.on('data', chunk => (errors += chunk));
    return { child, errors: () => errors };
  }

  it('says where everything is in one line, writes the configuration for its owner only, and stops on SIGTERM', async () => {
    const file = path.join(folder, 'app-config.lab.yaml');
    const { child } = lab('--state', folder, '--config-out', file);
    const [line] = await once(child.stdout!, 'data');
    expect(line.toString().trim().split('\n')).toHaveLength(1);
    const ready = JSON.parse(line);
    expect(ready).toMatchObject({
      ready: true,
      config: file,
      control: { url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) },
    });
    expect(ready.nodes).toHaveLength(5);
    // eslint-disable-next-line no-bitwise
    expect(statSync(file).mode & 0o077).toBe(0);
    const config = JSON.parse(readFileSync(file, 'utf8'));
    expect(config.itops.sources.proxmox[0].endpoints[0].url).toBe(
      ready.nodes[1].url,
    );
    const state = await fetch(ready.control.url, {
      headers: { authorization: `Bearer ${ready.control.token}` },
    });
    expect(state.status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it.each([
    [[], '--state DIR is missing'],
    [['--state', 'x', '--guests', 'many'], '--guests takes a number'],
    [['--stat', 'x'], "Unknown option '--stat'"],
  ])(
    'answers %j with the reason, the usage and exit code 64',
    async (args, why) => {
      const { child, errors } = lab(...args);
      expect(await once(child, 'exit')).toEqual([64, null]);
      expect(errors()).toContain(why);
      expect(errors()).toContain('usage: lab');
    },
  );
});

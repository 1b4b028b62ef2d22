import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { Knex } from 'knex';
import { testDatabase } from '../__testUtils__/testDatabase';
import { crashPoints } from './CallRunner';
import { ChangeBench } from './__testUtils__/ChangeBench';
import { serveExecutor } from './__testUtils__/remoteExecutor';

jest.setTimeout(300_000);

/** How often at each point: `ITOPS_KILL_RUNS=20` for figures. */
const RUNS = Number(process.env.ITOPS_KILL_RUNS ?? 1);

const LOADER = require.resolve('@backstage/cli/config/nodeTransform.cjs');
const PROGRAM = path.join(__dirname, '__testUtils__', 'workerProcess.ts');
const LEASE_MS = 1_000;
const PATIENCE_MS = 30_000;

describe('workers in processes of their own', () => {
  const databases = testDatabase();
  let knex: Knex;
  let bench: ChangeBench;
  let children: ChildProcess[] = [];
  let source: Awaited<ReturnType<typeof serveExecutor>>;
  let onSend: () => void = () => {};

  beforeAll(async () => {
    knex = await databases.init();
  });
  beforeEach(async () => {
    await knex.raw('TRUNCATE changes, change_approvals, ipam_prefixes CASCADE');
    await knex.raw('TRUNCATE ipam_addresses');
    bench = await ChangeBench.create(knex);
    source = await serveExecutor(bench.executor, async verb => {
      if (verb === 'send') {
        onSend();
      }
    });
  });
  afterEach(async () => {
    onSend = () => {};
    for (const child of children) {
      if (child.exitCode === null && child.signalCode === null) {
        const exit = once(child, 'exit');
        child.kill('SIGKILL');
        await exit;
      }
    }
    children = [];
    await source.close();
  });

  async function start(crash?: string): Promise<ChildProcess> {
    const options = {
      connection: knex.client.config.connection,
      leaseMs: LEASE_MS,
      url: source.url,
    };
    const child = fork(PROGRAM, [JSON.stringify(options)], {
      execArgv: ['--no-warnings', '--require', LOADER],
      env: {
        ...process.env,
        NODE_ENV: 'test',
        // Knex hides it among the settings of the connection.
        PGPASSWORD: knex.client.config.connection.password,
        ...(crash !== undefined && { ITOPS_CHANGE_CRASH: crash }),
      },
    });
    children.push(child);
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(reject, PATIENCE_MS, new Error('not started'));
      const settle = () => {
        clearTimeout(timer);
        resolve();
      };
      // The loader sends messages, too; and one that dies at once says nothing.
      child.on('message', said => said === 'ready' && settle());
      child.on('exit', settle);
    });
    return child;
  }

  async function until(id: string, state: string): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while ((await bench.state(id)).state !== state) {
      if (Date.now() > deadline) {
        throw new Error(`Still ${JSON.stringify(await bench.state(id))}`);
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  it.each(Array.from({ length: RUNS }, () => crashPoints).flat())(
    'killed at %s: another goes on, and there is one container',
    async point => {
      const { id } = await bench.applied();
      const first = await start(point);
      const [, signal] =
        first.signalCode === null
          ? await once(first, 'exit')
          : [null, first.signalCode];
      expect(signal).toBe('SIGKILL');
      await start();
      await until(id, 'done');
      expect(bench.executor.made).toBe(1);
      expect(bench.executor.creates).toBe(1);
      expect(bench.executor.guests.get(9001)?.guest).toMatchObject({
        createdBy: id,
        status: 'running',
      });
      expect(await bench.record()).toMatchObject({ lifecycle: 'active' });
    },
  );

  it('two on one database: each change is carried out by one', async () => {
    await Promise.all([start(), start()]);
    const { id } = await bench.applied();
    await until(id, 'done');
    expect(bench.executor.calls).toHaveLength(3);
    const events = await bench.service.store.history(id);
    expect(events.filter(({ kind }) => kind === 'sending')).toHaveLength(3);
  });

  it('stopped past its lease and woken up: it writes and sends nothing more', async () => {
    const { id } = await bench.applied();
    // It stops with its first call on the way; the answer waits for it.
    const stopped = new Promise<void>(resolve => {
      onSend = () => {
        onSend = () => {};
        children[0].kill('SIGSTOP');
        resolve();
      };
    });
    const sleeper = await start();
    await stopped;
    await start();
    await until(id, 'done');
    const before = await bench.service.store.history(id);
    sleeper.kill('SIGCONT');
    await new Promise(resolve => setTimeout(resolve, 2 * LEASE_MS));
    expect(sleeper.exitCode).toBeNull();
    expect(await bench.service.store.history(id)).toEqual(before);
    expect(bench.executor.calls).toHaveLength(3);
    expect(bench.executor.made).toBe(1);
  });
});

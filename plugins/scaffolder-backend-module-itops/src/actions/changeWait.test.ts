import { mockServices } from '@backstage/backend-test-utils';
import { ChangeRequest } from '@sankofa/plugin-itops-common';
import { itopsWith, refusal, runAction } from '../__testUtils__/runAction';
import { HASH, someChange, someStep } from '../__testUtils__/someChange';
import { ChangeLinks } from '../changes/ChangeLinks';
import { createChangeWaitAction } from './changeWait';

const links = ChangeLinks.fromConfig(mockServices.rootConfig({ data: {} }));
const input = { id: 'c1' };
const URL = '/it/changes/c1';

/** The person sees the change; the scaffolder reads these one after the other. */
function bench(...answers: (ChangeRequest | Error)[]) {
  const asPerson = { one: jest.fn(async (_id: string) => someChange()) };
  let last: ChangeRequest | Error | undefined;
  const one = jest.fn(async (_id: string) => {
    last = answers.shift() ?? last;
    if (last instanceof Error) {
      throw last;
    }
    return last!;
  });
  const action = createChangeWaitAction({
    itops: itopsWith(asPerson, { one }),
    links,
    pollMs: 1,
  });
  return { action, asPerson, one };
}

const told = (logger: ReturnType<typeof mockServices.logger.mock>) =>
  logger.info.mock.calls.map(([line]) => line);

describe('itops:change:wait', () => {
  it('tells each step on the way and the log of the task, and ends when it is done', async () => {
    const running = someStep({
      state: 'running',
      task: 'UPID:1',
      log: ['one'],
    });
    const { action } = bench(
      someChange({ state: 'awaiting-approval' }),
      someChange({ state: 'awaiting-approval' }),
      someChange({ state: 'applying', steps: [running] }),
      someChange({
        state: 'done',
        steps: [{ ...running, state: 'succeeded', log: ['one', 'TASK OK'] }],
      }),
    );
    const { logger, output } = await runAction(action, { input });
    const call = 'POST /nodes/alpha/lxc/7801/status/start';
    expect(told(logger)).toEqual([
      'Change 17 is awaiting-approval. It is awaiting-approval, says the server.',
      'Change 17 is applying. It is applying, says the server.',
      '  one',
      `${call}: running (UPID:1)`,
      'Change 17 is done. It is done, says the server.',
      '  TASK OK',
      `${call}: succeeded (UPID:1)`,
    ]);
    expect(output).toEqual({ number: 17, hash: HASH, url: URL });
  });

  it.each<ChangeRequest['state']>([
    'failed',
    'refused',
    'cancelled',
    'needs-human',
  ])('fails with the reason where it is %s', async state => {
    const { action } = bench(someChange({ state, reason: 'The disk is full' }));
    await expect(runAction(action, { input })).rejects.toThrow(
      `Change 17 is ${state}: The disk is full ${URL}`,
    );
  });

  it('goes on while the API is away, and says so once', async () => {
    const away = await refusal(503, 'ServiceUnavailableError', 'starting up');
    const { action } = bench(away, away, someChange({ state: 'done' }));
    const { logger } = await runAction(action, { input });
    expect(logger.warn.mock.calls).toEqual([
      ['The change cannot be read now: starting up'],
    ]);
  });

  it('fails where the change is not there', async () => {
    const { action } = bench(
      await refusal(404, 'NotFoundError', 'No change c1'),
    );
    await expect(runAction(action, { input })).rejects.toThrow('No change c1');
  });

  it('shows nothing to somebody who may not see it', async () => {
    const { action, asPerson, one } = bench(someChange({ state: 'done' }));
    asPerson.one.mockRejectedValue(
      await refusal(403, 'NotAllowedError', 'This needs itops.change.read'),
    );
    await expect(runAction(action, { input })).rejects.toThrow(
      'This needs itops.change.read',
    );
    expect(one).not.toHaveBeenCalled();
  });

  it('goes on after a restart of the backend, when the sign-in is over', async () => {
    const checkpoints = new Map<string, unknown>();
    const controller = new AbortController();
    const first = bench(someChange({ state: 'approved' }));
    first.one.mockImplementationOnce(async () => {
      controller.abort();
      return someChange({ state: 'approved' });
    });
    await expect(
      runAction(first.action, {
        input,
        checkpoints,
        signal: controller.signal,
      }),
    ).rejects.toThrow('aborted');
    const second = bench(someChange({ state: 'done' }));
    const { output } = await runAction(second.action, { input, checkpoints });
    expect(output.number).toBe(17);
    expect(second.asPerson.one).not.toHaveBeenCalled();
  });

  it('stops when the task is cancelled', async () => {
    const controller = new AbortController();
    const { action, one } = bench(someChange({ state: 'applying' }));
    one.mockImplementationOnce(async () => {
      controller.abort();
      return someChange({ state: 'applying' });
    });
    await expect(
      runAction(action, { input, signal: controller.signal }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(one).toHaveBeenCalledTimes(1);
  });

  it('gives up in time, and says what the change waits for', async () => {
    const now = jest.spyOn(Date, 'now');
    try {
      now.mockReturnValueOnce(0).mockReturnValue(60_000);
      const { action, one } = bench(someChange({ state: 'approved' }));
      await expect(
        runAction(action, { input: { ...input, timeoutMinutes: 1 } }),
      ).rejects.toThrow(
        `Change 17 is still approved after 1 minutes. It is approved, says the server. It goes on without this task: ${URL}`,
      );
      expect(one).toHaveBeenCalledTimes(1);
    } finally {
      now.mockRestore();
    }
  });
});

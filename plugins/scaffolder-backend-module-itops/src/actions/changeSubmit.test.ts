import { mockServices } from '@backstage/backend-test-utils';
import {
  ChangeRequest,
  CreateChangeRequest,
} from '@sankofa/plugin-itops-common';
import {
  itopsWith,
  person,
  refusal,
  runAction,
} from '../__testUtils__/runAction';
import { HASH, someChange } from '../__testUtils__/someChange';
import { ChangeLinks } from '../changes/ChangeLinks';
import { createChangeSubmitAction } from './changeSubmit';

const intent = { verb: 'guest.start', vmid: 7801 };
const input = { intent, ticket: 'CHG-1' };
const links = ChangeLinks.fromConfig(
  mockServices.rootConfig({
    data: { app: { baseUrl: 'https://portal.example/' } },
  }),
);

/** What the API answers, one call after the other. */
function bench(
  answers: {
    created?: ChangeRequest;
    planned?: ChangeRequest;
    submitted?: Promise<ChangeRequest>;
  } = {},
) {
  const draft = { plan: undefined, guards: [], version: 1 };
  const {
    created = someChange({ ...draft, state: 'draft' }),
    planned = someChange(),
    submitted = Promise.resolve(someChange({ state: 'awaiting-approval' })),
  } = answers;
  const api = {
    options: jest.fn(async () => ({
      sources: [
        { sourceId: 'proxmox/lab', executor: 'proxmox', title: 'The lab' },
      ],
      policy: {} as never,
      stepUp: 'none' as const,
    })),
    create: jest.fn(async (_request: CreateChangeRequest) => created),
    plan: jest.fn(async (_id: string, _version: number) => planned),
    submit: jest.fn((_id: string, _hash: string) => submitted),
  };
  const itops = itopsWith(api);
  const action = createChangeSubmitAction({ itops, links });
  return { action, api, itops };
}

describe('itops:change:submit', () => {
  it('creates, plans and submits as the person, and says where it is', async () => {
    const { action, api, itops } = bench();
    const { output } = await runAction(action, { input });
    expect(itops.onBehalfOf).toHaveBeenCalledWith(person);
    expect(itops.asService).not.toHaveBeenCalled();
    expect(api.create.mock.calls[0]).toMatchObject([
      { sourceId: 'proxmox/lab', intent, ticket: 'CHG-1' },
      {},
    ]);
    expect(api.plan.mock.calls[0]).toMatchObject(['c1', 1, {}]);
    expect(api.submit.mock.calls[0]).toMatchObject(['c1', HASH, {}]);
    expect(output).toEqual({
      id: 'c1',
      number: 17,
      hash: HASH,
      url: 'https://portal.example/it/changes/c1',
      title: 'Start guest 7801',
    });
  });

  it('names every guard that refuses, and submits nothing', async () => {
    const guards = [
      { guard: 'allowlist', passed: false, reason: 'No rule fits.' },
      { guard: 'ticket', passed: true, reason: 'Ticket CHG-1 fits.' },
      { guard: 'freeze', passed: false, reason: 'Nothing is changed today.' },
    ];
    const { action, api } = bench({ planned: someChange({ guards }) });
    await expect(runAction(action, { input })).rejects.toThrow(
      /17 was not submitted\. allowlist: No rule fits\. freeze: Nothing is changed today\..*https:\/\/portal\.example\/it\/changes\/c1/,
    );
    expect(api.submit).not.toHaveBeenCalled();
  });

  it('refuses what has no plan, whatever its guards say', async () => {
    const { action, api } = bench({
      planned: someChange({ plan: undefined, state: 'draft' }),
    });
    await expect(runAction(action, { input })).rejects.toThrow(
      'was not submitted',
    );
    expect(api.submit).not.toHaveBeenCalled();
  });

  it('asks with the same key when the task is tried again, and with another for another task, step or wish', async () => {
    const { action, api } = bench();
    await runAction(action, { input });
    await runAction(action, { input });
    await runAction(action, { input, task: 'task-2' });
    await runAction(action, { input, step: 'other' });
    await runAction(action, { input: { ...input, ticket: 'CHG-2' } });
    const keys = api.create.mock.calls.map(
      ([{ idempotencyKey }]) => idempotencyKey,
    );
    expect(keys[1]).toBe(keys[0]);
    expect(new Set(keys).size).toBe(4);
    keys.forEach(key => expect(key).toMatch(/^scaffolder:task-[12]:/));
  });

  it.each<ChangeRequest['state']>([
    'awaiting-approval',
    'approved',
    'applying',
    'needs-human',
  ])('goes on with what it submitted before: %s', async state => {
    const { action, api } = bench({ created: someChange({ state }) });
    const { output } = await runAction(action, { input });
    expect(output).toMatchObject({ id: 'c1', hash: HASH });
    expect(api.plan).not.toHaveBeenCalled();
    expect(api.submit).not.toHaveBeenCalled();
  });

  it.each<ChangeRequest['state']>(['refused', 'failed', 'cancelled', 'done'])(
    'does not ask for a change that is %s again',
    async state => {
      const { action, api } = bench({ created: someChange({ state }) });
      await expect(runAction(action, { input })).rejects.toThrow(
        `change 17 before, which is ${state}: start the template anew`,
      );
      expect(api.plan).not.toHaveBeenCalled();
    },
  );

  it('sends nothing where the wish is none, and names the fields', async () => {
    const { action, api } = bench();
    await expect(
      runAction(action, {
        input: { intent: { verb: 'guest.start', vmid: 7 } },
      }),
    ).rejects.toThrow(/^No such change: intent\.vmid: /);
    expect(api.create).not.toHaveBeenCalled();
  });

  it('asks which source where there is more than one, and refuses those that nobody writes to', async () => {
    const { action, api } = bench();
    await expect(
      runAction(action, { input: { ...input, sourceId: 'npm/main' } }),
    ).rejects.toThrow(
      'Nothing may be written to npm/main; sources with an executor: proxmox/lab',
    );
    const source = { executor: 'proxmox', title: '' };
    api.options.mockResolvedValue({
      sources: ['proxmox/a', 'proxmox/b'].map(sourceId => ({
        ...source,
        sourceId,
      })),
      policy: {} as never,
      stepUp: 'none',
    });
    await expect(runAction(action, { input })).rejects.toThrow(
      'Say which source to write to (proxmox/a, proxmox/b)',
    );
    expect(api.create).not.toHaveBeenCalled();
  });

  it('passes on what the API refused in its words', async () => {
    const error = await refusal(409, 'ConflictError', 'plan it again');
    const { action } = bench({ submitted: Promise.reject(error) });
    await expect(runAction(action, { input })).rejects.toThrow(
      /^plan it again$/,
    );
  });

  it('creates nothing in a dry run', async () => {
    const { action, api } = bench();
    const { output } = await runAction(action, { input, isDryRun: true });
    expect(output).toEqual({});
    expect(api.create).not.toHaveBeenCalled();
    await expect(
      runAction(action, { input: { intent: {} }, isDryRun: true }),
    ).rejects.toThrow('No such change');
  });
});

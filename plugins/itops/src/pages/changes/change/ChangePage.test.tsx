import { Route, Routes } from 'react-router-dom';
import { ChangeRequest } from '@sankofa/plugin-itops-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeItops } from '../../../testing/FakeItops';
import {
  OTHER_HASH,
  PLAN_HASH,
  changeOptions,
  changePlan,
  changeRequest,
  changeStep,
  mayOnly,
} from '../../../testing/fixtures';
import { httpError } from '../../../testing/httpError';
import { renderPage } from '../../../__testUtils__/renderPage';
import { ChangesPage } from '../ChangesPage';
import { RUNNING_MS } from './useChange';

function Mounted() {
  return (
    <Routes>
      <Route path="/it/changes/*" element={<ChangesPage />} />
    </Routes>
  );
}

function siteWith(changes: Partial<ChangeRequest> = {}): FakeItops {
  const itops = new FakeItops();
  itops.changeRequests.answers.changes = [changeRequest(changes)];
  return itops;
}

const show = (itops: FakeItops, id = 'c-17') =>
  renderPage(Mounted, itops, { path: `/it/changes/${id}` });
const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));
const part = (name: string) => screen.getByRole('region', { name });
const offered = () =>
  within(screen.getByRole('group', { name: 'What you can do with it' }))
    .getAllByRole('button')
    .map(button => button.textContent);

describe('one change', () => {
  it('shows what will be different, the exact calls and the hash', async () => {
    await show(siteWith());
    const plan = await screen.findByRole('region', {
      name: 'What will happen',
    });
    const effects = within(plan).getByRole('list', {
      name: 'What will be different',
    });
    expect(effects).toHaveTextContent('guest:4101statusrunning → stopped');
    const calls = within(plan).getByRole('list', { name: 'Calls' });
    expect(calls).toHaveTextContent(
      'POST /nodes/alder/lxc/4101/status/shutdown',
    );
    expect(calls).toHaveTextContent('timeout=60');
    expect(plan).toHaveTextContent(PLAN_HASH);
    expect(plan).toHaveTextContent('Nothing takes it back');
  });

  it('puts the guard that refuses first, with its reason', async () => {
    await show(
      siteWith({
        state: 'draft',
        plan: undefined,
        planHash: undefined,
        may: mayOnly('plan', 'cancel'),
        guards: [
          { guard: 'ticket', passed: true, reason: 'IT-42 is a ticket.' },
          {
            guard: 'protection',
            passed: false,
            reason: 'The guest has the protected tag prod.',
          },
        ],
      }),
    );
    const guards = await screen.findByRole('list', { name: 'Guards' });
    const [first, second] = within(guards).getAllByRole('listitem');
    expect(first).toHaveTextContent('Protectionrefuses');
    expect(first).toHaveTextContent('The guest has the protected tag prod.');
    expect(second).toHaveTextContent('Ticketpasses');
    expect(part('What will happen')).toHaveTextContent('a guard refuses it');
    expect(offered()).toEqual(['Plan it', 'Cancel the change…']);
  });

  it('explains four eyes, and why the viewer cannot approve', async () => {
    await show(
      siteWith({
        lastEditor: 'user:default/ama',
        may: {
          ...mayOnly('cancel'),
          approve: {
            allowed: false,
            reason: 'You asked for it; somebody else has to approve.',
          },
        },
      }),
    );
    const approvals = await screen.findByRole('region', { name: 'Approvals' });
    expect(approvals).toHaveTextContent('ines and ama cannot');
    expect(approvals).toHaveTextContent('You asked for it; somebody else');
    expect(offered()).toEqual(['Cancel the change…']);
  });

  it('shows who is affected: the owner and the host names', async () => {
    await show(siteWith());
    const affected = part('Who is affected');
    await waitFor(() =>
      expect(affected).toHaveTextContent('It belongs to payments.'),
    );
  });

  it('tells its history, newest first, and the way to the audit trail', async () => {
    await show(siteWith());
    const history = await screen.findByRole('list', { name: 'History' });
    expect(within(history).getAllByRole('listitem')[0]).toHaveTextContent(
      'ines asked for approval',
    );
    expect(
      screen.getByRole('link', { name: 'Its rows of the audit trail' }),
    ).toHaveAttribute('href', '/it/audit?subject=change%3Ac-17');
  });

  it('is not there', async () => {
    await show(siteWith(), 'c-99');
    expect(await screen.findByText('There is no such change')).toBeVisible();
  });

  it('is not shown to who may not read it', async () => {
    const itops = siteWith();
    itops.changeRequests.fail('one', httpError(403, 'no'));
    await show(itops);
    expect(await screen.findByText('You may not see this.')).toBeVisible();
  });
});

describe('its buttons', () => {
  it.each([
    ['plan', 'Plan again'],
    ['submit', 'Ask for approval'],
    ['approve', 'Approve…'],
    ['deny', 'Deny…'],
    ['cancel', 'Cancel the change…'],
    ['apply', 'Apply…'],
    ['settle', 'Settle…'],
  ] as const)('%s: only who may, as the server says', async (action, label) => {
    await show(siteWith({ may: mayOnly(action) }));
    await screen.findByRole('region', { name: 'Approvals' });
    expect(offered()).toEqual([label]);
  });

  it('none, for who may do nothing with it', async () => {
    await show(siteWith({ may: mayOnly() }));
    await screen.findByRole('region', { name: 'Approvals' });
    expect(
      screen.queryByRole('group', { name: 'What you can do with it' }),
    ).not.toBeInTheDocument();
  });

  it('approve exactly the plan that was read', async () => {
    const itops = siteWith();
    await show(itops);
    await press('Approve…');
    const dialog = screen.getByRole('dialog', { name: 'Approve change 17' });
    expect(dialog).toHaveTextContent(PLAN_HASH);
    await press('Approve this plan');
    expect(await screen.findByText('approved')).toBeVisible();
    expect(itops.changeRequests.asked('approve')).toEqual([
      ['c-17', PLAN_HASH, { proof: undefined }],
    ]);
    expect(part('Approvals')).toHaveTextContent('1 of 1');
  });

  it('approve with the proof from the window in which it was confirmed', async () => {
    const itops = siteWith();
    itops.changeRequests.answers.options = changeOptions({
      stepUp: 'required',
    });
    const popup = { closed: false, location: { href: '' }, close: () => {} };
    const open = jest
      .spyOn(window, 'open')
      .mockReturnValue(popup as unknown as Window);
    await show(itops);
    await press('Approve…');
    expect(screen.getByRole('dialog')).toHaveTextContent('second factor');
    await press('Approve this plan');
    await waitFor(() =>
      expect(popup.location.href).toBe('https://portal.example/step-up'),
    );
    const data = {
      type: 'itops-step-up',
      outcome: 'confirmed',
      changeId: 'c-17',
      action: 'approve',
      proof: 'proof-1',
    };
    act(() => {
      window.dispatchEvent(
        Object.assign(new Event('message'), { source: popup, data }),
      );
    });
    expect(await screen.findByText('approved')).toBeVisible();
    expect(itops.changeRequests.asked('approve')).toEqual([
      ['c-17', PLAN_HASH, { proof: 'proof-1' }],
    ]);
    open.mockRestore();
  });

  it('say why an approval is refused, and show how it stands now', async () => {
    const itops = siteWith();
    itops.changeRequests.fail(
      'approve',
      httpError(403, 'You planned it last; somebody else has to approve.'),
    );
    await show(itops);
    await press('Approve…');
    await press('Approve this plan');
    expect(
      await screen.findByText(/You planned it last; somebody else/),
    ).toBeVisible();
    expect(itops.changeRequests.asked('one').length).toBeGreaterThan(1);
  });

  it('deny with a reason that is needed', async () => {
    const itops = siteWith();
    await show(itops);
    await press('Deny…');
    await press('Deny it');
    expect(await screen.findByText('This is needed.')).toBeVisible();
    await userEvent.type(screen.getByLabelText(/^Reason/), 'Not today');
    await press('Deny it');
    expect(await screen.findByText('refused')).toBeVisible();
    expect(itops.changeRequests.asked('deny')).toEqual([
      ['c-17', { hash: PLAN_HASH, reason: 'Not today' }],
    ]);
  });

  it('cancel without one', async () => {
    const itops = siteWith({ may: mayOnly('cancel') });
    await show(itops);
    await press('Cancel the change…');
    await press('End it');
    expect(await screen.findByText('cancelled')).toBeVisible();
    expect(itops.changeRequests.asked('cancel')).toEqual([['c-17', 3, {}]]);
  });

  it('apply with the hash in view, and the change runs', async () => {
    const itops = siteWith({ state: 'approved', may: mayOnly('apply') });
    await show(itops);
    await press('Apply…');
    const dialog = screen.getByRole('dialog', { name: 'Apply change 17' });
    expect(dialog).toHaveTextContent(PLAN_HASH);
    await press('Apply this plan');
    expect(await screen.findByText('applying')).toBeVisible();
    expect(itops.changeRequests.asked('apply')).toEqual([
      ['c-17', PLAN_HASH, { proof: undefined }],
    ]);
  });

  it('destroy only once the name was typed again', async () => {
    const itops = siteWith({
      state: 'approved',
      may: mayOnly('apply'),
      verb: 'guest.destroy',
      intent: { verb: 'guest.destroy', vmid: 4101, name: 'ledger-api' },
    });
    await show(itops);
    await press('Apply…');
    await userEvent.type(
      screen.getByLabelText(/^Type ledger-api to confirm/),
      'ledger',
    );
    await press('Apply this plan');
    expect(
      await screen.findByText('That is not what has to be typed.'),
    ).toBeVisible();
    expect(itops.changeRequests.asked('apply')).toEqual([]);
    await userEvent.type(screen.getByLabelText(/^Type ledger-api/), '-api');
    await press('Apply this plan');
    await waitFor(() =>
      expect(itops.changeRequests.asked('apply')).toHaveLength(1),
    );
  });

  it('settle what nobody can clear, with what was seen', async () => {
    const itops = siteWith({
      state: 'needs-human',
      reason: 'The answer to a call never came.',
      may: mayOnly('settle'),
      steps: [changeStep({ state: 'unknown' })],
    });
    await show(itops);
    const happening = await screen.findByRole('region', {
      name: 'What is happening',
    });
    expect(happening).toHaveTextContent('Nobody can say what became of it.');
    expect(happening).toHaveTextContent('The answer to a call never came.');
    await press('Settle…');
    await userEvent.selectOptions(
      screen.getByLabelText(/^What became of it/),
      'failed',
    );
    await userEvent.type(screen.getByLabelText(/^Reason/), 'Still running');
    await press('Settle it');
    expect(await screen.findByText('failed')).toBeVisible();
    expect(itops.changeRequests.asked('settle')).toEqual([
      ['c-17', 3, { outcome: 'failed', reason: 'Still running' }],
    ]);
  });

  it('neither approve nor apply where nobody can prove who they are', async () => {
    const itops = siteWith();
    itops.changeRequests.answers.options = changeOptions({
      stepUp: 'unavailable',
    });
    await show(itops);
    expect(await screen.findByText(/nobody can confirm here/)).toBeVisible();
    expect(offered()).toEqual(['Deny…']);
  });
});

describe('a plan that changes while it is read', () => {
  it('is told, with the approvals that are void, and is not decided on unread', async () => {
    const itops = siteWith({ may: mayOnly('approve', 'plan') });
    await show(itops);
    await screen.findByRole('button', { name: 'Approve…' });
    itops.changeRequests.become({
      plan: changePlan({ hash: OTHER_HASH }),
      planHash: OTHER_HASH,
    });
    itops.changeRequests.fail('approve', httpError(409, 'another plan now'));
    await press('Approve…');
    await press('Approve this plan');
    expect(
      await screen.findByText(/approvals of the one before are void/),
    ).toBeInTheDocument();
    expect(screen.getByText(/another plan now\./)).toBeVisible();
    await press('Cancel');
    expect(
      await screen.findByRole('button', { name: 'Approve…' }),
    ).toBeDisabled();
    await press('I have read it');
    expect(screen.getByRole('button', { name: 'Approve…' })).toBeEnabled();
    expect(
      screen.queryByText(/approvals of the one before are void/),
    ).not.toBeInTheDocument();
  });
});

it('tells of another plan also where the first was made here', async () => {
  const itops = siteWith({
    state: 'draft',
    plan: undefined,
    planHash: undefined,
    may: mayOnly('plan'),
  });
  await show(itops);
  await press('Plan it');
  await screen.findByRole('button', { name: 'Ask for approval' });
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  itops.changeRequests.become({ plan: changePlan({ hash: OTHER_HASH }) });
  itops.changeRequests.fail('submit', httpError(409, 'another plan now'));
  await press('Ask for approval');
  expect(
    await screen.findByText(/approvals of the one before are void/),
  ).toBeVisible();
  expect(screen.getByText(/another plan now\./)).toBeVisible();
});

describe('a change that runs', () => {
  beforeEach(() => jest.useFakeTimers({ advanceTimers: true }));
  afterEach(() => jest.useRealTimers());

  it('shows its task and the log, live, and stops looking once it is over', async () => {
    const itops = siteWith({
      state: 'applying',
      may: mayOnly(),
      steps: [
        changeStep({
          state: 'running',
          task: 'UPID:alder:0001',
          sentAt: new Date().toISOString(),
          log: ['shutting down'],
        }),
      ],
    });
    const { changeRequests } = itops;
    await show(itops);
    const happening = await screen.findByRole('region', {
      name: 'What is happening',
    });
    expect(happening).toHaveTextContent('live: looked at every 1.5 s');
    expect(happening).toHaveTextContent('UPID:alder:0001');
    expect(happening).toHaveTextContent('shutting down');
    changeRequests.become({
      state: 'done',
      steps: [changeStep({ state: 'succeeded', exit: 'OK', log: ['TASK OK'] })],
      events: [
        { id: 9, kind: 'done', actor: 'service:itops', at: '', details: {} },
      ],
    });
    await act(() => jest.advanceTimersByTimeAsync(RUNNING_MS));
    expect(await screen.findByText('TASK OK')).toBeVisible();
    expect(happening).toHaveTextContent(
      'Looked at again afterwards: it is so.',
    );
    expect(happening).toHaveTextContent('over: no longer looked at');
    const looks = changeRequests.asked('one').length;
    await act(() => jest.advanceTimersByTimeAsync(120_000));
    expect(changeRequests.asked('one')).toHaveLength(looks);
  });
});

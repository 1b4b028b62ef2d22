import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeItops } from '../../testing/FakeItops';
import {
  CLUSTER,
  failedLabel,
  noPlan,
  partialLabel,
  planBoard,
  planGate,
  planWave,
  sourceOf,
  staleLabel,
} from '../../testing/fixtures';
import { httpError } from '../../testing/httpError';
import { renderPage } from '../../__testUtils__/renderPage';
import { VlanPlanPage } from './VlanPlanPage';

const show = (itops: FakeItops, query = '') =>
  renderPage(VlanPlanPage, itops, { path: `/it/vlan-plan${query}` });

const gatesOf = (wave: string) =>
  screen.findByRole('list', { name: `Gates of ${wave}` });

const VIEWS = [
  { query: '', method: 'board', sign: /^Out of VLAN 30$/ },
  { query: '?view=workloads', method: 'workloads', sign: /^4101 ledger-api$/ },
  {
    query: '?view=simulate&what=b-ledger',
    method: 'simulateWave',
    sign: /^ledger\.example\.org$/,
  },
  { query: '?runbook=b-ledger', method: 'runbook', sign: /# Wave b-ledger/ },
] as const;

describe.each(VIEWS)('the view "$query"', ({ query, method, sign }) => {
  it('shows the shape of what comes while it waits, then the answer', async () => {
    const itops = new FakeItops();
    const release = itops.vlanPlan.hold(method);
    await show(itops, query);
    expect(screen.queryByText(sign)).not.toBeInTheDocument();
    expect(document.querySelector('.bui-Skeleton')).toBeInTheDocument();
    release();
    expect((await screen.findAllByText(sign)).length).toBeGreaterThan(0);
  });

  it('says what is wrong and tries again', async () => {
    const itops = new FakeItops();
    itops.vlanPlan.fail(method, httpError(503, 'starting'));
    await show(itops, query);
    await screen.findByText(/not available at the moment/);
    expect(screen.queryByText(sign)).not.toBeInTheDocument();
    itops.vlanPlan.fail(method, undefined);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect((await screen.findAllByText(sign)).length).toBeGreaterThan(0);
  });

  it('tells people without rights whom to ask, and shows nothing', async () => {
    const itops = new FakeItops();
    itops.vlanPlan.fail(method, httpError(403, 'no'));
    await show(itops, query);
    await screen.findByText('You may not see this.');
    expect(screen.queryByText(sign)).not.toBeInTheDocument();
  });
});

it.each([
  ['stale', staleLabel(), /stale, 3 h ago/],
  ['partial', partialLabel(), /partial, 3 min ago/],
  ['failed', failedLabel(), /^failed.*, showing/],
])('names a source that is %s above the board', async (_, label, words) => {
  const itops = new FakeItops();
  itops.vlanPlan.sourcesSeen = [sourceOf(CLUSTER, label)];
  await show(itops);
  expect(await screen.findByText(words)).toBeInTheDocument();
});

describe('the board', () => {
  it('shows each gate with its light, and why it is not green', async () => {
    await show(new FakeItops());
    const [fresh, free, owners] = within(await gatesOf('Ledger')).getAllByRole(
      'listitem',
    );
    expect(fresh).toHaveTextContent(/^Evidence is freshgreen$/);
    expect(free).toHaveTextContent(
      'Enough free addressesunknownNobody can count what is free in 10.20.31.0/24.',
    );
    expect(owners).toHaveTextContent(
      'Owners acknowledgedredNot acknowledged by payments; ask them.',
    );
    const ledger = screen.getByRole('region', { name: 'Ledger' });
    expect(ledger).toHaveTextContent('blocked');
    expect(ledger).toHaveTextContent(
      '0 of 2 workloads done, 1 to move, 1 unknown',
    );
  });

  it('shows no green light from an answer that is older than readings may be', async () => {
    const itops = new FakeItops();
    const { board } = itops.vlanPlan.answers;
    itops.vlanPlan.answers.board = {
      ...board,
      waves: [planWave({ state: 'ready', gates: [planGate()] })],
    };
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
    try {
      await show(itops);
      const gates = screen.getByRole('list', { name: 'Gates of Ledger' });
      expect(gates).toHaveTextContent('green');
      const wave = screen.getByRole('region', { name: 'Ledger' });
      expect(wave).toHaveTextContent('ready');
      itops.vlanPlan.fail('board', httpError(503, 'gone'));
      await act(() => jest.advanceTimersByTimeAsync(31 * 60_000));
      expect(gates).toHaveTextContent('Evidence is freshunknown');
      expect(wave).not.toHaveTextContent('ready');
    } finally {
      jest.useRealTimers();
    }
  });

  it('says of each workload where it is and goes, unknown where nobody knows', async () => {
    await show(new FakeItops());
    const list = await screen.findByRole('list', {
      name: 'Workloads of Ledger',
    });
    const [known, blind] = within(list).getAllByRole('listitem');
    expect(known).toHaveTextContent('30 → 31');
    expect(known).toHaveTextContent('10.20.30.41 → 10.20.31.41');
    expect(blind).toHaveTextContent('unknown → 31');
    expect(blind).toHaveTextContent('address unknown');
    expect(blind).toHaveTextContent('The node is offline.');
  });

  it('draws the flow with what nobody can place, and says it as a table', async () => {
    await show(new FakeItops());
    expect(
      await screen.findByRole('img', {
        name: '3 workloads from VLAN 30, VLAN 32, VLAN unknown to VLAN 31, VLAN 32',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('row', {
        name: 'VLAN unknown VLAN 31 1 0',
        hidden: true,
      }),
    ).toBeInTheDocument();
  });

  it('names what is in the way of a node, and what no selector names', async () => {
    const itops = new FakeItops();
    itops.vlanPlan.answers.board = planBoard({
      unmatched: [{ ref: 'guest:9', label: '9 stray', why: 'has 10.20.30.9' }],
    });
    await show(itops);
    expect(await screen.findByText(/4190 old-wiki \(stopped\)/)).toBeVisible();
    expect(screen.getByText('9 stray: has 10.20.30.9')).toBeVisible();
  });
});

describe('without a plan', () => {
  it('teaches what the page needs', async () => {
    const itops = new FakeItops();
    itops.vlanPlan.answers.board = noPlan();
    await show(itops);
    expect(await screen.findByText('No VLAN plan yet')).toBeVisible();
    expect(
      screen.getByLabelText('Lines for app-config.yaml'),
    ).toHaveTextContent('vlanPlan:');
    expect(itops.vlanPlan.asked('workloads')).toEqual([]);
  });

  it('says where the file is wrong', async () => {
    const itops = new FakeItops();
    itops.vlanPlan.answers.board = noPlan({
      status: 'invalid',
      problems: [
        {
          file: 'vlan-plan.yaml',
          line: 12,
          field: 'waves[0].workloads[1].target.vid',
          message: 'must be a number from 1 to 4094',
        },
      ],
    });
    await show(itops, '?view=workloads');
    const problems = await screen.findByRole('list', {
      name: 'Problems of the plan file',
    });
    expect(problems).toHaveTextContent('vlan-plan.yaml:12');
    expect(problems).toHaveTextContent('must be a number from 1 to 4094');
  });

  it('says why the file cannot be read, and tries again', async () => {
    const itops = new FakeItops();
    itops.vlanPlan.answers.board = noPlan({
      status: 'unreadable',
      message: 'ENOENT: plans/vlan-plan.yaml',
    });
    await show(itops);
    await screen.findByText(/ENOENT: plans/);
    itops.vlanPlan.answers.board = planBoard();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Out of VLAN 30')).toBeVisible();
  });
});

describe('the runbook', () => {
  it('is shown as it is written, and can be copied and saved', async () => {
    const itops = new FakeItops();
    await show(itops);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Runbook: Ledger' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByLabelText('Runbook')).toHaveTextContent(
      '# Wave b-ledger: Ledger ## Gates',
    );
    expect(itops.vlanPlan.asked('runbook')).toEqual([['b-ledger']]);
    expect(within(dialog).getByRole('button', { name: 'Copy' })).toBeEnabled();
    expect(
      within(dialog).getByRole('button', { name: 'Download' }),
    ).toBeEnabled();
  });

  it('is not written for the past', async () => {
    const itops = new FakeItops();
    await show(itops, '?runbook=b-ledger&asOf=2026-01-01T00:00:00.000Z');
    expect(
      await screen.findByText(/A runbook is written from what is so now/),
    ).toBeInTheDocument();
    expect(itops.vlanPlan.asked('runbook')).toEqual([]);
  });
});

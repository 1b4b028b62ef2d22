import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeItops } from '../../testing/FakeItops';
import { planGate, planWaiver } from '../../testing/fixtures';
import { httpError } from '../../testing/httpError';
import { renderPage } from '../../__testUtils__/renderPage';
import { VlanPlanPage } from './VlanPlanPage';

const DAY = 24 * 3_600_000;

const show = async (itops: FakeItops) => {
  await renderPage(VlanPlanPage, itops, {
    path: '/it/vlan-plan?wave=b-ledger',
  });
  return screen.findByRole('dialog', { name: 'Ledger' });
};

const press = (name: string | RegExp) =>
  userEvent.click(screen.getByRole('button', { name }));

describe('a waiver', () => {
  it('needs a ticket, a reason and an end, and waits for a second person', async () => {
    const itops = new FakeItops();
    const panel = await show(itops);
    await press('Waive… Owners acknowledged');
    await userEvent.type(screen.getByLabelText(/^Ticket/), 'CHG-9');
    await userEvent.type(screen.getByLabelText(/^Reason/), 'nobody answers');
    await userEvent.selectOptions(screen.getByLabelText(/^Ends after/), '3');
    await press('Ask for the waiver');
    await within(panel).findByText('waiting');
    const [wave, request] = itops.vlanPlan.asked('requestWaiver')[0];
    expect(wave).toBe('b-ledger');
    expect(request).toMatchObject({
      gate: 'owners-acknowledged',
      ticket: 'CHG-9',
      reason: 'nobody answers',
    });
    const lasts = Date.parse(request.expiresAt) - Date.now();
    expect(lasts).toBeGreaterThan(2.9 * DAY);
    expect(lasts).toBeLessThanOrEqual(3 * DAY);
    expect(panel).toHaveTextContent(
      'Owners acknowledgedredNot acknowledged by payments',
    );
  });

  it('is not sent without ticket and reason', async () => {
    const itops = new FakeItops();
    await show(itops);
    await press('Waive… Owners acknowledged');
    await press('Ask for the waiver');
    expect(screen.getAllByText('This is needed.')).toHaveLength(2);
    expect(screen.getByLabelText(/^Ticket/)).toHaveFocus();
    expect(itops.vlanPlan.asked('requestWaiver')).toEqual([]);
  });

  it('is not approved by whoever asked for it', async () => {
    const itops = new FakeItops();
    itops.vlanPlan.changeWave('b-ledger', {
      waivers: [planWaiver({ requestedBy: itops.vlanPlan.me })],
    });
    await show(itops);
    expect(
      await screen.findByText(
        'Somebody else has to approve what you asked for.',
      ),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /^Approve/ }),
    ).not.toBeInTheDocument();
  });

  it('counts once a second person approved it; the gate is waived, not green', async () => {
    const itops = new FakeItops();
    itops.vlanPlan.changeWave('b-ledger', { waivers: [planWaiver()] });
    const panel = await show(itops);
    await press('Approve… CHG-7');
    await press('Approve');
    expect(await within(panel).findByText('waived')).toBeVisible();
    expect(panel).toHaveTextContent('approved by test');
    expect(itops.vlanPlan.asked('approveWaiver')).toEqual([['waiver-1']]);
  });

  it('says why the server refuses it, and keeps what was typed', async () => {
    const itops = new FakeItops();
    itops.vlanPlan.changeWave('b-ledger', { waivers: [planWaiver()] });
    itops.vlanPlan.fail(
      'approveWaiver',
      httpError(403, 'Who asked for a waiver cannot approve it'),
    );
    await show(itops);
    await press('Approve… CHG-7');
    await press('Approve');
    expect(await screen.findByText('You may not decide this.')).toBeVisible();
    expect(screen.getByText(/cannot approve it\./)).toBeVisible();
  });
});

describe('an acknowledgement', () => {
  it('names the team and what it answers for, and is kept with the person', async () => {
    const itops = new FakeItops();
    const panel = await show(itops);
    await press('Acknowledge… for payments');
    const dialog = screen.getByRole('dialog', {
      name: 'Acknowledge for payments',
    });
    expect(dialog).toHaveTextContent('1 guest: 4101 ledger-api');
    expect(dialog).toHaveTextContent('1 host name: ledger.example.org');
    await press('Acknowledge');
    expect(
      await within(panel).findByText(/^acknowledged by test/),
    ).toBeVisible();
    expect(itops.vlanPlan.asked('acknowledge')).toEqual([
      ['b-ledger', { ownerRef: 'group:default/payments' }],
    ]);
  });
});

describe('a verification', () => {
  it('is not offered while something still has to move', async () => {
    const panel = await show(new FakeItops());
    expect(panel).toHaveTextContent('To be verified once 1 more workload');
    expect(
      screen.queryByRole('button', { name: 'Verify the wave…' }),
    ).not.toBeInTheDocument();
  });

  it('names what nobody can read and was looked at by hand', async () => {
    const itops = new FakeItops();
    itops.vlanPlan.changeWave('b-ledger', {
      counts: { total: 2, done: 1, toMove: 0, unknown: 1 },
      gates: [planGate()],
    });
    const panel = await show(itops);
    await press('Verify the wave…');
    await userEvent.click(
      await screen.findByRole('checkbox', { name: '4103 ledger-batch' }),
    );
    expect(screen.getAllByRole('checkbox')).toHaveLength(1);
    await press('Verify');
    expect(await within(panel).findByText(/^verified by test/)).toBeVisible();
    expect(itops.vlanPlan.asked('verify')).toEqual([
      ['b-ledger', { byHand: ['guest:4103/net0'] }],
    ]);
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeItops } from '../../testing/FakeItops';
import { auditRow } from '../../testing/fixtures';
import { httpError } from '../../testing/httpError';
import { renderPage } from '../../__testUtils__/renderPage';
import { AuditPage } from './AuditPage';

const show = (itops: FakeItops, query = '') =>
  renderPage(AuditPage, itops, { path: `/it/audit${query}` });
const press = (name: string | RegExp) =>
  userEvent.click(screen.getByRole('button', { name }));

describe('the audit trail', () => {
  it('says who did what to what, and what was refused', async () => {
    await show(new FakeItops());
    const row = (
      await screen.findByRole('rowheader', { name: 'change.approve' })
    ).closest('[role=row]') as HTMLElement;
    expect(row).toHaveTextContent('user:default/kofi');
    expect(row).toHaveTextContent('refused');
    expect(row).toHaveTextContent('seal 127');
  });

  it('marks what the chain does not cover yet', async () => {
    await show(new FakeItops());
    expect(await screen.findByText('not sealed yet')).toBeVisible();
    expect(screen.getByText('seal 128')).toBeVisible();
  });

  it('asks for exactly what the fields say, also for a time', async () => {
    const itops = new FakeItops();
    await show(itops);
    const form = screen.getByRole('search', { name: 'Which rows' });
    await userEvent.type(
      within(form).getByLabelText('Who'),
      'user:default/kofi',
    );
    await userEvent.type(
      within(form).getByLabelText('From'),
      '2026-11-24T12:00',
    );
    await press('Show these rows');
    await waitFor(() =>
      expect(screen.queryByText('seal 128')).not.toBeInTheDocument(),
    );
    expect(screen.getByText('seal 127')).toBeVisible();
    expect(itops.asked('audit').at(-1)?.[0]).toMatchObject({
      actor: 'user:default/kofi',
      since: new Date('2026-11-24T12:00').toISOString(),
    });
    await press('Show all rows');
    expect(await screen.findByText('seal 128')).toBeVisible();
    expect(within(form).getByLabelText('Who')).toHaveValue('');
  });

  it('takes its filters from the address', async () => {
    const itops = new FakeItops();
    await show(itops, '?subject=change:c-17');
    expect(screen.getByLabelText('To what')).toHaveValue('change:c-17');
    expect(itops.asked('audit').at(-1)?.[0]).toMatchObject({
      subject: 'change:c-17',
    });
  });

  it('shows all of a row, and the way to what it is about', async () => {
    await show(new FakeItops(), '?row=127');
    const panel = await screen.findByRole('dialog', {
      name: 'Row 127 of the audit trail',
    });
    expect(panel).toHaveTextContent('somebody else has to approve');
    expect(
      within(panel).getByRole('link', { name: 'Open the change' }),
    ).toHaveAttribute('href', '/it/changes/c-17');
    expect(
      within(panel).getByRole('link', { name: 'user:default/kofi' }),
    ).toHaveAttribute('href', '/it/audit?actor=user%3Adefault%2Fkofi');
  });

  it('teaches what will stand here while there is nothing', async () => {
    const itops = new FakeItops();
    itops.answers.audit = [];
    await show(itops);
    expect(
      await screen.findByText('Nobody has done anything yet'),
    ).toBeVisible();
  });

  it('is not shown to who may not read it', async () => {
    const itops = new FakeItops();
    itops.fail('audit', httpError(403, 'no'));
    await show(itops);
    expect(await screen.findByText('You may not see this.')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Verify' }),
    ).not.toBeInTheDocument();
  });

  it('is exported whole', async () => {
    const itops = new FakeItops();
    const url = 'blob:audit';
    const created = jest.fn((_: Blob) => url);
    Object.assign(URL, { createObjectURL: created, revokeObjectURL: () => {} });
    const clicked = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        expect(this.download).toBe('audit.jsonl');
      });
    await show(itops);
    await press('Export with seals');
    expect(clicked).toHaveBeenCalledTimes(1);
    expect(created.mock.calls[0][0].size).toBe(16);
    clicked.mockRestore();
  });
});

describe('its chain', () => {
  it('is sound up to a seal, which is there to be kept', async () => {
    const itops = new FakeItops();
    await show(itops);
    await press('Verify');
    expect(await screen.findByText('Sound up to seal 128.')).toBeVisible();
    expect(screen.getByText(/1 row waits for a seal/)).toHaveTextContent(
      'Keep this seal elsewhere: 128:9f86d0',
    );
  });

  it('is broken at a row, which is named', async () => {
    const itops = new FakeItops();
    itops.answers.verdict = {
      sound: false,
      seal: 12,
      id: '14',
      reason: 'the row is not what was sealed',
    };
    await show(itops);
    await press('Verify');
    expect(
      await screen.findByText('The chain does not hold at seal 12.'),
    ).toBeVisible();
    expect(
      screen.getByText(/^Row 14: the row is not what was sealed\./),
    ).toBeVisible();
  });

  it('is compared with seals that were kept elsewhere', async () => {
    const itops = new FakeItops();
    await show(itops);
    await userEvent.click(
      screen.getByText('Check against seals that you kept'),
    );
    await userEvent.type(
      screen.getByLabelText('Seals that were kept elsewhere'),
      '12:ab\n128:9f86d0',
    );
    await press('Verify');
    expect(await screen.findByText(/2 seals that you kept are/)).toBeVisible();
    expect(itops.asked('verifyAudit')).toEqual([[['12:ab', '128:9f86d0']]]);
    itops.fail('verifyAudit', httpError(400, "'12' is no anchor"));
    await press('Verify');
    expect(
      await screen.findByText('One of the seals cannot be read.'),
    ).toBeVisible();
  });
});

it('goes on page by page', async () => {
  const itops = new FakeItops();
  itops.audit = async () => ({ items: [auditRow()], nextCursor: 'next' });
  await show(itops);
  expect(await screen.findByText('1–1')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Next page' })).toBeEnabled();
});

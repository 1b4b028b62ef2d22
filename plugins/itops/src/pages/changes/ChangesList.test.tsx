import { Route, Routes } from 'react-router-dom';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeItops } from '../../testing/FakeItops';
import { changeOptions, changeRequest, mayOnly } from '../../testing/fixtures';
import { httpError } from '../../testing/httpError';
import { renderPage } from '../../__testUtils__/renderPage';
import { ChangesPage } from './ChangesPage';

/** Mounted as in the portal, so that links lead somewhere. */
function Mounted() {
  return (
    <Routes>
      <Route path="/it/changes/*" element={<ChangesPage />} />
    </Routes>
  );
}

const show = (itops: FakeItops, query = '') =>
  renderPage(Mounted, itops, { path: `/it/changes${query}` });
const press = (name: string | RegExp) =>
  userEvent.click(screen.getByRole('button', { name }));

describe('the list of changes', () => {
  it('begins with what waits for the viewer', async () => {
    const itops = new FakeItops();
    itops.changeRequests.answers.changes = [
      changeRequest(),
      changeRequest({
        id: 'c-9',
        number: 9,
        title: 'Start guest 4102',
        may: mayOnly(),
      }),
    ];
    await show(itops);
    const row = await screen.findByRole('row', {
      name: /Shut down guest 4101/,
    });
    expect(row).toHaveTextContent('waits for approval');
    expect(row).toHaveTextContent('IT-42');
    expect(row).toHaveTextContent('0 of 1');
    expect(screen.queryByText('Start guest 4102')).not.toBeInTheDocument();
    expect(itops.changeRequests.asked('list')[0][0]).toMatchObject({
      list: 'waiting',
    });
  });

  it('has all of them, and those of the viewer, beside it', async () => {
    await show(new FakeItops());
    const views = screen.getByRole('navigation', { name: 'Which changes' });
    expect(
      within(views).getByRole('link', { name: 'Waiting for me' }),
    ).toHaveAttribute('aria-current', 'page');
    await userEvent.click(within(views).getByRole('link', { name: 'Mine' }));
    expect(
      await screen.findByText('You have not asked for a change yet'),
    ).toBeVisible();
    await userEvent.click(within(views).getByRole('link', { name: 'All' }));
    expect(await screen.findByText('Shut down guest 4101')).toBeVisible();
  });

  it('is narrowed by state, by what is done and by what it is done to', async () => {
    const itops = new FakeItops();
    await show(
      itops,
      '?list=all&state=awaiting-approval&verb=guest.shutdown&q=4101',
    );
    expect(await screen.findByText('Shut down guest 4101')).toBeVisible();
    expect(itops.changeRequests.asked('list')[0][0]).toMatchObject({
      list: 'all',
      state: 'awaiting-approval',
      verb: 'guest.shutdown',
      target: 'guest:4101',
    });
    const chips = screen.getByRole('list', { name: 'Active filters' });
    expect(chips).toHaveTextContent('State: waits for approval');
    expect(chips).toHaveTextContent('What it does: Shut down a guest');
  });

  it('says that nothing matches, and the way back', async () => {
    await show(new FakeItops(), '?list=all&q=10.9.9.9');
    expect(await screen.findByText('No change matches')).toBeVisible();
    await press('Clear search and filters');
    expect(await screen.findByText('Shut down guest 4101')).toBeVisible();
  });

  it('says what is wrong and tries again', async () => {
    const itops = new FakeItops();
    itops.changeRequests.fail('list', httpError(503, 'starting'));
    await show(itops);
    await screen.findByText(/not available at the moment/);
    itops.changeRequests.fail('list', undefined);
    await press('Try again');
    expect(await screen.findByText('Shut down guest 4101')).toBeVisible();
  });

  it('is not shown to who may not read it', async () => {
    const itops = new FakeItops();
    itops.changeRequests.fail('list', httpError(403, 'no'));
    await show(itops);
    expect(await screen.findByText('You may not see this.')).toBeVisible();
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });
});

describe('a new change', () => {
  const fill = async (label: string, text: string) =>
    userEvent.type(
      within(screen.getByRole('dialog')).getByLabelText(
        new RegExp(`^${label}`),
      ),
      text,
    );
  const choose = (label: string, value: string) =>
    userEvent.selectOptions(
      within(screen.getByRole('dialog')).getByLabelText(
        new RegExp(`^${label}`),
      ),
      value,
    );

  it('is drafted, planned and opened in one go', async () => {
    const itops = new FakeItops();
    await show(itops);
    await press('New change');
    await screen.findByRole('dialog', { name: 'New change' });
    await choose('What it does', 'guest.shutdown');
    await fill('VMID', '4101');
    await fill('Ticket', 'IT-7');
    expect(
      await screen.findByText('4101 is ledger-api on alder'),
    ).toBeVisible();
    await press('Plan it');
    expect(
      await screen.findByRole('heading', { name: /^Change 18/ }),
    ).toBeVisible();
    const { changeRequests } = itops;
    expect(changeRequests.asked('create')).toEqual([
      [
        {
          sourceId: 'proxmox/pve-lab',
          intent: { verb: 'guest.shutdown', vmid: 4101 },
          ticket: 'IT-7',
          idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/),
        },
      ],
    ]);
    expect(changeRequests.asked('plan')).toEqual([['c-18', 1]]);
  });

  it('says what it takes, and when no rule allows it', async () => {
    await show(new FakeItops(), '?new=change&do=guest.shutdown');
    expect(await screen.findByText(/It needs 1 approval/)).toHaveTextContent(
      'needs a ticket like IT-\\d+',
    );
    await choose('What it does', 'guest.destroy');
    expect(
      screen.getByText(/rules of this site do not allow this/),
    ).toBeVisible();
  });

  it('is the same one when no answer came and it is asked for again', async () => {
    const itops = new FakeItops();
    const { changeRequests } = itops;
    changeRequests.fail('create', httpError(503, 'no answer'));
    await show(itops, '?new=change&do=guest.shutdown&vmid=4101');
    await screen.findByRole('dialog', { name: 'New change' });
    await press('Plan it');
    await screen.findByText(/not available at the moment/);
    await press('Plan it');
    await waitFor(() => expect(changeRequests.asked('create')).toHaveLength(2));
    const keys = () =>
      changeRequests.asked('create').map(([wish]) => wish.idempotencyKey);
    expect(keys()[1]).toBe(keys()[0]);
    await fill('Ticket', 'IT-8');
    await press('Plan it');
    await waitFor(() => expect(changeRequests.asked('create')).toHaveLength(3));
    expect(keys()[2]).not.toBe(keys()[0]);
  });

  it('marks the fields that the server names', async () => {
    const itops = new FakeItops();
    itops.changeRequests.fail(
      'create',
      httpError(400, 'Invalid body: intent.vmid: Too small'),
    );
    await show(itops, '?new=change&do=guest.shutdown&vmid=1');
    await screen.findByRole('dialog', { name: 'New change' });
    await press('Plan it');
    expect(await screen.findByText('Too small')).toBeVisible();
    expect(
      within(screen.getByRole('dialog')).getByLabelText(/^VMID/),
    ).toHaveFocus();
  });

  it('destroys nothing whose name is not typed', async () => {
    const itops = new FakeItops();
    await show(itops, '?new=change&do=guest.destroy&vmid=4101');
    await screen.findByRole('dialog', { name: 'New change' });
    await press('Plan it');
    expect(await screen.findByText('This is needed.')).toBeVisible();
    expect(itops.changeRequests.asked('create')).toEqual([]);
    await fill('Name of the guest', 'ledger-api');
    await press('Plan it');
    await waitFor(() =>
      expect(itops.changeRequests.asked('create')[0][0].intent).toEqual({
        verb: 'guest.destroy',
        vmid: 4101,
        name: 'ledger-api',
      }),
    );
  });

  it('is a draft where it could not be planned yet', async () => {
    const itops = new FakeItops();
    itops.changeRequests.fail('plan', httpError(503, 'The cluster is away'));
    await show(itops, '?new=change&do=guest.shutdown&vmid=4101');
    await screen.findByRole('dialog', { name: 'New change' });
    await press('Plan it');
    expect(
      await screen.findByRole('heading', { name: /^Change 18/ }),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Plan it' })).toBeEnabled();
  });

  it('cannot be asked for where no source can be written to', async () => {
    const itops = new FakeItops();
    itops.changeRequests.answers.options = changeOptions({ sources: [] });
    await show(itops, '?new=change');
    expect(
      await screen.findByText('Nothing can be changed from here'),
    ).toBeVisible();
    expect(
      screen.getByLabelText('Lines for app-config.yaml'),
    ).toHaveTextContent('execution:');
  });
});

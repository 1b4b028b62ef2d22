import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../__testUtils__/renderPage';
import { FakeItops } from '../../../testing/FakeItops';
import { PREFIX_ID, requestRecord } from '../../../testing/fixtures';
import { httpError } from '../../../testing/httpError';
import { AddressesPage } from '../AddressesPage';

const PATH = '/?view=requests';
const ME = 'user:default/test';

const open = async (itops: FakeItops, query: string, name: string) => {
  await renderPage(AddressesPage, itops, { path: `${PATH}${query}` });
  return within(await screen.findByRole('dialog', { name }));
};

const press = (drawer: ReturnType<typeof within>, name: string) =>
  userEvent.click(drawer.getByRole('button', { name }));

const mine = requestRecord({ id: 'r9', purpose: 'mine', requestedBy: ME });
const decided = requestRecord({
  id: 'r8',
  purpose: 'decided',
  state: 'rejected',
  reason: 'there is one',
  decidedAt: requestRecord().requestedAt,
  decidedBy: 'user:default/ada',
});

describe('requests', () => {
  it('that wait come first; mine and all are one step away', async () => {
    const itops = new FakeItops();
    itops.ipam.answers.requests = [mine, requestRecord(), decided];
    await renderPage(AddressesPage, itops, { path: PATH });
    expect(await screen.findByText('2 requests')).toBeVisible();
    expect(screen.queryByText('decided')).toBeNull();
    const views = screen.getByRole('navigation', { name: 'Which requests' });
    expect(within(views).getByRole('link', { name: 'Mine' })).toHaveAttribute(
      'href',
      '/it/addresses?view=requests&of=mine',
    );
  });

  it('of mine leave out those of others', async () => {
    const itops = new FakeItops();
    itops.ipam.answers.requests = [mine, requestRecord(), decided];
    await renderPage(AddressesPage, itops, { path: `${PATH}&of=mine` });
    expect(await screen.findByText('1 request')).toBeVisible();
    expect(screen.getByText('mine')).toBeVisible();
  });

  it.each([
    ['', 'Nobody waits for an address'],
    ['&of=mine', 'You have not asked for an address yet'],
    ['&of=all', 'Nobody has asked for an address yet'],
  ])('say what is missing (%s)', async (query, title) => {
    const itops = new FakeItops();
    itops.ipam.answers.requests = [];
    await renderPage(AddressesPage, itops, { path: `${PATH}${query}` });
    expect(await screen.findByText(title)).toBeVisible();
  });

  it('say why they cannot be read', async () => {
    const itops = new FakeItops();
    itops.ipam.fail('requests', httpError(503, 'starting'));
    await renderPage(AddressesPage, itops, { path: PATH });
    expect(await screen.findByRole('alert')).toHaveTextContent('starting');
  });
});

describe('asking for an address', () => {
  it('names the prefix and the reason', async () => {
    const itops = new FakeItops();
    const drawer = await open(
      itops,
      `&request=new&prefix=${PREFIX_ID}`,
      'Ask for an address',
    );
    await userEvent.type(drawer.getByLabelText('Days'), '14');
    await press(drawer, 'Ask');
    expect(drawer.getByLabelText(/^For what/)).toHaveAccessibleDescription(
      /This is needed/,
    );
    await userEvent.type(drawer.getByLabelText(/^For what/), 'a mail relay');
    await press(drawer, 'Ask');
    await waitFor(() =>
      expect(itops.ipam.asked('ask')).toEqual([
        [{ prefixId: PREFIX_ID, days: 14, purpose: 'a mail relay' }],
      ]),
    );
    // It stands among those of the viewer then.
    expect(await screen.findByText('1 request')).toBeVisible();
  });

  it('shows at the address that it lies elsewhere', async () => {
    const itops = new FakeItops();
    itops.ipam.fail(
      'ask',
      httpError(409, '10.1.1.1 is not inside 10.20.30.0/24'),
    );
    const drawer = await open(
      itops,
      `&request=new&prefix=${PREFIX_ID}`,
      'Ask for an address',
    );
    await userEvent.type(drawer.getByLabelText('Address'), '10.1.1.1');
    await userEvent.type(drawer.getByLabelText(/^For what/), 'a relay');
    await press(drawer, 'Ask');
    await waitFor(() =>
      expect(drawer.getByLabelText('Address')).toHaveAccessibleDescription(
        /is not inside/,
      ),
    );
  });
});

describe('deciding on a request', () => {
  const TITLE = 'Request for 10.20.30.0/24';

  it('says which address accepting reserves, and does it', async () => {
    const itops = new FakeItops();
    const drawer = await open(itops, '&request=r1', TITLE);
    expect(await drawer.findByText(/Accepting reserves/)).toHaveTextContent(
      '10.20.30.0',
    );
    await press(drawer, 'Accept');
    expect(
      await screen.findByText('Accepted: 10.20.30.0 is reserved.'),
    ).toBeInTheDocument();
    expect(itops.ipam.asked('decide')).toEqual([
      [{ id: 'r1', version: 1 }, 'accept', { reason: undefined }],
    ]);
  });

  it('needs a reason to reject', async () => {
    const itops = new FakeItops();
    const drawer = await open(itops, '&request=r1', TITLE);
    await press(drawer, 'Reject');
    expect(drawer.getByLabelText('Reason')).toHaveAccessibleDescription(
      /Say why/,
    );
    expect(itops.ipam.asked('decide')).toEqual([]);
    await userEvent.type(drawer.getByLabelText('Reason'), 'there is one');
    await press(drawer, 'Reject');
    expect(await screen.findByText('Rejected.')).toBeInTheDocument();
    expect(itops.ipam.asked('decide')[0][2]).toEqual({
      reason: 'there is one',
    });
  });

  it('is nothing for whoever asked', async () => {
    const itops = new FakeItops();
    itops.ipam.answers.requests = [mine];
    const drawer = await open(itops, '&request=r9', TITLE);
    expect(drawer.getByText(/This is your own request/)).toBeVisible();
    expect(drawer.queryByRole('button', { name: 'Accept' })).toBeNull();
  });

  it('says that nothing can be promised while a source was never read', async () => {
    const itops = new FakeItops();
    itops.ipam.fail('nextFree', httpError(424, 'unifi/core: was never read'));
    const drawer = await open(itops, '&request=r1', TITLE);
    expect(await drawer.findByRole('alert')).toHaveTextContent(
      'unifi/core: was never read',
    );
  });

  it('shows what somebody else decided meanwhile, and keeps the reason', async () => {
    const itops = new FakeItops();
    const drawer = await open(itops, '&request=r1&of=all', TITLE);
    await userEvent.type(drawer.getByLabelText('Reason'), 'there is one');
    itops.ipam.answers.requests = [{ ...decided, id: 'r1', version: 2 }];
    itops.ipam.fail('decide', httpError(409, 'it was rejected by ada already'));
    await press(drawer, 'Reject');
    expect(await drawer.findByRole('alert')).toHaveTextContent(
      'it was rejected by ada already',
    );
    expect(await drawer.findByText('rejected')).toBeVisible();
    expect(drawer.queryByRole('button', { name: 'Reject' })).toBeNull();
  });
});

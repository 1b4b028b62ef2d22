import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../__testUtils__/renderPage';
import { FakeItops } from '../../../testing/FakeItops';
import {
  CLUSTER,
  keptRecord,
  partialLabel,
  sourceOf,
} from '../../../testing/fixtures';
import { httpError } from '../../../testing/httpError';
import { AddressesPage } from '../AddressesPage';
import { BULK_INITIAL, bulkSetOf } from './bulkFields';

const PATH = '/?view=records';

function twoRecords(): FakeItops {
  const itops = new FakeItops();
  itops.ipam.answers.addresses = [
    keptRecord(),
    keptRecord({ address: '10.20.30.41', key: '10.20.30.41', version: 7 }),
  ];
  return itops;
}

async function choose(itops: FakeItops) {
  await renderPage(AddressesPage, itops, { path: PATH });
  for (const address of ['10.20.30.40', '10.20.30.41']) {
    await userEvent.click(
      await screen.findByRole('checkbox', { name: `Choose ${address}` }),
    );
  }
  await userEvent.click(screen.getByRole('button', { name: 'Change…' }));
  return within(
    await screen.findByRole('dialog', { name: 'Change 2 records' }),
  );
}

const press = (drawer: ReturnType<typeof within>, name: string) =>
  userEvent.click(drawer.getByRole('button', { name }));

describe('address records', () => {
  it('say what they rest on, and what is not complete', async () => {
    const itops = new FakeItops();
    itops.ipam.sourcesSeen = [sourceOf(CLUSTER, partialLabel())];
    await renderPage(AddressesPage, itops, { path: PATH });
    expect(
      await screen.findByRole('link', { name: /Proxmox pve-lab.*partial/ }),
    ).toBeVisible();
    expect(screen.getByRole('row', { name: /10.20.30.40/ })).toHaveTextContent(
      'agreed',
    );
  });

  it('teach where there are none, and choosing is not offered', async () => {
    const itops = new FakeItops();
    itops.ipam.answers.addresses = [];
    await renderPage(AddressesPage, itops, { path: PATH });
    expect(
      await screen.findByText('No records are written down yet'),
    ).toBeVisible();
    expect(screen.queryByRole('group', { name: 'Chosen records' })).toBeNull();
  });

  it('change together, each in the version that was seen', async () => {
    const itops = twoRecords();
    const drawer = await choose(itops);
    await userEvent.selectOptions(
      drawer.getByLabelText('Lifecycle'),
      'deprecated',
    );
    await userEvent.selectOptions(
      drawer.getByLabelText('Owner team'),
      'set to …',
    );
    await userEvent.type(
      drawer.getByLabelText(/^New owner team/),
      'payments-2',
    );
    await userEvent.selectOptions(drawer.getByLabelText('Service'), 'empty it');
    await press(drawer, 'Change 2 records');
    expect(await screen.findByText('Changed 2 records.')).toBeInTheDocument();
    expect(itops.ipam.asked('bulkEdit')).toEqual([
      [
        {
          items: [
            { address: '10.20.30.40', version: 1 },
            { address: '10.20.30.41', version: 7 },
          ],
          set: {
            lifecycle: 'deprecated',
            ownerTeam: 'payments-2',
            service: null,
          },
        },
      ],
    ]);
    expect(await screen.findByText('0 records chosen')).toBeVisible();
  });

  it('are not sent where nothing would change', async () => {
    const itops = twoRecords();
    const drawer = await choose(itops);
    await press(drawer, 'Change 2 records');
    expect(await drawer.findByRole('alert')).toHaveTextContent(
      'Nothing would change.',
    );
    expect(itops.ipam.asked('bulkEdit')).toEqual([]);
  });

  it('stay, all of them, where somebody was faster with one', async () => {
    const itops = twoRecords();
    itops.ipam.fail(
      'bulkEdit',
      httpError(412, '10.20.30.41 was changed by ben'),
    );
    const drawer = await choose(itops);
    await userEvent.selectOptions(drawer.getByLabelText('Role'), 'gateway');
    await press(drawer, 'Change 2 records');
    const alert = await drawer.findByRole('alert');
    expect(alert).toHaveTextContent('none was changed here');
    expect(alert).toHaveTextContent('10.20.30.41 was changed by ben');
    expect(drawer.getByLabelText('Role')).toHaveValue('gateway');
  });

  it('are all chosen at once, and none again', async () => {
    await renderPage(AddressesPage, twoRecords(), { path: PATH });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Choose all on this page' }),
    );
    expect(screen.getByText('2 records chosen')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Choose none' }));
    await waitFor(() =>
      expect(screen.getByText('0 records chosen')).toBeVisible(),
    );
  });

  // The moment stays over pages, and so over the tests of a file.
  it('are asked for as they were seen at a moment', async () => {
    const itops = new FakeItops();
    await renderPage(AddressesPage, itops, {
      path: `${PATH}&asOf=2026-01-02T03:04:05Z`,
    });
    await screen.findByText('10.20.30.40');
    expect(itops.ipam.asked('addresses')[0][0]).toMatchObject({
      asOf: '2026-01-02T03:04:05Z',
    });
    expect(screen.queryByRole('checkbox')).toBeNull();
  });
});

describe('what a bulk form changes', () => {
  it('is nothing at first', () => {
    expect(bulkSetOf(BULK_INITIAL)).toEqual({ set: {}, errors: {} });
  });

  it('needs a holder for a reservation', () => {
    const values = { ...BULK_INITIAL, lifecycle: 'reserved' };
    expect(bulkSetOf(values).errors).toEqual({ holder: 'This is needed.' });
  });

  it('forgets a text that is not to be set', () => {
    const values = {
      ...BULK_INITIAL,
      'how-description': 'empty',
      description: 'typed before',
    };
    expect(bulkSetOf(values).set).toEqual({ description: null });
  });
});

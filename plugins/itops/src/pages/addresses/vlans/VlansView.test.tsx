import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { usePhone } from '../../../__testUtils__/phone';
import { renderPage } from '../../../__testUtils__/renderPage';
import { FakeItops } from '../../../testing/FakeItops';
import { vlanRecord } from '../../../testing/fixtures';
import { httpError } from '../../../testing/httpError';
import { AddressesPage } from '../AddressesPage';

const PATH = '/?view=vlans';

async function open(itops: FakeItops, record: string, name: string) {
  await renderPage(AddressesPage, itops, { path: `${PATH}&record=${record}` });
  return within(await screen.findByRole('dialog', { name }));
}

const press = (drawer: ReturnType<typeof within>, name: string) =>
  userEvent.click(drawer.getByRole('button', { name }));

describe('VLANs', () => {
  it('stand with the prefixes that name them', async () => {
    await renderPage(AddressesPage, new FakeItops(), { path: PATH });
    const row = await screen.findByRole('row', { name: /VLAN 30/ });
    expect(within(row).getByRole('link')).toHaveAttribute(
      'href',
      '/it/addresses?view=prefixes&cidr=10.20.30.0%2F24',
    );
  });

  it('teach where there are none', async () => {
    const itops = new FakeItops();
    itops.ipam.answers.vlans = [];
    await renderPage(AddressesPage, itops, { path: PATH });
    expect(
      await screen.findByText('No VLANs are written down yet'),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Import files' })).toHaveAttribute(
      'href',
      '/it/addresses?view=import',
    );
  });

  it('say why they cannot be read', async () => {
    const itops = new FakeItops();
    itops.ipam.fail('vlans', httpError(403, 'no'));
    await renderPage(AddressesPage, itops, { path: PATH });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see this.',
    );
  });

  it('are created with what is written', async () => {
    const itops = new FakeItops();
    const drawer = await open(itops, 'new', 'New VLAN');
    await userEvent.type(drawer.getByLabelText(/^Number/), '200');
    await userEvent.type(drawer.getByLabelText(/^Name/), 'tenants');
    await press(drawer, 'Create VLAN');
    expect(
      await screen.findByText('Saved VLAN 200 tenants.'),
    ).toBeInTheDocument();
    expect(itops.ipam.asked('createVlan')).toEqual([
      [{ vid: 200, name: 'tenants', status: 'active' }],
    ]);
  });

  it('show at the number that it is taken', async () => {
    const itops = new FakeItops();
    itops.ipam.fail(
      'createVlan',
      httpError(409, 'VLAN 30 is there already: services'),
    );
    const drawer = await open(itops, 'new', 'New VLAN');
    await userEvent.type(drawer.getByLabelText(/^Number/), '30');
    await userEvent.type(drawer.getByLabelText(/^Name/), 'again');
    await press(drawer, 'Create VLAN');
    await waitFor(() =>
      expect(drawer.getByLabelText(/^Number/)).toHaveAccessibleDescription(
        /is there already: services/,
      ),
    );
  });

  it('show both versions where somebody was faster', async () => {
    const itops = new FakeItops();
    const drawer = await open(itops, 'v1', 'VLAN 30 services');
    itops.ipam.answers.vlans = [vlanRecord({ version: 2, name: 'theirs' })];
    await userEvent.type(drawer.getByLabelText('Owner team'), 'mine');
    await press(drawer, 'Save');
    expect(await drawer.findByRole('alert')).toHaveTextContent(
      'Somebody was faster.',
    );
    await press(drawer, 'Drop my changes');
    expect(drawer.getByLabelText(/^Name/)).toHaveValue('theirs');
    expect(drawer.getByLabelText('Owner team')).toHaveValue('');
  });

  it('say before they go which prefixes have to be moved', async () => {
    const itops = new FakeItops();
    const drawer = await open(itops, 'v1', 'VLAN 30 services');
    await press(drawer, 'Delete…');
    const asked = within(
      await screen.findByRole('dialog', {
        name: 'Delete VLAN VLAN 30 services',
      }),
    );
    expect(asked.getByText(/10.20.30.0\/24 names it/)).toBeVisible();
  });
});

describe('VLANs on a phone', () => {
  usePhone();

  it('are cards', async () => {
    await renderPage(AddressesPage, new FakeItops(), { path: PATH });
    const list = await screen.findByRole('list', { name: 'VLANs' });
    expect(within(list).getByRole('button', { name: 'VLAN 30' })).toBeVisible();
  });
});

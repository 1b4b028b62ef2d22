import { screen, within } from '@testing-library/react';
import { renderPage } from '../../__testUtils__/renderPage';
import { FakeItops } from '../../testing/FakeItops';
import { PREFIX_ID } from '../../testing/fixtures';
import { AddressesPage } from './AddressesPage';

const denied = ['itops.ipam.update', 'itops.ipam.approve'];

// In a file of its own: what one may is remembered over the tests of a file.
describe('who may only read addresses', () => {
  it.each([
    [`view=prefixes&block=${PREFIX_ID}&reshape=split`, '10.20.30.0/24'],
    ['view=vlans', 'VLAN 30'],
    ['view=records', '10.20.30.40'],
    ['view=requests', 'a second mail relay'],
  ])('sees %s, and which permission is missing', async (query, shown) => {
    await renderPage(AddressesPage, new FakeItops(), {
      path: `/?${query}`,
      denied,
    });
    expect((await screen.findAllByText(shown))[0]).toBeVisible();
    expect(screen.getByText(/itops\.ipam\.update/)).toBeVisible();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('button', { name: /^(New|Ask)/ })).toBeNull();
    expect(screen.queryByRole('link', { name: /^(Edit|Split)/ })).toBeNull();
  });

  it('reads a record without a field to type in', async () => {
    await renderPage(AddressesPage, new FakeItops(), {
      path: '/?view=vlans&record=v1',
      denied,
    });
    const drawer = within(await screen.findByRole('dialog'));
    expect(drawer.getByText('services')).toBeVisible();
    expect(drawer.queryByRole('textbox')).toBeNull();
  });

  it('sees a request without a decision, and what that needs', async () => {
    await renderPage(AddressesPage, new FakeItops(), {
      path: '/?view=requests&request=r1',
      denied,
    });
    const drawer = within(await screen.findByRole('dialog'));
    expect(drawer.getByText(/itops\.ipam\.approve/)).toBeVisible();
    expect(drawer.queryByRole('button', { name: 'Accept' })).toBeNull();
  });

  it('cannot import, but save the files', async () => {
    await renderPage(AddressesPage, new FakeItops(), {
      path: '/?view=import',
      denied,
    });
    expect(await screen.findByText(/itops\.ipam\.update/)).toBeVisible();
    expect(screen.queryByLabelText(/Drop files/)).toBeNull();
    expect(
      screen.getByRole('button', { name: 'Save vlans.csv' }),
    ).toBeEnabled();
  });
});

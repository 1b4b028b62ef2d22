import { screen, within } from '@testing-library/react';
import { renderPage } from '../../../__testUtils__/renderPage';
import { FakeItops } from '../../../testing/FakeItops';
import { PREFIX_ID } from '../../../testing/fixtures';
import { AddressesPage } from '../AddressesPage';

// In a file of its own: answers about permissions are kept for a whole test file.
it('offers no reservation to who may not make one', async () => {
  await renderPage(AddressesPage, new FakeItops(), {
    path: `/?view=prefixes&block=${PREFIX_ID}&cell=10.20.30.5`,
    denied: ['itops.ipam.update'],
  });
  const drawer = within(
    await screen.findByRole('dialog', { name: '10.20.30.5' }),
  );
  expect(drawer.getByText('Nobody claims this address.')).toBeVisible();
  expect(drawer.queryByRole('button', { name: 'Reserve' })).toBeNull();
});

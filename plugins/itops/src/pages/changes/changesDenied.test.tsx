import { itopsChangePlanPermission } from '@sankofa/plugin-itops-common';
import { screen } from '@testing-library/react';
import { FakeItops } from '../../testing/FakeItops';
import { renderPage } from '../../__testUtils__/renderPage';
import { ChangesList } from './ChangesList';

// What may be done is remembered by the page, so that this stands in a file of its own.
it('offers a new change only to who may plan one', async () => {
  await renderPage(ChangesList, new FakeItops(), {
    path: '/it/changes?new=change',
    denied: [itopsChangePlanPermission.name],
  });
  expect(await screen.findByText('Shut down guest 4101')).toBeVisible();
  expect(
    screen.queryByRole('button', { name: 'New change' }),
  ).not.toBeInTheDocument();
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

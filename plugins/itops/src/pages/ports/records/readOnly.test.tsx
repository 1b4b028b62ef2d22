import { screen, within } from '@testing-library/react';
import { renderPage } from '../../../__testUtils__/renderPage';
import { FakeItops } from '../../../testing/FakeItops';
import { PortsPage } from '../PortsPage';

// In a file of its own: what one may is remembered over the tests of a file.
describe('a record', () => {
  it('cannot be changed without the permission, and says which', async () => {
    await renderPage(PortsPage, new FakeItops(), {
      path: '/?view=records&record=d1',
      denied: ['itops.port.update'],
    });
    const panel = await screen.findByRole('dialog', { name: 'spine' });
    expect(panel).toHaveTextContent('itops.port.update');
    expect(within(panel).queryByRole('textbox')).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'New device' }),
    ).not.toBeInTheDocument();
  });
});

import { screen } from '@testing-library/react';
import { renderPage } from '../../__testUtils__/renderPage';
import { FakeItops } from '../../testing/FakeItops';
import { Changes } from './Changes';

describe('what changed today', () => {
  it('counts the changes that the server did not send', async () => {
    const itops = new FakeItops();
    itops.answers.untoldChanges = 1200;
    await renderPage(Changes, itops);
    expect(await screen.findByText(/^4101 ledger-api moved/)).toBeVisible();
    expect(
      screen.getByText('and 1,200 more, older than these'),
    ).toBeInTheDocument();
  });

  it('says nothing of more where there is none', async () => {
    await renderPage(Changes, new FakeItops());
    await screen.findByText(/^4101 ledger-api moved/);
    expect(screen.queryByText(/more, older/)).not.toBeInTheDocument();
  });
});

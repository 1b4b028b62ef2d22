import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../__testUtils__/renderPage';
import { FakeItops } from '../../testing/FakeItops';
import { CLUSTER, MINUTE, ago, sourceView } from '../../testing/fixtures';
import { SourcesPage } from './SourcesPage';

function siteWithHeldRemoval(acceptedBy?: string): FakeItops {
  const itops = new FakeItops();
  itops.answers.sources = [
    sourceView({
      heldRemoval: {
        since: ago(4 * MINUTE),
        missing: 40,
        of: 106,
        examples: ['guest 4101', 'guest 4102'],
        acceptedBy,
      },
    }),
  ];
  return itops;
}

describe('a removal that the guard holds back', () => {
  it('is let in only with a reason, which is asked for at once', async () => {
    const itops = siteWithHeldRemoval();
    await renderPage(SourcesPage, itops);
    await screen.findByText(/40 of 106 things are missing/);
    await userEvent.click(
      screen.getByRole('button', { name: 'Accept removal…' }),
    );
    const dialog = await screen.findByRole('dialog');
    const reason = within(dialog).getByRole('textbox', {
      name: /Why are they gone/,
    });
    await waitFor(() => expect(reason).toHaveFocus());

    const remove = within(dialog).getByRole('button', { name: 'Remove 40' });
    await userEvent.type(reason, ' a ');
    await userEvent.click(remove);
    expect(within(dialog).getByRole('alert')).toHaveTextContent(
      'at least three characters',
    );
    expect(itops.asked('acceptRemoval')).toEqual([]);

    await userEvent.type(reason, 'rack was taken down');
    await userEvent.click(remove);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(itops.asked('acceptRemoval')).toEqual([
      [CLUSTER, { reason: 'a rack was taken down' }],
    ]);
  });

  it('says who has let it in, and is not offered a second time', async () => {
    await renderPage(SourcesPage, siteWithHeldRemoval('user:default/ines'));
    await screen.findByText(/40 of 106 things leave with the next complete/);
    expect(screen.getByText(/ines has let the removal in/)).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Accept removal…' }),
    ).not.toBeInTheDocument();
  });
});

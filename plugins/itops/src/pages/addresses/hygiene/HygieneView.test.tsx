import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../__testUtils__/renderPage';
import { FakeItops } from '../../../testing/FakeItops';
import {
  CLUSTER,
  partialLabel,
  silentRow,
  sourceOf,
} from '../../../testing/fixtures';
import { httpError } from '../../../testing/httpError';
import { AddressesPage } from '../AddressesPage';

const PATH = '/?view=hygiene';

describe('hygiene of addresses', () => {
  it('names what is written down and silent, since when, and leads there', async () => {
    const itops = new FakeItops();
    await renderPage(AddressesPage, itops, { path: PATH });
    const row = await screen.findByRole('row', { name: /10.20.30.50/ });
    expect(row).toHaveTextContent(/40 d ago.*not known.*declared files/);
    expect(row).toHaveAttribute(
      'data-href',
      '/it/addresses?address=10.20.30.50',
    );
    expect(itops.ipam.asked('silent')[0][0]).toMatchObject({ days: 30 });
  });

  it('asks for other days', async () => {
    const itops = new FakeItops();
    await renderPage(AddressesPage, itops, { path: PATH });
    await userEvent.selectOptions(
      await screen.findByLabelText('Nothing heard for at least'),
      '90 days',
    );
    expect(itops.ipam.asked('silent').at(-1)![0]).toMatchObject({ days: 90 });
  });

  it('says of what time nothing is known', async () => {
    const itops = new FakeItops();
    itops.ipam.answers.watchedSince = undefined;
    itops.ipam.answers.silent = [];
    await renderPage(AddressesPage, itops, { path: PATH });
    expect(
      await screen.findByText(
        /No sighting is kept yet, so nothing can be said/,
      ),
    ).toBeVisible();
  });

  it('never takes an incomplete look for a clean house', async () => {
    const itops = new FakeItops();
    itops.ipam.sourcesSeen = [sourceOf(CLUSTER, partialLabel())];
    itops.ipam.answers.silent = [];
    await renderPage(AddressesPage, itops, { path: PATH });
    expect(
      await screen.findByText(/does not mean that there are none/),
    ).toBeVisible();
  });

  it('is clean where everything was read', async () => {
    const itops = new FakeItops();
    itops.ipam.answers.answering = [];
    await renderPage(AddressesPage, itops, { path: `${PATH}&of=answering` });
    expect(
      await screen.findByText(
        'There are no addresses where a stranger answers',
      ),
    ).toBeVisible();
  });

  it('names strangers with their MAC and place', async () => {
    await renderPage(AddressesPage, new FakeItops(), {
      path: `${PATH}&of=answering`,
    });
    const row = await screen.findByRole('row', { name: /10.20.30.66/ });
    expect(row).toHaveTextContent(/d0:94:66:00:01:01.*spine\/7/);
  });

  it('names contradictions and counts their kinds', async () => {
    await renderPage(AddressesPage, new FakeItops(), {
      path: `${PATH}&of=conflicts`,
    });
    expect(
      await screen.findByRole('list', { name: 'Contradictions by kind' }),
    ).toHaveTextContent('reserved, and in use by somebody else: 1');
    expect(screen.getByRole('row', { name: /10.20.30.70/ })).toBeVisible();
  });

  it.each([
    ['silent', ''],
    ['answering', '&of=answering'],
    ['conflicts', '&of=conflicts'],
  ] as const)('says why %s cannot be read', async (method, query) => {
    const itops = new FakeItops();
    itops.ipam.fail(method, httpError(403, 'no'));
    await renderPage(AddressesPage, itops, { path: `${PATH}${query}` });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see this.',
    );
  });

  it('asks what was so at a moment', async () => {
    const itops = new FakeItops();
    itops.ipam.answers.silent = [silentRow()];
    await renderPage(AddressesPage, itops, {
      path: `${PATH}&asOf=2026-01-02T03:04:05Z`,
    });
    await screen.findByText('10.20.30.50');
    expect(itops.ipam.asked('silent')[0][0]).toMatchObject({
      asOf: '2026-01-02T03:04:05Z',
    });
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../__testUtils__/renderPage';
import { FakeItops } from '../../../testing/FakeItops';
import {
  PREFIX_ID,
  prefixCells,
  reservedCell,
} from '../../../testing/fixtures';
import { httpError } from '../../../testing/httpError';
import { AddressesPage } from '../AddressesPage';

const PATH = `/?view=prefixes&block=${PREFIX_ID}`;
const cell = (name: string) => screen.findByRole('button', { name });
const panel = (name: string) => screen.findByRole('dialog', { name });

describe('prefixes', () => {
  it('say how full they are', async () => {
    await renderPage(AddressesPage, new FakeItops(), { path: PATH });
    const tree = await screen.findByRole('list', { name: 'Prefixes' });
    expect(within(tree).getByText('10.20.30.0/24')).toBeInTheDocument();
    expect(tree).toHaveTextContent('50 of 250 held (20 %)');
  });

  it('are one tab stop, walked with arrows, Home and End', async () => {
    await renderPage(AddressesPage, new FakeItops(), { path: PATH });
    (await cell('10.20.30.0, free')).focus();
    await userEvent.keyboard('{ArrowRight}{ArrowDown}');
    expect(await cell('10.20.30.17, free')).toHaveFocus();
    await userEvent.keyboard('{End}{ArrowDown}');
    expect(await cell('10.20.30.255, free')).toHaveFocus();
    await userEvent.keyboard('{Home}');
    expect(await cell('10.20.30.0, free')).toHaveFocus();
    expect(await cell('10.20.30.17, free')).toHaveAttribute('tabindex', '-1');
  });

  it('teach what they need where there are none', async () => {
    const itops = new FakeItops();
    itops.ipam.answers.prefixes = [];
    await renderPage(AddressesPage, itops, { path: '/?view=prefixes' });
    expect(
      await screen.findByText('No prefixes are written down yet'),
    ).toBeVisible();
  });
});

describe('an address of a prefix', () => {
  it('is reserved from the next free one', async () => {
    const itops = new FakeItops();
    await renderPage(AddressesPage, itops, { path: PATH });
    await userEvent.click(await cell('Next free: 10.20.30.0'));
    const drawer = within(await panel('10.20.30.0'));
    await userEvent.type(drawer.getByLabelText('Days'), '30');
    await userEvent.type(drawer.getByLabelText('Reason'), 'for the new proxy');
    await userEvent.click(drawer.getByRole('button', { name: 'Reserve' }));
    await waitFor(() =>
      expect(itops.ipam.asked('reserve')).toEqual([
        [
          {
            address: '10.20.30.0',
            days: 30,
            description: 'for the new proxy',
          },
        ],
      ]),
    );
    await drawer.findByRole('button', { name: 'Give it back' });
  });

  it('says why it was not given', async () => {
    const itops = new FakeItops();
    itops.ipam.fail('reserve', httpError(409, '10.20.30.5 is held by 4101'));
    await renderPage(AddressesPage, itops, {
      path: `${PATH}&cell=10.20.30.5`,
    });
    const drawer = within(await panel('10.20.30.5'));
    await userEvent.click(drawer.getByRole('button', { name: 'Reserve' }));
    expect(await drawer.findByRole('alert')).toHaveTextContent(
      '10.20.30.5 is held by 4101',
    );
  });

  it('is given back in the version that was seen', async () => {
    const itops = new FakeItops();
    itops.ipam.answers.cells = prefixCells({ '10.20.30.9': reservedCell(4) });
    await renderPage(AddressesPage, itops, {
      path: `${PATH}&cell=10.20.30.9`,
    });
    const drawer = within(await panel('10.20.30.9'));
    expect(drawer.getByRole('link', { name: 'reserved' })).toHaveAttribute(
      'href',
      '/it/addresses?view=records&record=10.20.30.9',
    );
    await userEvent.click(drawer.getByRole('button', { name: 'Give it back' }));
    await waitFor(() =>
      expect(itops.ipam.asked('deleteAddress')).toEqual([
        [{ address: '10.20.30.9', version: 4 }],
      ]),
    );
    await drawer.findByRole('button', { name: 'Reserve' });
  });

  it('is not offered while a source was never read', async () => {
    const itops = new FakeItops();
    itops.ipam.fail('nextFree', httpError(424, 'unifi/core: was never read'));
    await renderPage(AddressesPage, itops, { path: PATH });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'unifi/core: was never read',
    );
  });

  it('cannot be reserved in the past', async () => {
    await renderPage(AddressesPage, new FakeItops(), {
      path: `${PATH}&asOf=2026-01-02T03:04:05Z&cell=10.20.30.5`,
    });
    const drawer = within(await panel('10.20.30.5'));
    expect(drawer.getByText('Nobody claims this address.')).toBeVisible();
    expect(drawer.queryByRole('button', { name: 'Reserve' })).toBeNull();
  });
});

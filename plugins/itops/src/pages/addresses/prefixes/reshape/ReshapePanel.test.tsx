import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../../__testUtils__/renderPage';
import { FakeItops } from '../../../../testing/FakeItops';
import {
  PREFIX_ID,
  prefixRecord,
  reshapeAnswer,
} from '../../../../testing/fixtures';
import { httpError } from '../../../../testing/httpError';
import { AddressesPage } from '../../AddressesPage';
import { neighboursOf, splitLengths } from './shapes';

async function open(itops: FakeItops, shape: string) {
  await renderPage(AddressesPage, itops, {
    path: `/?view=prefixes&block=${PREFIX_ID}&reshape=${shape}`,
  });
  return within(
    await screen.findByRole('dialog', { name: 'Reshape 10.20.30.0/24' }),
  );
}

const press = (drawer: ReturnType<typeof within>, name: string) =>
  userEvent.click(drawer.getByRole('button', { name }));

describe('reshaping a prefix', () => {
  it('shows what a split touches before it is done', async () => {
    const itops = new FakeItops();
    const drawer = await open(itops, 'split');
    await userEvent.selectOptions(
      drawer.getByLabelText('Parts'),
      '/26: 4 parts',
    );
    await press(drawer, 'Preview');
    expect(
      await drawer.findByText(
        '2 new prefixes · 1 kept address moves · 12 addresses seen inside',
      ),
    ).toBeVisible();
    expect(
      drawer.getByRole('list', { name: 'Kept addresses that move' }),
    ).toHaveTextContent('10.20.30.40 from 10.20.30.0/24 to 10.20.30.0/25');
    expect(itops.ipam.asked('reshape')).toEqual([]);
    await press(drawer, 'Split now');
    await waitFor(() =>
      expect(itops.ipam.asked('reshape')).toEqual([
        [
          expect.objectContaining({ version: 1 }),
          { kind: 'split', length: 26 },
          'h1',
        ],
      ]),
    );
    expect(await screen.findByText('Split 10.20.30.0/24.')).toBeInTheDocument();
  });

  it('forgets the preview when something else is chosen', async () => {
    const drawer = await open(new FakeItops(), 'split');
    await press(drawer, 'Preview');
    await drawer.findByRole('button', { name: 'Split now' });
    await userEvent.selectOptions(
      drawer.getByLabelText('Parts'),
      '/27: 8 parts',
    );
    expect(drawer.queryByRole('button', { name: 'Split now' })).toBeNull();
  });

  it('merges with the neighbours that were chosen', async () => {
    const itops = new FakeItops();
    itops.ipam.answers.prefixes = [
      prefixRecord(),
      prefixRecord({ id: 'next', cidr: '10.20.31.0/24', name: 'apps' }),
    ];
    const drawer = await open(itops, 'merge');
    expect(drawer.getByRole('button', { name: 'Preview' })).toBeDisabled();
    await userEvent.click(
      drawer.getByRole('checkbox', { name: '10.20.31.0/24 · apps' }),
    );
    await press(drawer, 'Preview');
    await waitFor(() =>
      expect(itops.ipam.asked('previewReshape')[0][1]).toEqual({
        kind: 'merge',
        with: ['next'],
      }),
    );
  });

  it('is not offered while something is in the way', async () => {
    const itops = new FakeItops();
    itops.ipam.answers.reshape = reshapeAnswer({
      problems: ['10.20.30.127 is kept and would be the broadcast address'],
    });
    const drawer = await open(itops, 'resize');
    await userEvent.type(
      drawer.getByLabelText(/^New network/),
      '10.20.30.0/25',
    );
    await press(drawer, 'Preview');
    expect(
      await drawer.findByRole('list', { name: 'In the way' }),
    ).toHaveTextContent('10.20.30.127 is kept');
    expect(drawer.getByRole('button', { name: 'Resize now' })).toBeDisabled();
  });

  it('says that somebody was faster, reads again, and keeps the choice', async () => {
    const itops = new FakeItops();
    const drawer = await open(itops, 'resize');
    await userEvent.type(
      drawer.getByLabelText(/^New network/),
      '10.20.30.0/25',
    );
    itops.ipam.answers.prefixes = [prefixRecord({ version: 2 })];
    await press(drawer, 'Preview');
    expect(await drawer.findByRole('alert')).toHaveTextContent(
      'Somebody changed this prefix; nothing was done.',
    );
    expect(drawer.getByLabelText(/^New network/)).toHaveValue('10.20.30.0/25');
    await press(drawer, 'Preview');
    await drawer.findByRole('button', { name: 'Resize now' });
    const asked = itops.ipam.asked('previewReshape');
    expect(asked.map(([{ version }]) => version)).toEqual([1, 2]);
  });

  it('asks for a new preview where records are others than then', async () => {
    const itops = new FakeItops();
    const drawer = await open(itops, 'split');
    await press(drawer, 'Preview');
    await drawer.findByRole('button', { name: 'Split now' });
    itops.ipam.fail('reshape', httpError(409, 'look at a new preview'));
    await press(drawer, 'Split now');
    expect(await drawer.findByRole('alert')).toHaveTextContent(
      'nothing was done',
    );
    expect(drawer.queryByRole('button', { name: 'Split now' })).toBeNull();
  });
});

describe('what a prefix can become', () => {
  it.each([
    ['10.0.0.0/24', '/25: 2 parts', 8],
    ['10.0.0.0/31', '/32: 2 parts', 1],
    ['fd00::/64', '/65: 2 parts', 8],
  ])('of %s is %s first, one of %s', (cidr, first, amount) => {
    const lengths = splitLengths(cidr);
    expect(lengths[0].label).toBe(first);
    expect(lengths).toHaveLength(amount);
  });

  it('is nothing smaller for a single address', () => {
    expect(splitLengths('10.0.0.1/32')).toEqual([]);
  });

  it('is one with prefixes beside it, not with containers or others', () => {
    const one = prefixRecord();
    const beside = prefixRecord({ id: 'b', cidr: '10.20.31.0/24' });
    const others = [
      prefixRecord({ id: 'c', cidr: '10.20.0.0/16', status: 'container' }),
      prefixRecord({ id: 'd', cidr: '10.20.31.0/25', parentId: 'b' }),
      prefixRecord({ id: 'e', cidr: 'fd00::/64' }),
    ];
    expect(neighboursOf(one, [one, beside, ...others])).toEqual([beside]);
  });
});

import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { onEntity } from '../__testUtils__/onEntity';
import { renderPage } from '../__testUtils__/renderPage';
import { FakeItops } from '../testing/FakeItops';
import {
  CLUSTER,
  PREFIX_ID,
  partialLabel,
  prefixRecord,
  sourceOf,
  vlanRecord,
} from '../testing/fixtures';
import { httpError } from '../testing/httpError';
import { PrefixCard } from './PrefixCard';
import { VlanCard } from './VlanCard';

const CIDR = '10.20.30.0/24';
const drawPrefix = (itops: FakeItops, id = CIDR) =>
  renderPage(onEntity(PrefixCard, 'prefix', id), itops);
const drawVlan = (itops: FakeItops, id = '30') =>
  renderPage(onEntity(VlanCard, 'vlan', id), itops);
const planned = async () =>
  within(await screen.findByRole('region', { name: 'Written down' }));

describe('the card of a prefix', () => {
  it('holds its place while it loads, then shows what is seen and planned', async () => {
    const itops = new FakeItops();
    const release = itops.hold('addresses');
    await drawPrefix(itops);
    expect(screen.getByRole('status')).toHaveAttribute('aria-busy', 'true');
    await act(async () => release());
    expect(
      await screen.findByRole('link', { name: '1 address' }),
    ).toHaveAttribute('href', '/it/addresses?prefix=10.20.30.0%2F24');
    expect(itops.asked('addresses')[0][0]).toMatchObject({ prefix: CIDR });
    const part = await planned();
    expect(await part.findByText('50 of 250 held (20 %)')).toBeVisible();
    expect(
      part.getByRole('link', { name: 'Address by address' }),
    ).toHaveAttribute('href', `/it/addresses?view=prefixes&block=${PREFIX_ID}`);
  });

  it('takes no prefix around it or inside it for itself', async () => {
    const itops = new FakeItops();
    itops.ipam.answers.prefixes = [
      prefixRecord({ id: 'around', cidr: '10.20.0.0/16' }),
    ];
    await drawPrefix(itops);
    const part = await planned();
    expect(
      await part.findByText(/Nobody has written this prefix down/),
    ).toBeVisible();
  });

  it('says so where no source tells of it', async () => {
    await drawPrefix(new FakeItops(), '10.99.0.0/24');
    expect(
      await screen.findByText('No source tells of this prefix now.'),
    ).toBeVisible();
  });

  it('shows what is seen also where records may not be read', async () => {
    const itops = new FakeItops();
    itops.ipam.fail('prefixes', httpError(403, 'no'));
    await drawPrefix(itops);
    const part = await planned();
    expect(await part.findByRole('alert')).toHaveTextContent(
      'You may not see this.',
    );
    expect(screen.getByRole('link', { name: '1 address' })).toBeVisible();
  });

  it('names what failed, and asks again', async () => {
    const itops = new FakeItops();
    itops.fail('addresses', httpError(500, 'the database is gone'));
    await drawPrefix(itops);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'the database is gone',
    );
    itops.fail('addresses', undefined);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: '1 address' }),
    ).toBeVisible();
  });

  it('says what was not read completely', async () => {
    const itops = new FakeItops();
    itops.sourcesSeen = [sourceOf(CLUSTER, partialLabel())];
    await drawPrefix(itops);
    expect(
      await screen.findByRole('link', { name: /Proxmox pve-lab.*partial/ }),
    ).toBeVisible();
  });
});

describe('the card of a VLAN', () => {
  it('counts its guests and names its prefixes, seen and written down', async () => {
    const itops = new FakeItops();
    itops.ipam.answers.vlans = [
      vlanRecord(),
      vlanRecord({ id: 'v2', vid: 300, name: 'another' }),
      vlanRecord({ id: 'v3', group: 'lab', name: 'bench', prefixes: [] }),
    ];
    await drawVlan(itops);
    expect(
      await screen.findByRole('link', { name: '1 guest' }),
    ).toHaveAttribute('href', '/it/guests?vlan=30');
    expect(itops.asked('guests')[0][0]).toMatchObject({ vlan: '30' });
    expect(
      screen.getByRole('link', { name: '10.20.30.0/24, 1 known address' }),
    ).toBeVisible();
    const part = await planned();
    expect(await part.findByRole('link', { name: 'services' })).toBeVisible();
    expect(part.getByText('VLAN 30 of lab')).toBeVisible();
    expect(part.queryByText('another')).toBeNull();
  });

  it('says so where nothing is known', async () => {
    const itops = new FakeItops();
    itops.answers.guests = [];
    itops.ipam.answers.vlans = [];
    await drawVlan(itops, '77');
    expect(await screen.findByText('none is known')).toBeVisible();
    expect(screen.getByText('0 guests')).toBeVisible();
    const part = await planned();
    expect(
      await part.findByText(/Nobody has written this VLAN down/),
    ).toBeVisible();
  });

  it('shows what is seen also where records may not be read', async () => {
    const itops = new FakeItops();
    itops.ipam.fail('vlans', httpError(403, 'no'));
    await drawVlan(itops);
    const part = await planned();
    expect(await part.findByRole('alert')).toHaveTextContent(
      'You may not see this.',
    );
    expect(screen.getByRole('link', { name: '1 guest' })).toBeVisible();
  });

  it('names what failed', async () => {
    const itops = new FakeItops();
    itops.fail('guests', httpError(500, 'the database is gone'));
    await drawVlan(itops);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'the database is gone',
    );
  });
});

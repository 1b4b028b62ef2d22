import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../__testUtils__/renderPage';
import { FakeItops } from '../../../testing/FakeItops';
import { PREFIX_ID, prefixRecord } from '../../../testing/fixtures';
import { httpError } from '../../../testing/httpError';
import { AddressesPage } from '../AddressesPage';

const EDIT = `/?view=prefixes&block=${PREFIX_ID}&record=${PREFIX_ID}`;
const CREATE = '/?view=prefixes&record=new';

async function open(itops: FakeItops, path: string, name: string) {
  await renderPage(AddressesPage, itops, { path });
  return within(await screen.findByRole('dialog', { name }));
}

const press = (drawer: ReturnType<typeof within>, name: string) =>
  userEvent.click(drawer.getByRole('button', { name }));

describe('a new prefix', () => {
  it('is sent as it was written, and shown then', async () => {
    const itops = new FakeItops();
    const drawer = await open(itops, CREATE, 'New prefix');
    await userEvent.type(drawer.getByLabelText(/^Prefix/), '10.20.40.0/24');
    await userEvent.selectOptions(
      drawer.getByLabelText('VLAN'),
      'VLAN 30 · services',
    );
    await userEvent.type(
      drawer.getByLabelText('Ranges that are not offered'),
      'dhcp 10.20.40.100-10.20.40.120 phones',
    );
    await press(drawer, 'Create prefix');
    await waitFor(() =>
      expect(itops.ipam.asked('createPrefix')).toEqual([
        [
          {
            cidr: '10.20.40.0/24',
            status: 'active',
            vlan: { vid: 30 },
            ranges: [
              {
                kind: 'dhcp',
                first: '10.20.40.100',
                last: '10.20.40.120',
                label: 'phones',
              },
            ],
          },
        ],
      ]),
    );
    expect(
      await screen.findByRole('heading', { name: '10.20.40.0/24' }),
    ).toBeVisible();
  });

  it('is not sent without what is needed, nor with a range that is none', async () => {
    const itops = new FakeItops();
    const drawer = await open(itops, CREATE, 'New prefix');
    await userEvent.type(
      drawer.getByLabelText('Ranges that are not offered'),
      'phones',
    );
    await press(drawer, 'Create prefix');
    expect(drawer.getByLabelText(/^Prefix/)).toHaveAccessibleDescription(
      /This is needed/,
    );
    expect(
      drawer.getByLabelText('Ranges that are not offered'),
    ).toHaveAccessibleDescription(/“phones” is no range/);
    expect(itops.ipam.asked('createPrefix')).toEqual([]);
  });

  it.each([
    [
      400,
      'Invalid body: cidr: must be in canonical form: 10.20.40.0/24',
      /^Prefix/,
      /must be in canonical form/,
    ],
    [409, '10.20.40.0/24 is there already', /^Prefix/, /is there already/],
    [
      400,
      'The gateway 10.1.1.1 is not inside 10.20.40.0/24',
      'Gateway',
      /is not inside/,
    ],
    [
      404,
      '10.20.40.0/24 names VLAN 30, which is not recorded; add it first',
      'VLAN',
      /which is not recorded/,
    ],
  ])(
    'shows a refusal (%s %s) at its field',
    async (status, said, field, at) => {
      const itops = new FakeItops();
      itops.ipam.fail(
        'createPrefix',
        Object.assign(httpError(status, said), {
          ...(status === 404 && { name: 'NotFoundError' }),
        }),
      );
      const drawer = await open(itops, CREATE, 'New prefix');
      await userEvent.type(drawer.getByLabelText(/^Prefix/), '10.20.40.1/24');
      await press(drawer, 'Create prefix');
      await waitFor(() =>
        expect(drawer.getByLabelText(field)).toHaveAccessibleDescription(at),
      );
      expect(drawer.getByLabelText(/^Prefix/)).toHaveValue('10.20.40.1/24');
    },
  );
});

describe('a prefix that is there', () => {
  it('keeps its network, and everything that the form does not change', async () => {
    const itops = new FakeItops();
    const ranges = [
      { kind: 'declared' as const, first: '10.20.30.9', last: '10.20.30.9' },
    ];
    itops.ipam.answers.prefixes = [
      prefixRecord({ ranges, sources: ['unifi/Core'], vlan: { vid: 99 } }),
    ];
    const drawer = await open(itops, EDIT, '10.20.30.0/24');
    expect(drawer.getByLabelText(/^Prefix/)).toHaveAttribute('readonly');
    await userEvent.type(drawer.getByLabelText('Gateway'), '10.20.30.1');
    await press(drawer, 'Save');
    await waitFor(() =>
      expect(itops.ipam.asked('updatePrefix')).toHaveLength(1),
    );
    const [[seen, request]] = itops.ipam.asked('updatePrefix');
    expect(seen).toMatchObject({ id: PREFIX_ID, version: 1 });
    expect(request).toEqual({
      cidr: '10.20.30.0/24',
      name: 'services',
      status: 'active',
      gateway: '10.20.30.1',
      vlan: { vid: 99 },
      ranges,
      sources: ['unifi/Core'],
    });
  });

  it('shows both versions where somebody was faster, and loses neither', async () => {
    const itops = new FakeItops();
    const drawer = await open(itops, EDIT, '10.20.30.0/24');
    itops.ipam.answers.prefixes = [
      prefixRecord({ version: 2, environment: 'theirs' }),
    ];
    await userEvent.type(drawer.getByLabelText('Owner team'), 'mine');
    await press(drawer, 'Save');
    const versions = await drawer.findByRole('alert');
    expect(versions).toHaveTextContent('Somebody was faster.');
    expect(versions).toHaveTextContent(/Environment–theirs/);
    await press(drawer, 'Put my changes on top');
    await press(drawer, 'Save');
    await waitFor(() =>
      expect(itops.ipam.answers.prefixes[0]).toMatchObject({
        version: 3,
        environment: 'theirs',
        ownerTeam: 'mine',
      }),
    );
  });

  it('goes only after its name was typed', async () => {
    const itops = new FakeItops();
    const drawer = await open(itops, EDIT, '10.20.30.0/24');
    await press(drawer, 'Delete…');
    const asked = within(
      await screen.findByRole('dialog', {
        name: 'Delete prefix 10.20.30.0/24',
      }),
    );
    await press(asked, 'Delete prefix');
    expect(itops.ipam.asked('deletePrefix')).toEqual([]);
    await userEvent.type(asked.getByRole('textbox'), '10.20.30.0/24');
    await press(asked, 'Delete prefix');
    expect(
      await screen.findByText('No prefixes are written down yet'),
    ).toBeVisible();
  });

  it('stays where its addresses would be in none, with the reason', async () => {
    const itops = new FakeItops();
    itops.ipam.fail(
      'deletePrefix',
      httpError(409, '50 addresses of 10.20.30.0/24 would be in no prefix'),
    );
    const drawer = await open(itops, EDIT, '10.20.30.0/24');
    await press(drawer, 'Delete…');
    const asked = within(
      await screen.findByRole('dialog', {
        name: 'Delete prefix 10.20.30.0/24',
      }),
    );
    await userEvent.type(asked.getByRole('textbox'), '10.20.30.0/24');
    await press(asked, 'Delete prefix');
    expect(await asked.findByRole('alert')).toHaveTextContent(
      '50 addresses of 10.20.30.0/24 would be in no prefix',
    );
  });

  it('cannot be written where VLANs cannot be read, and says so', async () => {
    const itops = new FakeItops();
    itops.ipam.fail('vlans', httpError(503, 'starting'));
    const drawer = await open(itops, EDIT, '10.20.30.0/24');
    expect(await drawer.findByRole('alert')).toHaveTextContent('starting');
  });

  it('cannot be changed in the past', async () => {
    await renderPage(AddressesPage, new FakeItops(), {
      path: `/?view=prefixes&asOf=2026-01-02T03:04:05Z`,
    });
    expect(await screen.findByText(/You look at the past/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'New prefix' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Edit' })).toBeNull();
  });
});

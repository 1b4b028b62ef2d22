import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { usePhone } from '../../../__testUtils__/phone';
import { renderPage } from '../../../__testUtils__/renderPage';
import { FakeItops } from '../../../testing/FakeItops';
import { ago, deviceRecord } from '../../../testing/fixtures';
import { httpError } from '../../../testing/httpError';
import { PortsPage } from '../PortsPage';

const DEVICES = '/?view=records';
const OPENED = `${DEVICES}&record=d1`;

const drawer = (name: string) => screen.findByRole('dialog', { name });
const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));
const retype = async (label: RegExp, text: string) => {
  const field = await screen.findByLabelText(label);
  await userEvent.clear(field);
  await userEvent.type(field, text);
};

describe('the tables of records', () => {
  it('ask for a page of 100 with what the address says', async () => {
    const itops = new FakeItops();
    await renderPage(PortsPage, itops, {
      path: `${DEVICES}&q=spine&role=switch&sort=model&order=desc`,
    });
    const table = await screen.findByRole('grid', { name: 'Devices' });
    expect(table).toHaveTextContent('SW-12');
    expect(itops.portRecords.asked('devices.list')[0][0]).toEqual({
      q: 'spine',
      role: 'switch',
      sort: 'model',
      order: 'desc',
      limit: 100,
      cursor: undefined,
    });
    expect(within(table).getByRole('link', { name: '12' })).toHaveAttribute(
      'href',
      '/it/ports?view=records&of=ports&device=spine',
    );
  });

  it('show ports with their other names, and cables with both ends', async () => {
    const { unmount } = await renderPage(PortsPage, new FakeItops(), {
      path: `${DEVICES}&of=ports`,
    });
    const ports = await screen.findByRole('grid', { name: 'Ports' });
    expect(ports).toHaveTextContent('spine Port 3');
    expect(
      within(ports).getByRole('link', { name: 'birch eno1' }),
    ).toHaveAttribute('href', '/it/ports?view=records&of=cables&record=c1');
    unmount();
    await renderPage(PortsPage, new FakeItops(), {
      path: `${DEVICES}&of=cables`,
    });
    const cables = await screen.findByRole('grid', { name: 'Cables' });
    expect(cables).toHaveTextContent('spine Port 3');
    expect(cables).toHaveTextContent('birch eno1');
    expect(cables).toHaveTextContent('connected');
  });

  it('wait without a jump, then teach where there are none', async () => {
    const itops = new FakeItops();
    itops.portRecords.answers.devices = [];
    const release = itops.portRecords.hold('devices.list');
    await renderPage(PortsPage, itops, { path: DEVICES });
    expect(
      screen
        .getByRole('grid', { name: 'Devices' })
        .querySelector('.bui-Skeleton'),
    ).toBeInTheDocument();
    release();
    expect(
      await screen.findByText('No devices are written down yet'),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('button', { name: 'New device' }),
    ).not.toHaveLength(0);
  });

  it('say what is wrong where they cannot be read', async () => {
    const itops = new FakeItops();
    itops.portRecords.fail('devices.list', httpError(503, 'starting'));
    await renderPage(PortsPage, itops, { path: DEVICES });
    expect(
      await screen.findByText(/not available at the moment/),
    ).toBeInTheDocument();
    itops.portRecords.fail('devices.list', undefined);
    await press('Try again');
    expect(await screen.findByText('1 device')).toBeInTheDocument();
  });

  it('say that one may not see them', async () => {
    const itops = new FakeItops();
    itops.portRecords.fail('devices.list', httpError(403, 'no'));
    await renderPage(PortsPage, itops, { path: DEVICES });
    expect(
      await screen.findByText('You may not see this.'),
    ).toBeInTheDocument();
  });

  it('say that a record of the address is not there', async () => {
    await renderPage(PortsPage, new FakeItops(), {
      path: `${DEVICES}&record=gone`,
    });
    expect(await drawer('One device')).toHaveTextContent(
      'This is not in the inventory.',
    );
  });
});

describe('a record', () => {
  it('is created, and the drawer closes', async () => {
    const itops = new FakeItops();
    await renderPage(PortsPage, itops, { path: `${DEVICES}&record=new` });
    await retype(/^Name/, 'leaf');
    await userEvent.selectOptions(
      screen.getByLabelText(/^Role needed/),
      'host',
    );
    await press('Create device');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(itops.portRecords.asked('devices.create')).toEqual([
      [{ name: 'leaf', role: 'host', status: 'active' }],
    ]);
    expect(await screen.findByText('2 devices')).toBeInTheDocument();
  });

  it('is changed with everything else it says, against the version seen', async () => {
    const itops = new FakeItops();
    await renderPage(PortsPage, itops, { path: OPENED });
    await retype(/^Rack/, 'R2');
    await press('Save');
    await waitFor(() =>
      expect(itops.portRecords.asked('devices.update')).toHaveLength(1),
    );
    const [seen, request] = itops.portRecords.asked('devices.update')[0];
    expect(seen).toMatchObject({ id: 'd1', version: 1 });
    expect(request).toEqual({
      name: 'spine',
      role: 'switch',
      model: 'SW-12',
      site: 'hall',
      rack: 'R2',
      status: 'active',
    });
  });

  it('marks the fields that the server names', async () => {
    const itops = new FakeItops();
    itops.portRecords.fail(
      'devices.update',
      httpError(
        400,
        'Invalid body: name: must be one line; rack: Too big: expected string to have <=100 characters',
      ),
    );
    await renderPage(PortsPage, itops, { path: OPENED });
    await press('Save');
    const name = await screen.findByLabelText(/^Name/);
    await waitFor(() => expect(name).toHaveAttribute('aria-invalid', 'true'));
    expect(name).toHaveAccessibleDescription('must be one line');
    expect(name).toHaveFocus();
    expect(screen.getByLabelText(/^Rack/)).toHaveAccessibleDescription(
      /Too big/,
    );
  });

  it('asks for what is needed before it is sent', async () => {
    const itops = new FakeItops();
    await renderPage(PortsPage, itops, { path: `${DEVICES}&record=new` });
    await press('Create device');
    expect(await screen.findByLabelText(/^Name/)).toHaveAccessibleDescription(
      'This is needed.',
    );
    expect(itops.portRecords.asked('devices.create')).toHaveLength(0);
  });

  it('names what it contradicts', async () => {
    const itops = new FakeItops();
    itops.portRecords.fail(
      'devices.update',
      httpError(409, 'Two devices are called spine'),
    );
    await renderPage(PortsPage, itops, { path: OPENED });
    await press('Save');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('This contradicts other records.');
    expect(alert).toHaveTextContent('Two devices are called spine');
  });

  it('shows both versions where somebody was faster, and loses neither', async () => {
    const itops = new FakeItops();
    const records = itops.portRecords;
    await renderPage(PortsPage, itops, { path: OPENED });
    await retype(/^Rack/, 'R2');
    records.answers.devices = [
      deviceRecord({
        version: 2,
        site: 'cellar',
        updatedBy: 'user:default/bo',
      }),
    ];
    await press('Save');
    const said = await screen.findByRole('alert');
    expect(said).toHaveTextContent('bo changed this record');
    expect(
      within(said).getByRole('row', { name: 'Site hall cellar hall' }),
    ).toBeVisible();
    expect(
      within(said).getByRole('row', { name: 'Rack R1 R1 R2' }),
    ).toBeVisible();
    await press('Put my changes on top');
    expect(screen.getByLabelText(/^Site/)).toHaveValue('cellar');
    expect(screen.getByLabelText(/^Rack/)).toHaveValue('R2');
    await press('Save');
    await waitFor(() =>
      expect(records.answers.devices[0]).toMatchObject({
        version: 3,
        site: 'cellar',
        rack: 'R2',
      }),
    );
  });

  it('is deleted only after its name was typed', async () => {
    const itops = new FakeItops();
    await renderPage(PortsPage, itops, { path: OPENED });
    await press('Delete…');
    const dialog = await drawer('Delete device spine');
    expect(dialog).toHaveTextContent('Its 12 ports go with it.');
    await userEvent.type(within(dialog).getByRole('textbox'), 'spin{Enter}');
    expect(within(dialog).getByRole('alert')).toBeInTheDocument();
    expect(itops.portRecords.asked('devices.delete')).toHaveLength(0);
    await userEvent.type(within(dialog).getByRole('textbox'), 'e{Enter}');
    expect(
      await screen.findByText('No devices are written down yet'),
    ).toBeInTheDocument();
  });

  it('stays where others need it, and says which', async () => {
    const itops = new FakeItops();
    itops.portRecords.fail(
      'devices.delete',
      httpError(409, 'The cable W-17 ends at spine Port 3'),
    );
    await renderPage(PortsPage, itops, { path: OPENED });
    await press('Delete…');
    const dialog = await drawer('Delete device spine');
    await userEvent.type(within(dialog).getByRole('textbox'), 'spine{Enter}');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('W-17');
  });

  it('cannot be changed in the past, and says why', async () => {
    await renderPage(PortsPage, new FakeItops(), {
      path: `${OPENED}&asOf=${ago(3_600_000)}`,
    });
    const panel = await drawer('spine');
    expect(panel).toHaveTextContent('where nothing can be changed');
    expect(panel).toHaveTextContent('SW-12');
    expect(within(panel).queryByRole('textbox')).not.toBeInTheDocument();
    await userEvent.click(
      within(panel).getByRole('button', { name: 'Back to now' }),
    );
    expect(await screen.findByLabelText(/^Rack/)).toBeInTheDocument();
  });
});

describe('records on a phone', () => {
  usePhone();

  it('are cards that open', async () => {
    await renderPage(PortsPage, new FakeItops(), { path: DEVICES });
    const list = await screen.findByRole('list', { name: 'Devices' });
    await userEvent.click(within(list).getByRole('button', { name: 'spine' }));
    expect(await drawer('spine')).toBeInTheDocument();
  });
});

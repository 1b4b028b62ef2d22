import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../__testUtils__/renderPage';
import { FakeItops } from '../../../testing/FakeItops';
import { ago } from '../../../testing/fixtures';
import { httpError } from '../../../testing/httpError';
import { PortsPage } from '../PortsPage';

const NAMES = '/?view=names';
const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));

describe('interface names', () => {
  it('say what each port of a model is called, by whom', async () => {
    await renderPage(PortsPage, new FakeItops(), { path: NAMES });
    const table = await screen.findByRole('table', { name: 'Ports of SW-12' });
    expect(
      within(table).getByRole('row', { name: '2 Port 2 eth1' }),
    ).toBeVisible();
    expect(screen.getByText('Also called Switch 12')).toBeInTheDocument();
    expect(screen.getByText('default')).toBeInTheDocument();
  });

  it('are replaced by one’s own, with the tag of what was read', async () => {
    const itops = new FakeItops();
    await renderPage(PortsPage, itops, { path: NAMES });
    await press('Replace by my own: SW-12');
    const field = await screen.findByLabelText('Row 1, NetBox');
    await userEvent.clear(field);
    await userEvent.type(field, 'T1');
    await press('One more port');
    await userEvent.type(screen.getByLabelText('Row 3, NetBox'), 'T3');
    await press('Save');
    await waitFor(() =>
      expect(itops.portRecords.asked('setInterfaceNames')).toEqual([
        [
          '"n1"',
          {
            items: [
              {
                model: 'SW-12',
                aliases: ['Switch 12'],
                names: [
                  { number: 1, netbox: 'T1' },
                  { number: 2, netbox: 'Port 2', system: 'eth1' },
                  { number: 3, netbox: 'T3' },
                ],
              },
            ],
          },
        ],
      ]),
    );
    expect(await screen.findByText('your own')).toBeInTheDocument();
    await press('Change: SW-12');
    await press('Take my names away');
    await waitFor(() =>
      expect(itops.portRecords.asked('setInterfaceNames')[1]).toEqual([
        '"n2"',
        { items: [] },
      ]),
    );
  });

  it('refuse a row without a name, and keep what was typed', async () => {
    const itops = new FakeItops();
    await renderPage(PortsPage, itops, { path: `${NAMES}&model=new` });
    await userEvent.type(await screen.findByLabelText('Model'), 'X-1');
    await press('Save');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Row 1 has no name for NetBox.',
    );
    expect(itops.portRecords.asked('setInterfaceNames')).toHaveLength(0);
  });

  it('show what they say now where somebody was faster', async () => {
    const itops = new FakeItops();
    const records = itops.portRecords;
    await renderPage(PortsPage, itops, { path: `${NAMES}&model=SW-12` });
    await screen.findByLabelText('Row 1, NetBox');
    records.fail('setInterfaceNames', httpError(412, 'changed'));
    records.answers.names = {
      items: [
        {
          model: 'SW-12',
          aliases: [],
          names: [{ number: 1, netbox: 'Theirs' }],
          origin: 'override',
        },
      ],
    };
    await press('Save');
    const panel = await screen.findByRole('dialog');
    expect(await within(panel).findByText('Theirs')).toBeInTheDocument();
    expect(panel).toHaveTextContent('Somebody was faster.');
    expect(within(panel).getByLabelText('Row 1, NetBox')).toHaveValue('Port 1');
  });

  it('cannot be changed in the past', async () => {
    await renderPage(PortsPage, new FakeItops(), {
      path: `${NAMES}&asOf=${ago(3_600_000)}`,
    });
    expect(
      await screen.findByRole('table', { name: 'Ports of SW-12' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Replace/ })).toBeNull();
    await press('Back to now');
  });

  it('say that one may not see them', async () => {
    const itops = new FakeItops();
    itops.portRecords.fail('interfaceNames', httpError(403, 'no'));
    await renderPage(PortsPage, itops, { path: NAMES });
    expect(
      await screen.findByText('You may not see this.'),
    ).toBeInTheDocument();
  });
});

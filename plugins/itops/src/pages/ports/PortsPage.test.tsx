import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { usePhone } from '../../__testUtils__/phone';
import { renderPage } from '../../__testUtils__/renderPage';
import { FakeItops } from '../../testing/FakeItops';
import {
  NETWORK,
  failedLabel,
  learnedMac,
  portRow,
  sourceOf,
  staleLabel,
  switchView,
} from '../../testing/fixtures';
import { httpError } from '../../testing/httpError';
import { PortsPage } from './PortsPage';

const port = (name: RegExp) => screen.findByRole('button', { name });

describe('the drawn switch', () => {
  it('says in words what form and colour say', async () => {
    await renderPage(PortsPage, new FakeItops());
    expect(await port(/^Port 1 alder/)).toHaveAccessibleName(
      'Port 1 alder, up, 2 × 10 Gbit/s, VLAN 30, tagged all, one link with 2',
    );
    await waitFor(async () =>
      expect(await port(/^Port 3 /)).toHaveAccessibleName(
        'Port 3 birch, up, 1 Gbit/s, VLAN 30, gives power, 1 finding, record contradicted',
      ),
    );
    expect(await port(/^Port 4/)).toHaveAccessibleName('Port 4, down, VLAN 40');
    expect(await port(/^Port 5/)).toHaveAccessibleName('Port 5, off, VLAN 30');
    expect(await port(/^Port 12/)).toHaveAccessibleName(/uplink/);
    const legend = screen.getByRole('list', { name: 'Legend' });
    expect(legend).toHaveTextContent('VLAN 30');
    expect(legend).toHaveTextContent('VLAN 40');
  });

  it('is one tab stop that arrow keys walk, with a card at the focus', async () => {
    await renderPage(PortsPage, new FakeItops());
    const first = await port(/^Port 1 /);
    const plate = screen.getByRole('group', { name: /^Ports of spine/ });
    expect(
      within(plate)
        .getAllByRole('button')
        .filter(({ tabIndex }) => tabIndex === 0),
    ).toEqual([first]);
    first.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(await port(/^Port 3 /));
    expect(within(plate.parentElement!).getByText('spine 3')).toBeVisible();
    await userEvent.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(await port(/^Port 4/));
    await userEvent.keyboard('{Escape}');
    expect(
      within(plate.parentElement!).queryByText('spine 4'),
    ).not.toBeInTheDocument();
  });

  it('opens the drawer with Enter, with hosts and names behind the port', async () => {
    const itops = new FakeItops();
    await renderPage(PortsPage, itops);
    (await port(/^Port 1 /)).focus();
    await userEvent.keyboard('{Enter}');
    const drawer = await screen.findByRole('dialog', {
      name: 'spine port 1+2',
    });
    const learned = within(drawer).getByRole('list', { name: 'Learned MACs' });
    expect(learned).toHaveTextContent('4101 ledger-api');
    expect(learned).toHaveTextContent('not known');
    expect(learned).toHaveTextContent('not seen lately');
    expect(
      await within(drawer).findByRole('link', { name: 'ledger.example.org' }),
    ).toHaveAttribute(
      'href',
      '/it/paths?path=ledger.example.org&proxy=npm%2Ffront&q=ledger.example.org',
    );
    expect(itops.asked('reverse')[0][0]).toBe('port:spine/1+2');
  });

  it('scrolls through thousands of MACs without drawing them all', async () => {
    const itops = new FakeItops();
    const mac = (index: number) =>
      `02:00:00:00:${(index >> 8).toString(16).padStart(2, '0')}:${(index & 255)
        .toString(16)
        .padStart(2, '0')}`;
    const learned = Array.from({ length: 5_000 }, (_, index) =>
      learnedMac({ mac: mac(index), title: mac(index), known: 'foreign' }),
    );
    const [spine] = itops.answers.switches;
    spine.ports = spine.ports.map(row =>
      row.ref === 'port:spine/12' ? { ...row, learned } : row,
    );
    await renderPage(PortsPage, itops, { path: '/?port=port:spine/12' });
    const drawer = await screen.findByRole('dialog', { name: 'spine port 12' });
    const grid = within(drawer).getByRole('grid', { name: 'Learned MACs' });
    expect(grid).toHaveAttribute('aria-rowcount', '5001');
    expect(within(grid).getAllByRole('row').length).toBeLessThan(50);
  });

  it('opens the port that the address names', async () => {
    await renderPage(PortsPage, new FakeItops(), {
      path: '/?port=port:spine/12',
    });
    expect(
      await screen.findByRole('dialog', { name: 'spine port 12' }),
    ).toHaveTextContent('No path ends at this port.');
  });

  it('says where the address names a port that is not there', async () => {
    await renderPage(PortsPage, new FakeItops(), {
      path: '/?port=port:spine/77',
    });
    expect(
      await screen.findByText('No switch has this port now.'),
    ).toBeInTheDocument();
  });

  it('marks ports that were not read freshly', async () => {
    const itops = new FakeItops();
    itops.answers.switches = [
      switchView({
        freshness: staleLabel(),
        ports: [
          portRow({ ports: [1], freshness: staleLabel() }),
          portRow({ ports: [2] }),
        ],
      }),
    ];
    await renderPage(PortsPage, itops);
    expect(await port(/^Port 1 /)).toHaveAttribute('data-doubt');
    expect(await port(/^Port 2 /)).not.toHaveAttribute('data-doubt');
  });
});

describe('the table of ports', () => {
  it('shows what matches, and dims the rest of the switch', async () => {
    await renderPage(PortsPage, new FakeItops(), { path: '/?q=ledger' });
    expect(await screen.findByText('1 port')).toBeInTheDocument();
    expect(await port(/^Port 1 /)).not.toHaveAttribute('data-dimmed');
    expect(await port(/^Port 3 /)).toHaveAttribute('data-dimmed');
  });

  it('leads from host names to what lands on the port', async () => {
    await renderPage(PortsPage, new FakeItops(), { path: '/?q=ledger' });
    const table = await screen.findByRole('grid', { name: 'Ports' });
    expect(within(table).getByRole('link', { name: '1' })).toHaveAttribute(
      'href',
      '/it/paths?view=reverse&ref=port%3Aspine%2F1%2B2',
    );
  });

  it('says that nothing matches, and offers the way back', async () => {
    await renderPage(PortsPage, new FakeItops(), { path: '/?q=zebra' });
    expect(await screen.findByText('No port matches')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear search and filters' }),
    );
    expect(await screen.findByText('11 ports')).toBeInTheDocument();
  });

  it('does not take silence of the controller for "no switches"', async () => {
    const itops = new FakeItops();
    itops.answers.switches = [];
    itops.answers.forwards = [];
    itops.sourcesSeen = [sourceOf(NETWORK, failedLabel())];
    await renderPage(PortsPage, itops);
    expect(
      await screen.findByText('Nothing can be said about switches now'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('Nothing can be said about forwards now'),
    ).toBeInTheDocument();
  });
});

describe('the table of forwards', () => {
  it('shows where each forward leads and whose that is', async () => {
    await renderPage(PortsPage, new FakeItops());
    const table = await screen.findByRole('grid', { name: 'Forwards' });
    await waitFor(() =>
      expect(within(table).getByText('4100 front-proxy')).toBeInTheDocument(),
    );
    expect(table).toHaveTextContent('10.20.30.20:80,443');
    expect(table).toHaveTextContent('everybody');
  });

  it('fails alone: the switches stay', async () => {
    const itops = new FakeItops();
    itops.fail('forwards', httpError(503, 'starting'));
    await renderPage(PortsPage, itops);
    expect(await port(/^Port 1 /)).toBeInTheDocument();
    expect(
      await screen.findByText(/not available at the moment/),
    ).toBeInTheDocument();
  });
});

describe('ports on a phone', () => {
  usePhone();

  it('turns the tables into cards and keeps the drawn switch', async () => {
    await renderPage(PortsPage, new FakeItops());
    expect(await port(/^Port 1 /)).toBeInTheDocument();
    expect(screen.getByRole('list', { name: 'Ports' })).toBeInTheDocument();
    expect(
      await screen.findByRole('list', { name: 'Forwards' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });
});

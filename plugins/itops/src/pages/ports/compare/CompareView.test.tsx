import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../__testUtils__/renderPage';
import { FakeItops } from '../../../testing/FakeItops';
import { ago, observedPort, staleLabel } from '../../../testing/fixtures';
import { httpError } from '../../../testing/httpError';
import { PortsPage } from '../PortsPage';

const COMPARE = '/?view=compare';
const PORT_3 = /^Port 3 /;

function everyVerdict(): FakeItops {
  const itops = new FakeItops();
  itops.portRecords.answers.observed = [
    observedPort(),
    observedPort({
      portId: 'p4',
      port: 'Port 4',
      number: 4,
      verdict: 'unrecorded',
      recorded: [],
    }),
    observedPort({
      portId: 'p5',
      port: 'Port 5',
      number: 5,
      verdict: 'unseen',
      observed: [],
    }),
  ];
  return itops;
}

describe('recorded and seen', () => {
  it('shows both sides of each port, and who says so', async () => {
    await renderPage(PortsPage, everyVerdict(), { path: COMPARE });
    const table = await screen.findByRole('grid', { name: 'Ports' });
    const [, first, second, third] = within(table).getAllByRole('row');
    expect(first).toHaveTextContent(
      /spine Port 3conflictpanel-1 front port 3 → birch eno1by handcedar eno2 by LLDP/,
    );
    expect(second).toHaveTextContent(/unrecordedno cable/);
    expect(third).toHaveTextContent(/unseen.*nothing/);
  });

  it('counts verdicts, and a count is a filter', async () => {
    const itops = everyVerdict();
    await renderPage(PortsPage, itops, { path: COMPARE });
    await userEvent.click(
      await screen.findByRole('button', { name: /^conflict ?1$/ }),
    );
    await waitFor(() =>
      expect(itops.portRecords.asked('observed').at(-1)?.[0]).toMatchObject({
        verdict: 'conflict',
      }),
    );
    expect(itops.portRecords.asked('observed')[0][0]).not.toHaveProperty(
      'asOf',
    );
  });

  it('teaches what it needs where nothing can be compared', async () => {
    const itops = new FakeItops();
    itops.portRecords.answers.observed = [];
    await renderPage(PortsPage, itops, { path: COMPARE });
    expect(
      await screen.findByText('Nothing can be compared yet'),
    ).toBeInTheDocument();
  });

  it('asks nothing in the past, which records do not have', async () => {
    const itops = new FakeItops();
    await renderPage(PortsPage, itops, {
      path: `${COMPARE}&asOf=${ago(3_600_000)}`,
    });
    expect(itops.portRecords.asked('observed')).toHaveLength(0);
    await userEvent.click(screen.getByRole('button', { name: 'Compare now' }));
    expect(await screen.findByText('1 port')).toBeInTheDocument();
  });
});

describe('records on the switch', () => {
  it('mark the drawn port, stand on its card, in the table and in the drawer', async () => {
    await renderPage(PortsPage, new FakeItops());
    const port = await screen.findByRole('button', { name: PORT_3 });
    await waitFor(() =>
      expect(port).toHaveAccessibleName(/record contradicted/),
    );
    await userEvent.hover(port);
    expect(
      screen.getAllByText('panel-1 front port 3 → birch eno1'),
    ).toHaveLength(2);
    await userEvent.click(port);
    const drawer = await screen.findByRole('dialog', { name: 'spine port 3' });
    const records = within(drawer).getByRole('list', {
      name: 'Records of this port',
    });
    expect(records).toHaveTextContent('conflict');
    expect(records).toHaveTextContent('cedar eno2 by LLDP');
    expect(
      within(records).getByRole('link', { name: 'spine Port 3' }),
    ).toHaveAttribute('href', '/it/ports?view=records&of=ports&record=p3');
  });

  it('mark what is not seen freshly', async () => {
    const itops = new FakeItops();
    itops.portRecords.answers.observed = [
      observedPort({
        observed: [{ ...observedPort().observed[0], freshness: staleLabel() }],
      }),
    ];
    await renderPage(PortsPage, itops, { path: COMPARE });
    const seen = await screen.findByText(/cedar eno2/);
    expect(seen).toHaveAttribute('data-doubt');
  });

  it('are missed with a sentence; the switches stay', async () => {
    const itops = new FakeItops();
    itops.portRecords.fail('observed', httpError(403, 'no'));
    await renderPage(PortsPage, itops);
    expect(
      await screen.findByText(
        /about cables is not shown. You may not see this/,
      ),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: PORT_3 }),
    ).not.toHaveAccessibleName(/contradicted/);
  });

  it('are not drawn onto a switch of the past', async () => {
    const itops = new FakeItops();
    await renderPage(PortsPage, itops, { path: `/?asOf=${ago(3_600_000)}` });
    await screen.findByRole('button', { name: PORT_3 });
    expect(itops.portRecords.asked('observed')).toHaveLength(0);
    await userEvent.click(screen.getByRole('button', { name: 'Back to now' }));
  });
});

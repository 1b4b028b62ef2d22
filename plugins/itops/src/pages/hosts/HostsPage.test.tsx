import { NotFoundError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeItops } from '../../testing/FakeItops';
import {
  CLUSTER,
  failedLabel,
  guestCapacity,
  nodeCapacity,
  partialLabel,
  sourceOf,
  staleLabel,
  unmeasured,
} from '../../testing/fixtures';
import { httpError } from '../../testing/httpError';
import { renderPage } from '../../__testUtils__/renderPage';
import { HostsPage } from './HostsPage';

const show = (itops: FakeItops, view?: string) =>
  renderPage(HostsPage, itops, {
    path: view ? `/it/hosts?view=${view}` : '/it/hosts',
  });

const VIEWS = [
  { view: '', method: 'nodes', sign: /^Given out 44 cores of 32 cores/ },
  { view: 'guests', method: 'guests', sign: /4101 ledger-api/ },
  { view: 'usage', method: 'series', sign: /^Highest step 5 cores/ },
  { view: 'hardware', method: 'hardware', sign: /PowerEdge R630/ },
  {
    view: 'placement&cores=2&memory=4',
    method: 'placement',
    sign: /Memory given out would be/,
  },
  {
    view: 'consolidation',
    method: 'consolidation',
    sign: /Could be emptied: birch/,
  },
] as const;

describe.each(VIEWS)('the view $view', ({ view, method, sign }) => {
  it('shows the shape of what comes while it waits, then the answer', async () => {
    const itops = new FakeItops();
    const release = itops.capacity.hold(method);
    const { container } = await show(itops, view);
    expect(screen.queryByText(sign)).not.toBeInTheDocument();
    expect(container.querySelector('.bui-Skeleton')).toBeInTheDocument();
    release();
    expect((await screen.findAllByText(sign)).length).toBeGreaterThan(0);
  });

  it('says what is wrong and tries again', async () => {
    const itops = new FakeItops();
    itops.capacity.fail(method, httpError(503, 'starting'));
    await show(itops, view);
    await screen.findByText(/not available at the moment/);
    itops.capacity.fail(method, undefined);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect((await screen.findAllByText(sign)).length).toBeGreaterThan(0);
  });

  it('tells people without rights whom to ask, and shows nothing', async () => {
    const itops = new FakeItops();
    itops.capacity.fail(method, httpError(403, 'no'));
    await show(itops, view);
    await screen.findByText('You may not see this.');
    expect(screen.queryByText(sign)).not.toBeInTheDocument();
  });

  it.each([
    ['stale', staleLabel(), /stale, 3 h ago/],
    ['failed', failedLabel(), /^failed.*, showing/],
    ['partial', partialLabel(), /partial, 3 min ago/],
  ])('names a %s source', async (_, label, said) => {
    const itops = new FakeItops();
    itops.capacity.sourcesSeen = [sourceOf(CLUSTER, label)];
    await show(itops, view);
    await screen.findAllByText(sign);
    expect(screen.getByText(said)).toBeInTheDocument();
  });

  it('teaches where nothing is configured', async () => {
    const itops = new FakeItops();
    itops.capacity.sourcesSeen = [];
    Object.assign(itops.capacity.answers, {
      nodes: [],
      guests: [],
      storages: [],
      points: [],
      hardware: [],
      placement: { ranked: [], rejected: [] },
      consolidation: { search: 'exhaustive', emptied: [], moves: [], kept: [] },
    });
    await show(itops, view);
    expect(
      await screen.findByLabelText('Lines for app-config.yaml'),
    ).toHaveTextContent('itops:');
  });
});

describe('a tile', () => {
  const tileOf = async (node: ReturnType<typeof nodeCapacity>) => {
    const itops = new FakeItops();
    itops.capacity.answers.nodes = [node];
    await show(itops);
    return screen.findByRole('region', { name: 'CPU' });
  };

  it('says what was given out, what is used, and how much was measured', async () => {
    const cpu = await tileOf(nodeCapacity());
    expect(cpu).toHaveTextContent('Given out 44 cores of 32 cores · 138 %');
    expect(cpu).toHaveTextContent('Used (p95) 9.6 cores of 32 cores · 30 %');
    expect(cpu).toHaveTextContent('98 % of the window measured');
    expect(cpu).toHaveTextContent('Overcommit 1.38 : 1');
    expect(cpu).toHaveAttribute('data-heat', 'calm');
  });

  it('has no number where too little was measured', async () => {
    const { cpu } = nodeCapacity();
    const region = await tileOf(
      nodeCapacity({ cpu: { ...cpu, usage: unmeasured(0.2) } }),
    );
    expect(region).toHaveTextContent('Used: not enough data (20 % measured)');
    expect(within(region).getAllByRole('meter')).toHaveLength(1);
    expect(region).toHaveAttribute('data-heat', 'unknown');
  });

  it('tells what may not be seen from what is not there', async () => {
    await tileOf(
      nodeCapacity({
        lifecycle: 'retiring',
        lifecycleNote: 'becomes the firewall',
        subscription: {
          state: 'unknown',
          reason: 'insufficient-privileges',
        },
      }),
    );
    expect(screen.getByText('not permitted to see')).toBeInTheDocument();
    expect(screen.queryByText('none')).not.toBeInTheDocument();
    expect(screen.getByText('retiring')).toBeInTheDocument();
    expect(screen.getByText('becomes the firewall')).toBeInTheDocument();
  });

  it('says unknown, not zero, where no guest could be read', async () => {
    const { cpu } = nodeCapacity();
    const region = await tileOf(
      nodeCapacity({
        status: 'offline',
        cpu: { ...cpu, allocated: 0, unknownAllocations: 3 },
        guests: { running: 0, stopped: 0, templates: 0 },
      }),
    );
    expect(region).toHaveTextContent('Given out: unknown of 32 cores');
    expect(screen.getByText('3 guests, state unknown')).toBeInTheDocument();
  });

  it('marks what was measured late', async () => {
    const cpu = await tileOf(nodeCapacity({ metricsFreshness: staleLabel() }));
    expect(cpu.querySelectorAll('[data-doubt]')).toHaveLength(1);
  });
});

describe('shared storages', () => {
  it('are counted once, with a forecast and its fit', async () => {
    const itops = new FakeItops();
    itops.capacity.answers.nodes = [
      nodeCapacity(),
      nodeCapacity({ name: 'birch' }),
    ];
    await show(itops);
    const table = await screen.findByRole('grid', { name: 'Shared storages' });
    expect(within(table).getAllByText('ceph, ceph-ct')).toHaveLength(1);
    expect(table).toHaveTextContent(/Full around .*good fit, R² 0.94/);
  });
});

describe('guests', () => {
  it('are asked for by activity and size, page by page', async () => {
    const itops = new FakeItops();
    itops.capacity.answers.nextCursor = 'page-2';
    await show(itops, 'guests&activity=idle&oversized=true');
    await screen.findByText(/1 core instead of 8 cores/);
    expect(itops.capacity.asked('guests')[0][0]).toMatchObject({
      activity: 'idle',
      oversized: true,
    });
    expect(itops.capacity.asked('guests')[0][0]).not.toHaveProperty('asOf');
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    await waitFor(() =>
      expect(itops.capacity.asked('guests').at(-1)![0]).toMatchObject({
        cursor: 'page-2',
      }),
    );
  });

  it('of which too little is known have no number', async () => {
    const itops = new FakeItops();
    const { usage } = guestCapacity();
    itops.capacity.answers.guests = [
      guestCapacity({
        activity: 'unknown',
        oversized: [],
        usage: { ...usage, cpu: unmeasured(0.1) },
      }),
    ];
    await show(itops, 'guests');
    expect(
      await screen.findByText('not enough data (10 % measured)'),
    ).toBeInTheDocument();
  });
});

describe('use over time', () => {
  it('is a picture with its gaps, a summary and a table', async () => {
    const itops = new FakeItops();
    await show(itops, 'usage&days=1');
    const picture = await screen.findByRole('img', { name: 'CPU' });
    expect(picture).toHaveAccessibleDescription(/2 gaps, .* not measured/);
    // Two stretches and the limit: no line across what nobody measured.
    expect(picture.querySelectorAll('path')).toHaveLength(3);
    expect(picture.querySelectorAll('rect')).toHaveLength(2);
    expect(screen.getAllByText('not measured').length).toBeGreaterThan(10);
  });

  it('of something that was never measured is no failure', async () => {
    const itops = new FakeItops();
    itops.capacity.fail('series', new NotFoundError('Nothing was measured'));
    await show(itops, 'usage');
    expect(
      await screen.findByText('Nothing was measured of node alder'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('draws where it did not run as no gap', async () => {
    const itops = new FakeItops();
    itops.capacity.answers.points.push({
      at: new Date(
        Date.parse(itops.capacity.answers.points[4].at) + 300_000,
      ).toISOString(),
      stepSeconds: 300,
    });
    await show(itops, 'usage&days=1');
    const picture = await screen.findByRole('img', { name: 'CPU' });
    expect(picture).toHaveAccessibleDescription(/did not run for 5 min/);
    expect(picture.querySelectorAll('rect')).toHaveLength(2);
  });

  it('of a guest is what the address of the page names', async () => {
    const itops = new FakeItops();
    await show(
      itops,
      `usage&source=${encodeURIComponent(CLUSTER)}&subject=guest%3A4101`,
    );
    await screen.findByRole('img', { name: 'CPU' });
    expect(itops.capacity.asked('series')[0][0]).toMatchObject({
      source: CLUSTER,
      subject: 'guest:4101',
    });
    expect(screen.getByLabelText('Use of')).toHaveDisplayValue('Guest 4101');
  });
});

describe('hardware', () => {
  it('is held against the declared table; what nobody read is unknown', async () => {
    const itops = new FakeItops();
    itops.capacity.answers.unknownNodes = [
      { node: 'cedar', locator: 'hardware.md:9' },
    ];
    await show(itops, 'hardware');
    const memory = await screen.findByRole('row', { name: /^Memory/ });
    expect(memory).toHaveTextContent('384 GiB256 GiBdiffers');
    expect(screen.getByRole('row', { name: /^Disks/ })).toHaveTextContent(
      '4unknownunknown',
    );
    expect(screen.getByText('cedar')).toBeInTheDocument();
  });
});

describe('the placement advisor', () => {
  it('asks only when it was told what is needed, and says what is missing', async () => {
    const itops = new FakeItops();
    await show(itops, 'placement');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Advise' }),
    );
    expect(itops.capacity.asked('placement')).toHaveLength(0);
    expect(screen.getByLabelText(/^Cores/)).toHaveFocus();
    expect(screen.getByText('How many cores does it need?')).toBeVisible();
  });

  it('ranks nodes with reasons and gives every reason of a rejected one', async () => {
    const itops = new FakeItops();
    await show(itops, 'placement');
    await userEvent.type(await screen.findByLabelText(/^Cores/), '2');
    await userEvent.type(screen.getByLabelText(/^Memory in GiB/), '4');
    await userEvent.type(screen.getByLabelText('VLANs'), '30');
    await userEvent.click(screen.getByRole('button', { name: 'Advise' }));
    const rejected = await screen.findByRole('region', {
      name: 'Nodes that cannot',
    });
    expect(rejected).toHaveTextContent('birch is in maintenance.');
    expect(rejected).toHaveTextContent('VLAN 30 does not reach birch.');
    expect(
      screen.getByRole('region', { name: 'Nodes that can take it' }),
    ).toHaveTextContent(/1\. alder.*best/);
    expect(itops.capacity.asked('placement')[0][0]).toEqual({
      milliCores: 2000,
      memoryBytes: 4 * 1024 ** 3,
      networks: [{ vlan: 30 }],
    });
  });
});

describe('consolidation', () => {
  it('proposes and offers nothing that acts', async () => {
    await show(new FakeItops(), 'consolidation');
    expect(
      await screen.findByText('Proposals only: nothing is moved.'),
    ).toBeInTheDocument();
    expect(screen.getByText('devices of its node')).toBeVisible();
    expect(screen.getByText(/takes the guests of birch/)).toBeVisible();
    expect(screen.getByText(/more may be possible/)).toBeVisible();
    expect(
      screen.getAllByRole('button').map(button => button.textContent),
    ).toEqual(['Search again']);
  });
});

describe('the past', () => {
  it('has no capacity, and nothing is asked', async () => {
    const itops = new FakeItops();
    await renderPage(HostsPage, itops, {
      path: '/it/hosts?asOf=2026-01-01T00:00:00.000Z',
    });
    expect(
      await screen.findByText('Capacity is known for now only'),
    ).toBeInTheDocument();
    expect(itops.capacity.calls).toEqual([]);
  });
});

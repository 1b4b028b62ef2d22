import { ComponentType } from 'react';
import { ItopsApi } from '@sankofa/plugin-itops-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { onEntity } from '../__testUtils__/onEntity';
import { renderPage } from '../__testUtils__/renderPage';
import { FakeItops } from '../testing/FakeItops';
import {
  CLUSTER,
  NETWORK,
  PROXY,
  failedLabel,
  finding,
  partialLabel,
  pathRow,
  portRow,
  portmapSources,
  sourceOf,
  staleLabel,
  switchView,
} from '../testing/fixtures';
import { httpError } from '../testing/httpError';
import { FindingsCard } from './FindingsCard';
import { HostnameCard } from './HostnameCard';
import { SwitchCard } from './SwitchCard';
import { SwitchPortCard } from './SwitchPortCard';
import { SwitchPortsContent } from './SwitchPortsContent';

const SPINE = switchView().id;
const NAME = 'ledger.example.org';

interface Case {
  card: ComponentType;
  type: string;
  id: string;
  asks: keyof ItopsApi;
  /** Something of the answer, and what is said where there is none. */
  shows: RegExp;
  nothing: RegExp;
}

const CASES: [string, Case][] = [
  [
    'of a switch',
    {
      card: SwitchCard,
      type: 'switch',
      id: SPINE,
      asks: 'ports',
      shows: /SW-12/,
      nothing: /No controller lists this switch now/,
    },
  ],
  [
    'of a switch port',
    {
      card: SwitchPortCard,
      type: 'switch-port',
      id: `${SPINE}/1`,
      asks: 'ports',
      shows: /2 × 10 Gbit/,
      nothing: /No switch has this port now/,
    },
  ],
  [
    'of the ports of a switch',
    {
      card: SwitchPortsContent,
      type: 'switch',
      id: SPINE,
      asks: 'ports',
      shows: /desk 6/,
      nothing: /No controller lists this switch now/,
    },
  ],
  [
    'of a public host name',
    {
      card: HostnameCard,
      type: 'public-hostname',
      id: NAME,
      asks: 'reverse',
      shows: /spine 1\+2/,
      nothing: /No proxy tells of this name now/,
    },
  ],
  [
    'of the findings of a switch',
    {
      card: FindingsCard,
      type: 'switch',
      id: SPINE,
      asks: 'findings',
      shows: /10\.20\.30\.50 is used by/,
      nothing: /No open finding concerns it or one of its ports/,
    },
  ],
];

/** An inventory that has none of it. */
function emptied(itops: FakeItops): FakeItops {
  itops.answers.switches = [];
  itops.answers.paths = [];
  itops.answers.findings = [];
  return itops;
}

describe.each(CASES)('the card %s', (_, each) => {
  const { card, type, id, asks, shows, nothing } = each;
  const draw = (itops: FakeItops) =>
    renderPage(onEntity(card, type, id), itops);

  it('holds its place while it loads, then shows what there is', async () => {
    const itops = new FakeItops();
    const release = itops.hold(asks);
    await draw(itops);
    expect(screen.getByRole('status')).toHaveAttribute('aria-busy', 'true');
    expect(screen.queryByText(shows)).not.toBeInTheDocument();
    await act(async () => release());
    expect((await screen.findAllByText(shows))[0]).toBeInTheDocument();
  });

  it('says so where there is nothing', async () => {
    await draw(emptied(new FakeItops()));
    expect(await screen.findByText(nothing)).toBeInTheDocument();
    expect(screen.queryByText(shows)).not.toBeInTheDocument();
  });

  it('names what failed, and asks again', async () => {
    const itops = new FakeItops();
    itops.fail(asks, httpError(500, 'the database is gone'));
    await draw(itops);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'the database is gone',
    );
    itops.fail(asks, undefined);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect((await screen.findAllByText(shows))[0]).toBeInTheDocument();
  });

  it('tells nothing to who may not read it', async () => {
    const itops = new FakeItops();
    itops.fail(asks, httpError(403, 'no'));
    await draw(itops);
    const alert = await screen.findByRole('alert');
    expect(within(alert).queryByRole('button')).not.toBeInTheDocument();
    expect(screen.queryByText(shows)).not.toBeInTheDocument();
    expect(screen.queryByText(nothing)).not.toBeInTheDocument();
  });

  it.each([
    ['stale', staleLabel()],
    ['partial', partialLabel()],
    ['failed', failedLabel()],
  ])('keeps what it knows of a %s source, marked', async (freshness, label) => {
    const itops = new FakeItops();
    itops.sourcesSeen = [NETWORK, PROXY, CLUSTER].map(source =>
      sourceOf(source, label),
    );
    itops.answers.switches = [
      switchView({
        freshness: label,
        ports: switchView().ports.map(port => ({ ...port, freshness: label })),
      }),
    ];
    const { container } = await draw(itops);
    expect((await screen.findAllByText(shows))[0]).toBeInTheDocument();
    expect(
      container.querySelector(`[data-freshness="${freshness}"]`),
    ).toBeInTheDocument();
  });
});

describe('the card of a switch port', () => {
  it('asks for its switch alone, and tells VLANs, far end and learned hosts', async () => {
    const itops = new FakeItops();
    await renderPage(
      onEntity(SwitchPortCard, 'switch-port', `${SPINE}/1`),
      itops,
    );
    expect(await screen.findByText('alder eno1')).toBeInTheDocument();
    expect(itops.asked('ports')[0][0]).toMatchObject({ switch: SPINE });
    const learned = screen.getByRole('list', { name: 'Learned MACs' });
    expect(learned).toHaveTextContent('4101 ledger-api');
    expect(learned).toHaveTextContent('not seen lately');
    expect(
      screen.getByRole('link', { name: 'Show it on the switch' }),
    ).toHaveAttribute('href', '/it/ports?port=port%3Aspine%2F1%2B2');
  });
});

describe('the card of a switch', () => {
  it('opens what is known of a port', async () => {
    await renderPage(onEntity(SwitchCard, 'switch', SPINE), new FakeItops());
    await userEvent.click(
      await screen.findByRole('button', { name: /^Port 3\b/ }),
    );
    expect(
      await screen.findByRole('heading', { name: 'spine port 3' }),
    ).toBeInTheDocument();
  });

  it('says where a device has no ports to show', async () => {
    const itops = new FakeItops();
    itops.answers.switches = [switchView({ ports: [] })];
    await renderPage(onEntity(SwitchCard, 'switch', SPINE), itops);
    expect(
      await screen.findByText('Its controller lists no ports of it.'),
    ).toBeInTheDocument();
  });
});

describe('the card of a public host name', () => {
  it('shows the path of each proxy, and the evidence of a hop', async () => {
    const itops = new FakeItops();
    const other = 'npm/back';
    itops.answers.paths = [pathRow(), pathRow({ proxySourceId: other })];
    itops.sourcesSeen = [...portmapSources(), sourceOf(other)];
    await renderPage(onEntity(HostnameCard, 'public-hostname', NAME), itops);
    expect(
      await screen.findAllByRole('group', { name: `Path of ${NAME}` }),
    ).toHaveLength(2);
    expect(itops.asked('reverse')[0][0]).toBe(`hostname:${NAME}`);
    await userEvent.click(screen.getAllByText('alder')[0]);
    expect(
      await screen.findByRole('heading', { name: 'Node: alder' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/4101 ledger-api is on node alder/),
    ).toBeInTheDocument();
  });

  it('blames no name where no proxy is read', async () => {
    const itops = emptied(new FakeItops());
    itops.sourcesSeen = [sourceOf(CLUSTER)];
    await renderPage(onEntity(HostnameCard, 'public-hostname', NAME), itops);
    expect(
      await screen.findByText(/No reverse proxy is read/),
    ).toBeInTheDocument();
  });
});

describe('the findings', () => {
  it.each([
    ['switch', SPINE, `switch-id:${SPINE}`],
    ['switch-port', `${SPINE}/3`, `port-id:${SPINE}/3`],
    ['public-hostname', NAME, `hostname:${NAME}`],
  ])('of a %s are those that concern it', async (type, id, of) => {
    const itops = new FakeItops();
    itops.answers.findings = [
      finding({ rule: 'port-mismatch', subject: portRow().ref }),
    ];
    await renderPage(onEntity(FindingsCard, type, id), itops);
    await screen.findByRole('list', { name: 'Findings' });
    expect(itops.asked('findings')[0][0]).toMatchObject({ of });
  });
});

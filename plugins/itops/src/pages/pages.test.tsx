import { ComponentType } from 'react';
import { ItopsApi } from '@sankofa/plugin-itops-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeItops } from '../testing/FakeItops';
import {
  CLUSTER,
  FILE,
  failedLabel,
  freshLabel,
  partialLabel,
  sourceOf,
  staleLabel,
} from '../testing/fixtures';
import { httpError } from '../testing/httpError';
import { renderPage } from '../__testUtils__/renderPage';
import { AddressesPage } from './addresses/AddressesPage';
import { DriftPage } from './drift/DriftPage';
import { GuestsPage } from './guests/GuestsPage';
import { NodesPage } from './nodes/NodesPage';
import { OverviewPage } from './overview/OverviewPage';
import { PathsPage } from './paths/PathsPage';
import { PortsPage } from './ports/PortsPage';
import { SourcesPage } from './sources/SourcesPage';

interface Case {
  name: string;
  Page: ComponentType;
  /** The call that the page cannot do without. */
  method: keyof ItopsApi;
  /** Something of the invented site that the page shows. */
  sign: RegExp;
}

const LISTS: Case[] = [
  { name: 'Guests', Page: GuestsPage, method: 'guests', sign: /ledger-api/ },
  {
    name: 'Addresses',
    Page: AddressesPage,
    method: 'addresses',
    sign: /^10\.20\.30\.41$/,
  },
  { name: 'Nodes', Page: NodesPage, method: 'nodes', sign: /^alder$/ },
];
const PAGES: Case[] = [
  ...LISTS,
  {
    name: 'Overview',
    Page: OverviewPage,
    method: 'overview',
    sign: /10\.20\.30\.50 is used by/,
  },
  {
    name: 'Drift',
    Page: DriftPage,
    method: 'findings',
    sign: /10\.20\.30\.50 is used by/,
  },
  {
    name: 'Paths',
    Page: PathsPage,
    method: 'paths',
    sign: /ledger-api/,
  },
  { name: 'Ports', Page: PortsPage, method: 'ports', sign: /^spine 1\+2$/ },
  { name: 'Sources', Page: SourcesPage, method: 'sources', sign: /180 facts/ },
];

function emptySite(): FakeItops {
  const itops = new FakeItops();
  Object.assign(itops.answers, {
    guests: [],
    nodes: [],
    addresses: [],
    findings: [],
    paths: [],
    switches: [],
    forwards: [],
    sources: [],
  });
  itops.sourcesSeen = [];
  return itops;
}

describe.each(PAGES)('the page $name', ({ Page, method, sign }) => {
  it('shows the shape of what comes while it waits, then the answer', async () => {
    const itops = new FakeItops();
    const release = itops.hold(method);
    const { container } = await renderPage(Page, itops);
    expect(screen.queryByText(sign)).not.toBeInTheDocument();
    expect(container.querySelector('.bui-Skeleton')).toBeInTheDocument();
    release();
    expect((await screen.findAllByText(sign)).length).toBeGreaterThan(0);
  });

  it('teaches where nothing is configured', async () => {
    await renderPage(Page, emptySite());
    expect(
      await screen.findByLabelText('Lines for app-config.yaml'),
    ).toHaveTextContent('itops:');
  });

  it('says what is wrong and offers to try again', async () => {
    const itops = new FakeItops();
    itops.fail(method, httpError(503, 'starting'));
    await renderPage(Page, itops);
    expect(
      await screen.findByText(/not available at the moment/),
    ).toBeInTheDocument();
    itops.fail(method, undefined);
    await userEvent.click(
      (
        await screen.findAllByRole('button', { name: 'Try again' })
      )[0],
    );
    expect((await screen.findAllByText(sign)).length).toBeGreaterThan(0);
  });

  it('tells people without rights whom to ask, and shows nothing', async () => {
    const itops = new FakeItops();
    itops.fail(method, httpError(403, 'no'));
    await renderPage(Page, itops);
    expect(
      await screen.findByText('You may not see this.'),
    ).toBeInTheDocument();
    expect(screen.queryByText(sign)).not.toBeInTheDocument();
    expect(screen.queryByText('Try again')).not.toBeInTheDocument();
  });
});

describe.each([
  ['stale', staleLabel(), /stale, 3 h ago/],
  ['failed', failedLabel(), /^failed.*, showing/],
  ['partial', partialLabel(), /partial, 3 min ago/],
])('a %s source', (_, label, said) => {
  it.each(PAGES.filter(({ name }) => name !== 'Sources'))(
    'is named above the page $name',
    async ({ Page, sign }) => {
      const itops = new FakeItops();
      itops.sourcesSeen = [sourceOf(CLUSTER, label), sourceOf(FILE)];
      await renderPage(Page, itops);
      await screen.findAllByText(sign);
      expect(screen.getByText(said)).toBeInTheDocument();
    },
  );

  it.each(LISTS)('marks what it said on the page $name', async page => {
    const itops = new FakeItops();
    for (const row of [
      ...itops.answers.guests,
      ...itops.answers.nodes,
      ...itops.answers.addresses,
    ]) {
      row.freshness = label;
    }
    const { container } = await renderPage(page.Page, itops);
    await screen.findAllByText(page.sign);
    const doubted = container.querySelectorAll('tbody [data-doubt]');
    expect(doubted.length).toBeGreaterThan(1);
    expect(
      container.querySelectorAll('tbody [data-freshness=fresh]'),
    ).toHaveLength(0);
  });

  it('keeps an empty list from meaning "none"', async () => {
    const itops = emptySite();
    itops.sourcesSeen = [sourceOf(CLUSTER, label), sourceOf(FILE)];
    await renderPage(GuestsPage, itops);
    expect(
      await screen.findByText('Nothing can be said about guests now'),
    ).toBeInTheDocument();
  });
});

describe('a fresh source', () => {
  it('leaves its values unmarked', async () => {
    const itops = new FakeItops();
    itops.answers.guests[0].freshness = freshLabel();
    const { container } = await renderPage(GuestsPage, itops);
    await screen.findAllByText(/ledger-api/);
    expect(container.querySelectorAll('[data-doubt]')).toHaveLength(0);
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { usePhone } from '../../__testUtils__/phone';
import { renderPage } from '../../__testUtils__/renderPage';
import { FakeItops } from '../../testing/FakeItops';
import {
  CLUSTER,
  PROXY,
  ago,
  pathRow,
  portmapSources,
  sourceOf,
  staleLabel,
} from '../../testing/fixtures';
import { httpError } from '../../testing/httpError';
import { PathsPage } from './PathsPage';

const guestHop = () =>
  screen.findByRole('button', { name: /^Guest 4101 ledger-api confirmed/ });

describe('paths, forward', () => {
  it('shows each hop with kind, thing and status in words', async () => {
    await renderPage(PathsPage, new FakeItops());
    const path = await screen.findByRole('group', {
      name: 'Path of ledger.example.org',
    });
    expect(
      within(path)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Host name ledger.example.org likely',
      'Forward web confirmed',
      'Proxy proxy host 4 confirmed',
      'Address 10.20.30.41:8080 confirmed',
      'Guest 4101 ledger-api confirmed',
      'Node alder confirmed',
      'Switch port spine 1+2 likely',
      'Patch no record n/a',
    ]);
  });

  it('opens the evidence of a hop and keeps it in the address', async () => {
    await renderPage(PathsPage, new FakeItops());
    await userEvent.click(
      await screen.findByRole('button', { name: /^Switch port spine/ }),
    );
    const drawer = await screen.findByRole('dialog');
    expect(
      within(drawer).getAllByText('No switch port has learned its MAC.'),
    ).not.toHaveLength(0);
    expect(
      within(drawer).getByText(/4101 ledger-api is on node alder/),
    ).toBeInTheDocument();
    expect(within(drawer).getByText('/cluster/resources')).toBeInTheDocument();
    expect(
      within(drawer).getByRole('link', { name: 'What lands here?' }),
    ).toHaveAttribute(
      'href',
      '/it/paths?view=reverse&ref=port%3Aspine%2F1%2B2',
    );
  });

  it('opens a hop that the address names, also on no row in view', async () => {
    const itops = new FakeItops();
    const all = itops.answers.paths;
    itops.paths = async query => {
      itops.answers.paths =
        (query as { hostname?: string }).hostname === 'ghost.example.org'
          ? all
          : [];
      return FakeItops.prototype.paths.call(itops, query);
    };
    await renderPage(PathsPage, itops, {
      path: '/?path=ghost.example.org&hop=3',
    });
    expect(
      await screen.findByRole('dialog', { name: /10\.20\.30\.99/ }),
    ).toHaveTextContent('Nobody is known to have this address.');
  });

  it('says where the address names a host name that nobody knows', async () => {
    await renderPage(PathsPage, new FakeItops(), {
      path: '/?path=nobody.example.org',
    });
    expect(
      await screen.findByText(
        'No proxy knows the host name nobody.example.org.',
      ),
    ).toBeInTheDocument();
  });

  it('unfolds branches with the keyboard; a stale hop says how old it is', async () => {
    await renderPage(PathsPage, new FakeItops());
    const toggle = await screen.findByRole('button', { name: '2 branches' });
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
    toggle.focus();
    await userEvent.keyboard('{Enter}');
    expect(toggle).toHaveAttribute('aria-expanded', 'true');
    expect(
      screen.getByRole('button', {
        name: 'Guest 4117 billing-db-copy stale · 3 h',
      }),
    ).toBeInTheDocument();
    await userEvent.keyboard('{Enter}');
    expect(
      screen.queryByRole('button', { name: /4117 billing-db-copy/ }),
    ).not.toBeInTheDocument();
  });

  it('walks hops with arrow keys, one tab stop for each path', async () => {
    await renderPage(PathsPage, new FakeItops());
    const hops = (await screen.findAllByRole('button')).filter(
      button => 'hop' in button.dataset,
    );
    expect(hops.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(3);
    const first = screen.getByRole('button', {
      name: 'Host name billing.example.org conflict',
    });
    first.focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(document.activeElement).toHaveTextContent('Proxy proxy host 4');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement?.closest('[data-path]')).toHaveAttribute(
      'aria-label',
      'Path of ledger.example.org',
    );
    await userEvent.keyboard('{End}');
    expect(document.activeElement).toHaveTextContent('Patch no record');
    await userEvent.keyboard('{Home}{Enter}');
    expect(
      await screen.findByRole('dialog', {
        name: 'Host name: ledger.example.org',
      }),
    ).toBeInTheDocument();
  });

  it('asks with search, filters, order and page of its address', async () => {
    const itops = new FakeItops();
    await renderPage(PathsPage, itops, {
      path: '/?q=ledger&status=conflict&sort=status&order=desc',
    });
    await guestHop();
    expect(itops.asked('paths')[0][0]).toEqual({
      q: 'ledger',
      status: 'conflict',
      sort: 'status',
      order: 'desc',
      limit: 100,
      cursor: undefined,
      asOf: undefined,
    });
    await userEvent.click(screen.getByRole('button', { name: 'Host name' }));
    await waitFor(() =>
      expect(itops.asked('paths').at(-1)?.[0]).toMatchObject({
        sort: 'hostname',
        order: 'asc',
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: /^likely ?1$/ }));
    await waitFor(() =>
      expect(itops.asked('paths').at(-1)?.[0]).toMatchObject({
        status: 'likely',
      }),
    );
  });

  it('asks about the past where the address names it', async () => {
    const itops = new FakeItops();
    const asOf = ago(3_600_000);
    await renderPage(PathsPage, itops, { path: `/?asOf=${asOf}` });
    expect(await screen.findByText(/You see the site as it was/)).toBeVisible();
    expect(itops.asked('paths')[0][0]).toMatchObject({ asOf });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Back to now' }),
    );
  });

  it('does not take silence of the proxy for "no paths"', async () => {
    const itops = new FakeItops();
    itops.answers.paths = [];
    itops.sourcesSeen = [sourceOf(PROXY, staleLabel())];
    await renderPage(PathsPage, itops);
    expect(
      await screen.findByText('Nothing can be said about paths now'),
    ).toBeInTheDocument();
  });
});

describe('paths on a phone', () => {
  usePhone();

  it('stacks the hops of a path, each with its kind and why', async () => {
    await renderPage(PathsPage, new FakeItops());
    const hop = await screen.findByRole('button', {
      name: /^Switch port/,
    });
    expect(hop).toHaveAccessibleName(
      'Switch port spine 1+2 likely No switch port has learned its MAC.',
    );
    expect(hop.closest('[data-stacked]')).toHaveAttribute('data-path');
    expect(screen.queryByText('no record')).not.toBeInTheDocument();
    expect(screen.getByRole('group', { name: 'Sort by' })).toBeVisible();
  });
});

describe('paths, reverse', () => {
  it('asks what lands on what a person typed', async () => {
    const itops = new FakeItops();
    await renderPage(PathsPage, itops, { path: '/?view=reverse' });
    await userEvent.type(
      await screen.findByRole('searchbox', { name: 'What lands on' }),
      '4105{Enter}',
    );
    expect(
      await screen.findByRole('heading', { name: 'What lands on 4105' }),
    ).toBeInTheDocument();
    expect(itops.asked('reverse')[0][0]).toBe('guest:4105');
    expect(
      screen.getByRole('group', { name: 'Path of billing.example.org' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('group', { name: 'Path of ledger.example.org' }),
    ).not.toBeInTheDocument();
  });

  it('says that nothing lands there only where everything was read', async () => {
    const itops = new FakeItops();
    await renderPage(PathsPage, itops, { path: '/?view=reverse&ref=guest:1' });
    expect(
      await screen.findByText('No host name lands on 1'),
    ).toBeInTheDocument();
  });

  it('limits that to what can be seen where a source is stale', async () => {
    const itops = new FakeItops();
    itops.sourcesSeen = [
      ...portmapSources().filter(({ sourceId }) => sourceId !== PROXY),
      sourceOf(PROXY, staleLabel()),
    ];
    await renderPage(PathsPage, itops, { path: '/?view=reverse&ref=guest:1' });
    expect(
      await screen.findByText('No host name lands on 1, as far as can be seen'),
    ).toBeInTheDocument();
  });

  it('says so where no source knows the thing, and which might', async () => {
    const itops = new FakeItops();
    itops.answers.unknownRefs = ['guest:1'];
    itops.sourcesSeen = [sourceOf(PROXY), sourceOf(CLUSTER, staleLabel())];
    await renderPage(PathsPage, itops, { path: '/?view=reverse&ref=guest:1' });
    expect(await screen.findByText('No source knows 1')).toBeInTheDocument();
    expect(
      screen.getByText(/it cannot be said what lands there.*pve-lab was not/),
    ).toBeInTheDocument();
  });

  it('keeps the box where the answer fails, to ask something else', async () => {
    const itops = new FakeItops();
    itops.fail('reverse', httpError(403, 'no'));
    await renderPage(PathsPage, itops, { path: '/?view=reverse&ref=guest:1' });
    expect(
      await screen.findByText('You may not see this.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('searchbox', { name: 'What lands on' }),
    ).toHaveValue('1');
  });
});

describe('paths, changed since', () => {
  const since = ago(24 * 3_600_000);

  function changedSite(): FakeItops {
    const itops = new FakeItops();
    const after = pathRow();
    const before = pathRow({
      hops: after.hops.map(step =>
        step.kind === 'node'
          ? { ...step, ref: 'node:birch', title: 'birch' }
          : step,
      ),
    });
    const { hostname, proxySourceId } = after;
    itops.answers.pathChanges = [
      { hostname, proxySourceId, before, after },
      {
        hostname: 'new.example.org',
        proxySourceId,
        after: pathRow({ hostname: 'new.example.org' }),
      },
    ];
    return itops;
  }

  it('shows before and after, and marks the hops that differ', async () => {
    const itops = changedSite();
    await renderPage(PathsPage, itops, {
      path: `/?view=changes&since=${since}`,
    });
    expect(
      await screen.findByRole('button', {
        name: 'Node birch confirmed no longer so',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Node alder confirmed new' }),
    ).toBeInTheDocument();
    expect(screen.getByText('2 changed paths')).toBeInTheDocument();
    expect(itops.asked('pathChanges')[0][0]).toEqual({
      since,
      asOf: undefined,
    });
  });

  it('opens a hop of either moment, also from its address', async () => {
    const { container } = await renderPage(PathsPage, changedSite(), {
      path: `/?view=changes&since=${since}&path=ledger.example.org&proxy=${PROXY}&side=before&hop=5`,
    });
    expect(
      await screen.findByRole('dialog', { name: 'Node: birch' }),
    ).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(container).toHaveTextContent('2 changed paths');
    await userEvent.click(
      screen.getByRole('button', { name: 'Node alder confirmed new' }),
    );
    expect(
      await screen.findByRole('dialog', { name: 'Node: alder' }),
    ).toBeInTheDocument();
  });

  it('asks nothing before a moment was chosen', async () => {
    const itops = changedSite();
    await renderPage(PathsPage, itops, { path: '/?view=changes' });
    expect(await screen.findByText('What changed?')).toBeInTheDocument();
    expect(itops.asked('pathChanges')).toHaveLength(0);
    await userEvent.click(screen.getByRole('button', { name: '1 day ago' }));
    await waitFor(() => expect(itops.asked('pathChanges')).toHaveLength(1));
  });

  it('refuses a moment after the one that is shown', async () => {
    const itops = changedSite();
    const asOf = ago(48 * 3_600_000);
    await renderPage(PathsPage, itops, {
      path: `/?view=changes&asOf=${asOf}&since=${since}`,
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Compare' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Choose a moment before the one that is shown.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Back to now' }));
  });
});

import { NotFoundError } from '@backstage/errors';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeItops } from '../../testing/FakeItops';
import { noPlan, simulationOf } from '../../testing/fixtures';
import { httpError } from '../../testing/httpError';
import { renderPage } from '../../__testUtils__/renderPage';
import { VlanPlanPage } from './VlanPlanPage';

const show = (itops: FakeItops, query = '') =>
  renderPage(VlanPlanPage, itops, {
    path: `/it/vlan-plan?view=simulate${query}`,
  });

const rowOf = (hostname: string) =>
  screen.findByRole('row', { name: new RegExp(`^${hostname}`) });

describe('what breaks if a wave moves', () => {
  it('says kept, broken or unknown for each host name, and why', async () => {
    await show(new FakeItops(), '&what=b-ledger');
    const [broken, unknown, kept] = [
      await rowOf('ledger.example.org'),
      await rowOf('blind.example.org'),
      await rowOf('same.example.org'),
    ].map(row => within(row).getAllByRole('gridcell')[0]);
    expect(broken).toHaveTextContent(
      'brokenIts row still sends to the old address until it is edited.',
    );
    expect(unknown).toHaveTextContent(/^unknown.*only the proxy itself/);
    expect(kept).toHaveTextContent(/^keptIt is reached in the new place/);
    const counts = screen.getByRole('list', { name: 'Host names by verdict' });
    expect(counts).toHaveTextContent('broken1unknown1kept2');
  });

  it('leaves out host names that nothing touches until they are wanted', async () => {
    await show(new FakeItops(), '&what=b-ledger');
    await rowOf('ledger.example.org');
    expect(screen.queryByText('far.example.org')).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'also the 1 that nothing touches' }),
    );
    expect(await screen.findByText('far.example.org')).toBeVisible();
  });

  it('names owners, ports and edits, and says not assigned yet, not nothing', async () => {
    await show(new FakeItops(), '&what=b-ledger');
    await rowOf('ledger.example.org');
    const listed = (name: string) => screen.getByRole('list', { name });
    expect(listed('Moves')).toHaveTextContent(
      '4101 ledger-api VLAN 30 → VLAN 3110.20.30.41 → not assigned yet.Whether its port carries the VLAN is unknown: It is not known which VLANs the switch port carries.',
    );
    expect(listed('Owners to ask')).toHaveTextContent(
      'payments1 guest: 4101 ledger-api1 host name: ledger.example.org',
    );
    expect(listed('Switch ports that lack the VLAN')).toHaveTextContent(
      'spine/5 lacks VLAN 31',
    );
    expect(
      within(screen.getByRole('grid', { name: 'Edits' })).getByRole('row', {
        name: /^Proxy row/,
      }),
    ).toHaveTextContent('forward_host10.20.30.41not assigned yet');
  });

  it('shows long lists in steps, and says how many there are', async () => {
    const itops = new FakeItops();
    const [move] = simulationOf().moves;
    itops.vlanPlan.answers.simulation = simulationOf({
      moves: Array.from({ length: 30 }, (_, index) => ({
        ...move,
        ref: `guest:${index}/net0`,
        label: `guest ${index}`,
      })),
    });
    await show(itops, '&what=b-ledger');
    const moves = await screen.findByRole('list', { name: 'Moves' });
    expect(within(moves).getAllByRole('listitem')).toHaveLength(10);
    const more = () => screen.getByRole('button', { name: /more of 30 moves/ });
    await userEvent.click(more());
    await userEvent.click(more());
    expect(within(moves).getAllByRole('listitem')).toHaveLength(30);
    expect(
      screen.queryByRole('button', { name: /more of/ }),
    ).not.toBeInTheDocument();
  });
});

describe('what breaks if one guest moves', () => {
  const fill = async (label: RegExp | string, text: string) =>
    userEvent.type(await screen.findByLabelText(label), text);

  it('is asked only when guest, VLAN and prefix are named', async () => {
    const itops = new FakeItops();
    await show(itops);
    await userEvent.selectOptions(
      await screen.findByLabelText('What moves now?'),
      'One guest …',
    );
    await fill(/^Guest/, '4101');
    const ask = screen.getByRole('button', { name: 'Show what breaks' });
    await userEvent.click(ask);
    expect(screen.getAllByText('This is needed.')).toHaveLength(2);
    expect(screen.getByLabelText(/^To VLAN/)).toHaveFocus();
    expect(itops.vlanPlan.asked('simulate')).toEqual([]);

    await fill(/^To VLAN/, '31');
    await fill(/^Prefix/, '10.20.31.0/24');
    await userEvent.click(ask);
    await rowOf('ledger.example.org');
    expect(itops.vlanPlan.asked('simulate')[0][0]).toEqual({
      moves: [{ guest: 'guest:4101', vid: 31, prefix: '10.20.31.0/24' }],
    });
  });

  it('marks the field that the server does not take, and offers no retry', async () => {
    const itops = new FakeItops();
    itops.vlanPlan.fail(
      'simulate',
      httpError(400, 'moves.0.prefix: must end in zeros'),
    );
    await show(itops, '&what=one-guest&guest=4101&vid=31&prefix=10.20.31.7/24');
    await screen.findByText('This cannot be taken as it is.');
    expect(screen.getByLabelText(/^Prefix/)).toHaveAccessibleDescription(
      /must end in zeros/i,
    );
    expect(
      screen.queryByRole('button', { name: 'Try again' }),
    ).not.toBeInTheDocument();
  });

  it('needs no plan', async () => {
    const itops = new FakeItops();
    itops.vlanPlan.answers.board = noPlan();
    await show(itops, '&what=one-guest&guest=4101&vid=31&prefix=10.20.31.0/24');
    expect(await rowOf('ledger.example.org')).toBeInTheDocument();
  });
});

it('a wave that the plan does not have is said to be unknown', async () => {
  const itops = new FakeItops();
  itops.vlanPlan.fail(
    'simulateWave',
    new NotFoundError('The plan has no wave z; it has a-tools, b-ledger'),
  );
  await show(itops, '&what=z');
  await screen.findByText('There is nothing of that name.');
  expect(screen.getByText(/it has a-tools, b-ledger/)).toBeVisible();
});

import { screen } from '@testing-library/react';
import { onEntity } from '../__testUtils__/onEntity';
import { renderPage } from '../__testUtils__/renderPage';
import { FakeItops } from '../testing/FakeItops';
import { CLUSTER, changeRequest } from '../testing/fixtures';
import { httpError } from '../testing/httpError';
import { ChangesCard } from './ChangesCard';

const draw = (itops: FakeItops, type = 'guest', id = `${CLUSTER}/4101`) =>
  renderPage(onEntity(ChangesCard, type, id), itops);

describe('the changes of a guest', () => {
  it('stand on its page, with what became of them and the way to ask for one', async () => {
    const itops = new FakeItops();
    await draw(itops);
    expect(
      await screen.findByRole('link', { name: '17: Shut down guest 4101' }),
    ).toHaveAttribute('href', '/it/changes/c-17');
    expect(screen.getByText('waits for approval')).toBeVisible();
    expect(itops.changeRequests.asked('list')[0][0]).toMatchObject({
      source: CLUSTER,
      target: 'guest:4101',
    });
    expect(screen.getByRole('link', { name: 'Change it…' })).toHaveAttribute(
      'href',
      `/it/changes?new=change&do=guest.start&vmid=4101&source=${encodeURIComponent(
        CLUSTER,
      )}`,
    );
  });

  it('lead to the rest where there are many', async () => {
    const itops = new FakeItops();
    itops.changeRequests.answers.changes = Array.from({ length: 7 }, (_, nth) =>
      changeRequest({ id: `c-${nth}`, number: nth }),
    );
    await draw(itops);
    expect(await screen.findByRole('link', { name: 'All 7' })).toHaveAttribute(
      'href',
      '/it/changes?list=all&q=4101',
    );
  });

  it('are none where nobody asked for one', async () => {
    const itops = new FakeItops();
    itops.changeRequests.answers.changes = [];
    await draw(itops);
    expect(
      await screen.findByText('Nobody has asked for a change of it.'),
    ).toBeVisible();
  });

  it('are not shown to who may not read them', async () => {
    const itops = new FakeItops();
    itops.changeRequests.fail('list', httpError(403, 'no'));
    await draw(itops);
    expect(await screen.findByText('You may not see this.')).toBeVisible();
  });
});

it('are found for an address, which nobody changes by itself', async () => {
  const itops = new FakeItops();
  itops.changeRequests.answers.changes = [
    changeRequest({ targets: ['address:10.20.30.41', 'guest:4101'] }),
  ];
  await draw(itops, 'ip-address', '10.20.30.41');
  expect(await screen.findByText(/Shut down guest 4101/)).toBeVisible();
  expect(itops.changeRequests.asked('list')[0][0]).toMatchObject({
    target: 'address:10.20.30.41',
  });
  expect(
    screen.queryByRole('link', { name: 'Change it…' }),
  ).not.toBeInTheDocument();
});

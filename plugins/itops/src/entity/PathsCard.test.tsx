import { screen } from '@testing-library/react';
import { onEntity } from '../__testUtils__/onEntity';
import { renderPage } from '../__testUtils__/renderPage';
import { FakeItops } from '../testing/FakeItops';
import {
  CLUSTER,
  NETWORK,
  PROXY,
  sourceOf,
  staleLabel,
} from '../testing/fixtures';
import { PathsCard } from './PathsCard';

const cardOf = (type: string, id: string) => onEntity(PathsCard, type, id);

describe('the card of host names that land on a thing', () => {
  it.each([
    ['guest', `${CLUSTER}/4101`, `guest-id:${CLUSTER}/4101`],
    ['hypervisor', `${CLUSTER}/alder`, `node-id:${CLUSTER}/alder`],
    ['ip-address', '10.20.30.41', 'address:10.20.30.41'],
    ['switch', `${NETWORK}/aa:bb`, `switch-id:${NETWORK}/aa:bb`],
    ['switch-port', `${NETWORK}/aa:bb/3`, `port-id:${NETWORK}/aa:bb/3`],
  ])('asks for a %s by its id', async (type, id, ref) => {
    const itops = new FakeItops();
    await renderPage(cardOf(type, id), itops);
    await screen.findByText('Host names that land here');
    expect(itops.asked('reverse')[0][0]).toBe(ref);
  });

  it('names them with the status of their path', async () => {
    await renderPage(cardOf('ip-address', '10.20.30.41'), new FakeItops());
    expect(
      await screen.findByRole('link', { name: 'ledger.example.org' }),
    ).toBeInTheDocument();
    expect(screen.getByText('likely')).toBeInTheDocument();
    expect(
      screen.getByText('forward web → proxy host 4 → 10.20.30.41:8080'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Show its path hop by hop' }),
    ).toHaveAttribute(
      'href',
      '/it/paths?view=reverse&ref=address%3A10.20.30.41',
    );
  });

  it('says nothing of what lands on a thing that no source tells of', async () => {
    const itops = new FakeItops();
    itops.answers.unknownRefs = [`guest-id:${CLUSTER}/9999`];
    await renderPage(cardOf('guest', `${CLUSTER}/9999`), itops);
    expect(
      await screen.findByText(/No source tells of it now/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/No host name/)).not.toBeInTheDocument();
  });

  it.each([
    ['No host name lands here.', [sourceOf(PROXY)]],
    [/not every proxy was read completely/, [sourceOf(PROXY, staleLabel())]],
    [/No reverse proxy is read/, [sourceOf(CLUSTER)]],
  ])('says %s where there is none', async (sentence, sources) => {
    const itops = new FakeItops();
    itops.answers.paths = [];
    itops.sourcesSeen = sources;
    await renderPage(cardOf('guest', `${CLUSTER}/4101`), itops);
    expect(await screen.findByText(sentence)).toBeInTheDocument();
  });
});

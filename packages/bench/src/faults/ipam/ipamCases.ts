import { Knex } from 'knex';
import { BenchPortal } from '../../worlds/portal/startPortal';
import { Answer, brokenAnswers, brokenBooks } from './books';

/** A prefix of its own for each run, so that none finds what another left. */
export interface Round {
  portal: BenchPortal;
  knex: Knex;
  /** 0 … 255. */
  block: number;
  /** 0 … 255. */
  run: number;
}

export interface IpamCase {
  name: string;
  note: string;
  /** @returns broken promises */
  check(round: Round): Promise<string[]>;
}

interface Prefix {
  id: string;
  version: number;
  base: string;
}

async function prefixOf(
  { portal, block, run }: Round,
  more: (base: string) => object = () => ({}),
): Promise<Prefix> {
  const base = `172.${16 + block}.${run}`;
  const { status, body } = await portal.send('POST', '/ipam/prefixes', {
    cidr: `${base}.0/24`,
    ...more(base),
  });
  if (status !== 201) {
    throw new Error(`No prefix for the test: ${status} ${body.error?.message}`);
  }
  return { id: body.id, version: body.version, base };
}

function atOnce(
  count: number,
  act: (index: number) => Promise<Answer>,
): Promise<Answer[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => act(index)));
}

function next({ portal }: Round, { id }: Prefix): Promise<Answer> {
  return portal.send('POST', `/ipam/prefixes/${id}/next-free`, {});
}

const TAKEN = 200;
const OFFERED = 241;
const WANTED = 260;

/** Many writers, and what must hold afterwards. */
export const ipamCases: readonly IpamCase[] = [
  {
    name: `${TAKEN} at once`,
    note: 'next free of a /24; all distinct',
    async check(round) {
      const prefix = await prefixOf(round);
      const answers = await atOnce(TAKEN, () => next(round, prefix));
      return [
        ...brokenAnswers(answers, TAKEN),
        ...(await brokenBooks(round.knex)),
      ];
    },
  },
  {
    name: `${WANTED} wanted of ${OFFERED}`,
    note: 'a /24 with gateway and a DHCP range of 12; the rest is refused with 409',
    async check(round) {
      const prefix = await prefixOf(round, base => ({
        gateway: `${base}.1`,
        ranges: [{ kind: 'dhcp', first: `${base}.100`, last: `${base}.111` }],
      }));
      const answers = await atOnce(WANTED, () => next(round, prefix));
      const inRange = answers.filter(({ body }) => {
        const last = Number(body.address?.split('.')[3]);
        return last === 1 || (last >= 100 && last <= 111);
      });
      return [
        ...brokenAnswers(answers, OFFERED),
        ...inRange.map(({ body }) => `${body.address} is never offered`),
        ...(await brokenBooks(round.knex)),
      ];
    },
  },
  {
    name: 'three writers on one address',
    note: 'one gets it, two are refused with 409',
    async check(round) {
      const { base } = await prefixOf(round);
      const address = `${base}.${1 + round.run}`;
      const answers = await atOnce(3, () =>
        round.portal.send('POST', '/ipam/reservations', { address }),
      );
      return [...brokenAnswers(answers, 1), ...(await brokenBooks(round.knex))];
    },
  },
  {
    name: 'taken while the prefix is split',
    note: '40 reservations of the next and of wanted addresses beside a split; refused where they come too late',
    async check(round) {
      const prefix = await prefixOf(round);
      const { portal } = round;
      const headers = { 'if-match': `"${prefix.version}"` };
      const path = `/ipam/prefixes/${prefix.id}/reshape`;
      const reshape = { kind: 'split', length: 26 };
      const preview = await portal.send(
        'POST',
        `${path}/preview`,
        { reshape },
        headers,
      );
      const { previewHash } = preview.body;
      const [split, answers] = await Promise.all([
        portal.send('POST', path, { reshape, previewHash }, headers),
        atOnce(40, index =>
          index % 2 === 0
            ? next(round, prefix)
            : portal.send('POST', '/ipam/reservations', {
                address: `${prefix.base}.${10 + 6 * index}`,
              }),
        ),
      ]);
      const given = answers.filter(({ status }) => status === 201).length;
      // A prefix that turned into a container, or was looked for before, is gone.
      const clear = answers.filter(({ status }) => status !== 404);
      return [
        ...([200, 409].includes(split.status)
          ? []
          : [`the split: ${split.status} ${split.body.error?.message}`]),
        ...brokenAnswers(clear, given),
        ...(await brokenBooks(round.knex)),
      ];
    },
  },
];

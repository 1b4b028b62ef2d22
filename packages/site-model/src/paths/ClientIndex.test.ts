import fc from 'fast-check';
import { ClientFact } from '../facts';
import { Observed } from '../site';
import { ClientIndex } from './ClientIndex';

function client(sourceId: string, mac: string): Observed<ClientFact> {
  const collectedAt = '2027-02-01T12:00:00.000Z';
  return {
    sourceId,
    scope: 'source',
    collectedAt,
    freshness: { freshness: 'fresh', collectedAt },
    value: { mac, wired: true, presence: 'present' },
  };
}

const MACS = ['02:00:00:00:00:01', '02:00:00:00:00:0a', 'bc:24:11:00:00:02'];

describe('ClientIndex', () => {
  it('finds what a search through all clients finds, in the same order, sorted or not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom(...MACS), { maxLength: 6 }), {
          maxLength: 3,
        }),
        lists => {
          const clients = lists.flatMap((macs, source) =>
            macs.map(mac => client(`unifi/${source}`, mac)),
          );
          const index = ClientIndex.create(clients);
          for (const mac of [...MACS, '00:00:00:00:00:00', 'ff']) {
            const all = clients.filter(({ value }) => value.mac === mac);
            const found = index.of(mac);
            expect(found).toHaveLength(all.length);
            found.forEach((item, at) => expect(item).toBe(all[at]));
          }
        },
      ),
    );
  });

  it('leaves the list it was given as it is', () => {
    const clients = [client('unifi/a', MACS[2]), client('unifi/a', MACS[0])];
    ClientIndex.create(clients);
    expect(clients.map(({ value }) => value.mac)).toEqual([MACS[2], MACS[0]]);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import {
  describeHere,
  missingRecordedSite,
  outcomesOf,
  recordedFile,
  valuesOf,
} from '@sankofa/plugin-itops-node/testUtils';
import { parseNeighbours } from '@sankofa/site-model';
import { collect, collectorOf } from './__testUtils__/collect';

const NODES = ['ml110', 'r630-01', 'r630-02', 'r630-03'];

const read = (form: 'json' | 'txt') =>
  collect(
    collectorOf(
      NODES.map(node => ({
        node,
        file: recordedFile(`neighbours/${node}.${form}`),
      })),
    ),
  );

describeHere(missingRecordedSite(), 'the recorded site', () => {
  it('has the same neighbours in text and in JSON, all of them read', async () => {
    const [json, text] = [await read('json'), await read('txt')];
    expect(outcomesOf(json)).toEqual({
      source: 'complete',
      ...Object.fromEntries(NODES.map(node => [`node:${node}`, 'complete'])),
    });
    expect(valuesOf(json, 'neighbour')).toEqual(valuesOf(text, 'neighbour'));
    expect(valuesOf(json, 'neighbour')).toHaveLength(51);
  });

  it('shows who is there, who was, and who was only written down', async () => {
    const values = valuesOf(await read('txt'), 'neighbour');
    const of = (address: string) =>
      values
        .filter(value => value.address === address)
        .map(({ node, presence, mac }) => `${node} ${presence} ${mac}`);
    // Squatters (ruling R10): one answers, one only did.
    expect(of('192.168.11.93')).toEqual([
      'ml110 present 00:0c:29:5d:11:93',
      'r630-01 present 00:0c:29:5d:11:93',
    ]);
    expect(of('192.168.11.94')).toEqual(['ml110 seen 00:0c:29:5d:11:94']);
    // The guest that is found by its MAC alone (ruling R03).
    expect(of('192.168.11.61')).toEqual(['r630-03 present bc:24:11:00:02:11']);
    expect(of('192.168.11.166')).toEqual([
      'ml110 present bc:24:11:00:01:01',
      'r630-01 present bc:24:11:00:01:01',
      'r630-02 configured bc:24:11:00:01:01',
    ]);
    expect(of('192.168.11.96')).toEqual(['r630-03 absent undefined']);
  });
});

const FORMS = recordedFile('../declared/ip-neigh');
const form = (name: string) =>
  parseNeighbours(readFileSync(`${FORMS}/${name}`, 'utf8'));

describeHere(
  existsSync(FORMS) ? undefined : 'no recorded output of iproute2',
  'real output of iproute2 6.1',
  () => {
    it.each([
      ['ip-neigh.txt', 'ip-neigh.json', 7],
      ['ip-neigh-stats.txt', 'ip-neigh-stats.json', 7],
      ['ip-neigh-details.txt', 'ip-neigh-pretty.json', 7],
      ['ip-neigh-proxy.txt', 'ip-neigh-proxy.json', 0],
    ])('%s is read as %s is', (text, json, count) => {
      expect(form(text)).toEqual(form(json));
      expect(form(text).entries).toHaveLength(count);
      expect(form(text).leftOut).toBe(1);
      expect(form(text).unread).toEqual([]);
    });

    it('is read without dev, with NOARP and with PROBE as well', () => {
      expect(
        form('ip-neigh-dev.txt').entries.map(({ device }) => device),
      ).toEqual(Array(7).fill(undefined));
      expect(
        form('ip-neigh-nud-all.txt').entries.map(({ presence }) => presence),
      ).toEqual([
        'absent',
        'configured',
        'present',
        'absent',
        'configured',
        'seen',
        'seen',
      ]);
      expect(
        form('ip-neigh-incomplete.txt').entries.filter(
          ({ presence }) => presence === 'present',
        ),
      ).toHaveLength(3);
    });

    it('is never taken from the table of the kernel that keeps old MACs', () => {
      const { entries, unread } = form('proc-net-arp.txt');
      expect(entries).toEqual([]);
      expect(unread.length).toBeGreaterThan(0);
    });
  },
);

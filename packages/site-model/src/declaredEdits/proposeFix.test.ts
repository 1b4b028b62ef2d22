import fc from 'fast-check';
import { parseEndpointTables, parseEnvFile } from '../parsers';
import { GuestSketch, SnapshotBuilder } from '../__testUtils__/siteBuilder';
import {
  macOf,
  NO_OPTIONS,
  siteOf,
  verdictsOf,
} from '../__testUtils__/siteBuilder';
import { ConsoleBuilder } from '../__testUtils__/edgeBuilder';
import { applyChanges } from './DriftFix';
import { proposeFix } from './proposeFix';

interface World {
  env?: string;
  table?: string;
  guests?: Record<number, GuestSketch>;
  extra?: SnapshotBuilder[];
}

const HEAD = '| VMID | Name | IP |\n|---|---|---|\n';

/** A site whose declared facts are read from texts, as those of a portal are. */
function siteFrom({ env, table, guests = {}, extra = [] }: World) {
  const cluster = SnapshotBuilder.cluster().node('node-a').node('node-b');
  Object.entries(guests).forEach(([vmid, sketch]) =>
    cluster.guest(Number(vmid), sketch),
  );
  const sources = [cluster, ...extra];
  if (env !== undefined) {
    const file = 'ip-addresses.conf';
    const source = SnapshotBuilder.declared(file);
    const { keys, unparsed } = parseEnvFile(env, { file });
    keys.forEach(({ key, addresses, ranges, ...rest }) =>
      source.key(key, [], { ...rest, addresses, ranges }),
    );
    unparsed.forEach(item =>
      source.unparsed(item.file, item.line, item.text, item.why),
    );
    sources.push(source);
  }
  if (table !== undefined) {
    const file = 'guests.md';
    const source = SnapshotBuilder.declared(file);
    const { rows, unparsed } = parseEndpointTables(HEAD + table, { file });
    rows.forEach(({ vmid, addresses, ranges, ...rest }) =>
      source.row(vmid, [], { ...rest, addresses, ranges }),
    );
    unparsed.forEach(item =>
      source.unparsed(item.file, item.line, item.text, item.why),
    );
    sources.push(source);
  }
  return siteOf(sources);
}

const findingsOf = (world: World) =>
  verdictsOf(siteFrom(world)).map(({ rule, subject }) => `${rule} ${subject}`);

/** The world after the fix was applied to the file it is meant for. */
function repaired(world: World, rule: string, subject: string): World | string {
  const fix = proposeFix(siteFrom(world), NO_OPTIONS, { rule, subject });
  if (!fix.offered) {
    return `${fix.reason}: ${fix.message}`;
  }
  const isTable = fix.file === 'guests.md';
  const text = isTable ? HEAD + world.table! : world.env!;
  const result = applyChanges(text, fix.changes);
  if ('refused' in result) {
    return `refused: ${result.refused}`;
  }
  return isTable
    ? { ...world, table: result.text.slice(HEAD.length) }
    : { ...world, env: result.text };
}

const web = { name: 'web', configured: ['10.0.0.5/24'] };
const db = { name: 'db', configured: ['10.0.0.6/24'] };

describe('proposeFix', () => {
  it.each<[string, string, World, Partial<World>]>([
    [
      'address-undeclared',
      'address:10.0.0.6',
      { env: 'IP_WEB=10.0.0.5 # web\n', guests: { 101: web, 102: db } },
      { env: 'IP_WEB=10.0.0.5 # web\nIP_DB=10.0.0.6\n' },
    ],
    [
      'address-undeclared',
      'address:10.0.0.6',
      {
        env: 'WEB_IP="10.0.0.5"\nDB_IP=word\nX_IP=1\n',
        guests: { 101: web, 102: db },
      },
      {
        env: 'WEB_IP="10.0.0.5"\nDB_IP_2="10.0.0.6"\nDB_IP=word\nX_IP=1\n'.replace(
          'DB_IP_2',
          'DB_102_IP',
        ),
      },
    ],
    [
      'address-undeclared',
      'address:10.0.0.5',
      { env: 'IP_WEB=10.0.0.9    # web\n', guests: { 101: web } },
      { env: 'IP_WEB=10.0.0.5    # web\n' },
    ],
    [
      'address-mismatch',
      'guest:101',
      { table: '| 101 | web | 10.0.0.9 |\n', guests: { 101: web } },
      { table: '| 101 | web | 10.0.0.5 |\n' },
    ],
    [
      'address-unused',
      'address:10.0.0.9',
      { env: 'IP_WEB=10.0.0.5\nIP_OLD=10.0.0.9\n', guests: { 101: web } },
      { env: 'IP_WEB=10.0.0.5\n' },
    ],
    [
      'address-unused',
      'address:10.0.0.9',
      { env: 'IP_WEB=10.0.0.9\nW=$IP_WEB\n', guests: { 101: web } },
      { env: 'IP_WEB=10.0.0.5\nW=$IP_WEB\n' },
    ],
    [
      'declared-duplicate',
      'address:10.0.0.5',
      {
        env: 'IP_WEB=10.0.0.5\nIP_DB=10.0.0.5\n',
        guests: { 101: web, 102: db },
      },
      { env: 'IP_WEB=10.0.0.5\nIP_DB=10.0.0.6\n' },
    ],
    [
      'declared-duplicate',
      'address:10.0.0.5',
      { env: 'IP_WEB=10.0.0.5\nIP_SHOP=10.0.0.5\n', guests: { 101: web } },
      { env: 'IP_WEB=10.0.0.5\nIP_SHOP=${IP_WEB}\n' },
    ],
    [
      'declared-duplicate',
      'address:10.0.0.5',
      {
        table: '| 101 | web | 10.0.0.5 |\n| 102 | db | 10.0.0.5 |\n',
        guests: { 101: web, 102: db },
      },
      { table: '| 101 | web | 10.0.0.5 |\n| 102 | db | 10.0.0.6 |\n' },
    ],
  ])('repairs %s of %s', (rule, subject, world, files) => {
    expect(findingsOf(world)).toContain(`${rule} ${subject}`);
    const after = repaired(world, rule, subject);
    expect(after).toMatchObject(files);
    expect(findingsOf(after as World)).not.toContain(`${rule} ${subject}`);
  });

  const stranger = (address: string) =>
    ConsoleBuilder.create().client('00:11:22:33:44:55', 3, { address });

  it.each<[string, string, string, World]>([
    [
      'live-side: .* is also on 102 db|live-side: .* is on 101 web and 102 db',
      'address-undeclared',
      'address:10.0.0.5',
      {
        env: 'X=10.0.0.9\n',
        guests: { 101: web, 102: { ...db, configured: ['10.0.0.5/24'] } },
      },
    ],
    [
      'not-fresh: 101 web is stopped',
      'address-undeclared',
      'address:10.0.0.5',
      { env: 'X=10.0.0.9\n', guests: { 101: { ...web, status: 'stopped' } } },
    ],
    [
      'several-candidates: 101 web has 10.0.0.5 and 10.0.0.7',
      'address-mismatch',
      'guest:101',
      {
        table: '| 101 | web | 10.0.0.9 |\n',
        guests: { 101: { ...web, configured: ['10.0.0.5/24', '10.0.0.7/24'] } },
      },
    ],
    [
      'several-candidates: The row of 101 web names 10.0.0.8 and 10.0.0.9',
      'address-mismatch',
      'guest:101',
      {
        table: '| 101 | web | 10.0.0.8, 10.0.0.9 |\n',
        guests: { 101: web },
      },
    ],
    [
      'not-fresh: 101 web is stopped',
      'address-mismatch',
      'guest:101',
      {
        table: '| 101 | web | 10.0.0.9 |\n',
        guests: { 101: { ...web, status: 'stopped' } },
      },
    ],
    [
      'live-side: 10.0.0.5 is also on',
      'address-mismatch',
      'guest:101',
      {
        table: '| 101 | web | 10.0.0.9 |\n',
        guests: { 101: web, 102: { ...db, configured: ['10.0.0.5/24'] } },
      },
    ],
    [
      'several-candidates: 10.0.0.5 stands in the row of 103',
      'address-mismatch',
      'guest:101',
      {
        table: '| 101 | web | 10.0.0.9 |\n| 103 | old | 10.0.0.5 |\n',
        guests: { 101: web },
      },
    ],
    [
      'live-side: 10.0.0.9 is in use by .*: something is there',
      'address-unused',
      'address:10.0.0.9',
      {
        env: 'X=10.0.0.9\n',
        guests: { 101: web },
        extra: [stranger('10.0.0.9')],
      },
    ],
    [
      'refused: line 1 could no longer be read',
      'address-unused',
      'address:10.0.0.9',
      { env: 'X=10.0.0.9\nU=http://$X:80\n', guests: { 101: web } },
    ],
    [
      'several-candidates: No guest has 10.0.0.9',
      'declared-duplicate',
      'address:10.0.0.9',
      { env: 'A=10.0.0.9\nB=10.0.0.9\n', guests: { 101: web } },
    ],
    [
      'several-candidates: A and B are all named otherwise',
      'declared-duplicate',
      'address:10.0.0.5',
      { env: 'A=10.0.0.5\nB=10.0.0.5\n', guests: { 101: web } },
    ],
    [
      'several-candidates: None of the guests',
      'declared-duplicate',
      'address:10.0.0.9',
      {
        table: '| 101 | web | 10.0.0.9 |\n| 102 | db | 10.0.0.9 |\n',
        guests: { 101: web, 102: db },
      },
    ],
    [
      'not-editable: Two live owners share',
      'duplicate-address',
      'address:10.0.0.5',
      { guests: { 101: web, 102: { ...db, configured: ['10.0.0.5/24'] } } },
    ],
  ])('offers nothing (%s) for %s', (why, rule, subject, world) => {
    expect(findingsOf(world)).toContain(`${rule} ${subject}`);
    expect(repaired(world, rule, subject)).toMatch(new RegExp(`^(?:${why})`));
  });

  it('asks into which file a key goes, and takes the answer', () => {
    const site = siteOf([
      SnapshotBuilder.cluster().node('node-a').guest(101, web),
      SnapshotBuilder.declared('a').key('A', '10.1.0.1', { file: 'a' }),
      SnapshotBuilder.declared('b').key('B', '10.1.0.2', { file: 'b' }),
    ]);
    const finding = { rule: 'address-undeclared', subject: 'address:10.0.0.5' };
    expect(proposeFix(site, NO_OPTIONS, finding)).toMatchObject({
      offered: false,
      reason: 'several-candidates',
      choices: ['declared/a', 'declared/b'],
    });
    expect(proposeFix(site, NO_OPTIONS, finding, 'declared/b')).toMatchObject({
      offered: true,
      file: 'b',
    });
  });

  it('warns of addresses that DHCP gave', () => {
    const guest = { ...web, configured: [], live: ['10.0.0.5/24'] };
    const site = siteFrom({
      env: 'X=10.1.0.1\n',
      guests: { 101: { ...guest, dynamic: true } },
    });
    expect(
      proposeFix(site, NO_OPTIONS, {
        rule: 'address-undeclared',
        subject: 'address:10.0.0.5',
      }),
    ).toMatchObject({
      offered: true,
      cautions: [expect.stringContaining('from DHCP')],
    });
  });

  it('never follows a MAC that is nobody’s', () => {
    const world = {
      table: '| 101 | web | 10.0.0.9 |\n',
      guests: { 101: web },
      extra: [stranger('10.0.0.5')],
    };
    expect(macOf(101)).not.toBe('00:11:22:33:44:55');
    expect(repaired(world, 'address-mismatch', 'guest:101')).toMatch(
      /^live-side/,
    );
  });
});

const address = fc.integer({ min: 4, max: 9 }).map(last => `10.0.0.${last}`);
const RULES = [
  'address-undeclared',
  'address-mismatch',
  'declared-duplicate',
  'address-unused',
];
const world: fc.Arbitrary<World> = fc.record({
  env: fc
    .array(
      fc
        .tuple(
          fc.constantFrom('IP_WEB', 'IP_DB', 'IP_MAIL', 'X'),
          fc.oneof(address, fc.constantFrom('$IP_WEB', '"${IP_DB}"', 'word')),
        )
        .map(pair => `${pair.join('=')}\n`),
      { maxLength: 5 },
    )
    .map(lines => lines.join('')),
  table: fc
    .array(
      fc
        .tuple(fc.integer({ min: 101, max: 103 }), address)
        .map(([vmid, text]) => `| ${vmid} | g${vmid} | ${text} |\n`),
      { maxLength: 4 },
    )
    .map(lines => lines.join('')),
  guests: fc.dictionary(
    fc.constantFrom('101', '102', '103'),
    fc.record({
      name: fc.constantFrom('web', 'db', 'mail'),
      status: fc.constantFrom('running', 'running', 'stopped'),
      template: fc.constantFrom(false, false, false, true),
      configured: fc.array(
        address.map(text => `${text}/24`),
        {
          maxLength: 2,
        },
      ),
    }),
  ),
});

describe('fixes of generated worlds', () => {
  it('make their finding go away and bring no other of their kind', () => {
    let offered = 0;
    fc.assert(
      fc.property(world, before => {
        const verdicts = findingsOf(before);
        for (const verdict of verdicts) {
          const [rule, subject] = verdict.split(' ');
          if (RULES.includes(rule)) {
            const after = repaired(before, rule, subject);
            if (typeof after !== 'string') {
              offered++;
              const left = findingsOf(after);
              expect(left).not.toContain(verdict);
              const isNew = (item: string) =>
                !verdicts.includes(item) && item.startsWith('declared-dup');
              expect(left.filter(isNew)).toEqual([]);
              const unread = (items: string[]) =>
                items.filter(item => item.startsWith('declared-unparsed'));
              expect(unread(left).length).toBe(unread(verdicts).length);
            }
          }
        }
      }),
      { numRuns: 400 },
    );
    expect(offered).toBeGreaterThan(40);
  });
});

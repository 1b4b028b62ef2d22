import fc from 'fast-check';
import { declaredHostnameFactSchema, unparsedFactSchema } from '../facts';
import { parseHostnameTables } from './hostnameTables';

const parse = (...lines: string[]) =>
  parseHostnameTables(lines.join('\n'), { file: 'HOSTNAMES.md' });
const HEAD = ['| Hostname | Upstream | Notes |', '|---|---|---|'];
/** `name → upstreams` of rows under {@link HEAD}. */
function said(...rows: string[]): string[] {
  return parse(...HEAD, ...rows).hostnames.map(({ hostname, upstreams }) =>
    [
      hostname,
      ...upstreams.map(({ scheme, host, port, vmid }) =>
        [
          scheme && `${scheme}://`,
          vmid !== undefined ? `#${vmid}` : host,
          port !== undefined && `:${port}`,
        ]
          .filter(Boolean)
          .join(''),
      ),
    ].join(' '),
  );
}
const why = (...rows: string[]) =>
  parse(...HEAD, ...rows).unparsed.map(({ line, why: text }) => [line, text]);

describe('parseHostnameTables finds columns by their headings', () => {
  it.each([
    [['Public hostname', 'Upstream'], '10.0.0.5:80'],
    [['Domain', 'Forward to'], 'http://10.0.0.5'],
    [['FQDN', 'Backend'], '10.0.0.5:80'],
    [['URL', 'IP'], '10.0.0.5'],
    [['Domäne', 'Ziel'], '10.0.0.5'],
    [['Nom de domaine', 'Cible'], '10.0.0.5'],
    [['域名', '上游'], '10.0.0.5:80'],
    [['Hostname', 'VMID'], '101'],
  ])('%j', (headings, cell) => {
    const reading = parse(
      `| ${headings.join(' | ')} |`,
      '|---|---|',
      `| App.Example.org | ${cell} |`,
    );
    expect(reading).toMatchObject({
      tables: 1,
      hostnames: [{ line: 3, hostname: 'app.example.org' }],
      unparsed: [],
    });
    expect(reading.hostnames[0].upstreams).toHaveLength(1);
  });

  it('prefers the public name to the name of the guest, and reads the port beside an address', () => {
    const { hostnames } = parse(
      '| VMID | Hostname | IP | Port | Domain |',
      '|---|---|---|---|---|',
      '| 101 | app | 10.0.0.5 | 3000 | app.example.org |',
    );
    expect(hostnames).toEqual([
      {
        file: 'HOSTNAMES.md',
        line: 3,
        hostname: 'app.example.org',
        upstreams: [{ text: '10.0.0.5', host: '10.0.0.5', port: 3000 }],
        planned: false,
      },
    ]);
  });

  it('leaves tables of other things, code and comments alone', () => {
    const reading = parse(
      '| VMID | Name | IP |',
      '|---|---|---|',
      '| 101 | app.example.org | 10.0.0.5 |',
      '',
      '```',
      ...HEAD,
      '| a.example.org | 10.0.0.5 | |',
      '```',
      '<!--',
      ...HEAD,
      '| b.example.org | 10.0.0.5 | |',
      '-->',
    );
    expect(reading).toEqual({ hostnames: [], unparsed: [], tables: 0 });
  });
});

describe('parseHostnameTables reads rows', () => {
  it('with every form of an upstream', () => {
    expect(
      said(
        '| a.example.org | 10.0.0.5:3000 | |',
        '| b.example.org | `https://10.0.0.5/login` | |',
        '| c.example.org | 7801 | |',
        '| d.example.org | CT 102 | |',
        '| e.example.org | VM102:8080 | |',
        '| f.example.org | Grafana.lan:3000 | |',
        '| g.example.org | [fd00::5]:8080 | |',
        '| h.example.org | fd00:0::5 | |',
        '| i.example.org | [the app](http://wiki.example.org) | |',
        '| j.example.org | **grafana** | |',
        '| k.example.org | 10.0.0.5:80 (behind a VPN) | |',
      ),
    ).toEqual([
      'a.example.org 10.0.0.5:3000',
      'b.example.org https://10.0.0.5',
      'c.example.org #7801',
      'd.example.org #102',
      'e.example.org #102:8080',
      'f.example.org grafana.lan:3000',
      'g.example.org fd00::5:8080',
      'h.example.org fd00::5',
      'i.example.org',
      'j.example.org grafana',
      'k.example.org 10.0.0.5:80',
    ]);
  });

  it('with several names and several upstreams', () => {
    expect(
      said(
        '| a.example.org, `www.a.example.org`<br>https://x.example.org:8443/ | 10.0.0.5:80 / .6:80 | |',
        '| *.t.example.org | 10.0.0.5 or 102<br>`http://web:80` | |',
      ),
    ).toEqual([
      'a.example.org 10.0.0.5:80 10.0.0.6:80',
      'www.a.example.org 10.0.0.5:80 10.0.0.6:80',
      'x.example.org 10.0.0.5:80 10.0.0.6:80',
      '*.t.example.org 10.0.0.5 #102 http://web:80',
    ]);
  });

  it('that are struck, empty, headings or placeholders as nothing', () => {
    const rows = [
      '| ~~a.example.org~~ | ~~10.0.0.5~~ | gone |',
      '| ~~b.example.org~~ | 10.0.0.5 | gone |',
      '| c.example.org | ~~10.0.0.5~~ | gone |',
      '| TBD | 10.0.0.5 | |',
      '| — | | |',
      '| **Internal** | | |',
      '| <name> | 10.0.0.5 | |',
    ];
    expect(said(...rows)).toEqual([]);
    expect(why(...rows)).toEqual([]);
  });

  it('that do not say yet where they lead as names only', () => {
    const rows = [
      '| a.example.org | TBD | |',
      '| b.example.org | — | |',
      '| c.example.org | <ip> | |',
    ];
    expect(said(...rows)).toEqual([
      'a.example.org',
      'b.example.org',
      'c.example.org',
    ]);
    expect(
      parse(...HEAD, ...rows).hostnames.every(({ planned }) => planned),
    ).toBe(true);
    expect(why(...rows)).toEqual([]);
  });

  it('and says what it could not read', () => {
    const rows = [
      '| a.example.org | 10.0.0.5-9 | |',
      '| b.example.org | 10.0.0.0/24 | |',
      '| c.example.org | 10.0.0.256:80 | |',
      '| d.example.org | the big box | |',
      '| 10.0.0.5:80 | e.example.org | |',
      '| grafana | 10.0.0.5:80 | |',
      '| f.example.org | 10.0.0.5:99999 | |',
    ];
    expect(said(...rows)).toEqual([
      'a.example.org',
      'b.example.org',
      'c.example.org',
      'd.example.org',
      'f.example.org',
    ]);
    expect(why(...rows)).toEqual([
      [3, '"10.0.0.5-9" is a range, and no upstream'],
      [4, '"10.0.0.0/24" is a network, and no upstream'],
      [5, expect.stringContaining('256')],
      [6, expect.stringContaining('cells may be shifted: "the big box"')],
      [7, '"10.0.0.5:80" is an address, and no host name'],
      [8, '"grafana" is no full host name'],
      [9, '"10.0.0.5:99999" has no valid port'],
    ]);
  });

  it('of any text without failing, and in time', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.stringMatching(/^[\w.:/*~`| \-[\]<>]{0,40}$/),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), rows => {
        const { hostnames, unparsed } = parse(
          ...HEAD,
          ...rows.map(([name, to]) => `| ${name} | ${to} | |`),
        );
        hostnames.forEach(fact => declaredHostnameFactSchema.parse(fact));
        unparsed.forEach(fact => unparsedFactSchema.parse(fact));
      }),
    );
    const started = performance.now();
    parse(...HEAD, `| ${'a.'.repeat(50_000)} | ${'1.'.repeat(50_000)} | |`);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

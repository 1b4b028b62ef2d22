import { importCsv } from './importCsv';

function problemsOf(name: string, text: string) {
  return importCsv([{ name, text }]).problems.map(
    ({ line, column, message }) => [line, column, message],
  );
}

describe('importCsv', () => {
  it('says for each wrong cell in which line and column it is', () => {
    const text =
      'name,role,status,description\r\n' +
      'sw1,switch,active,"two\r\nlines"\r\n' +
      'sw2,toaster,active,\r\n' +
      '\r\n' +
      ',switch,sleeping,\r\n' +
      'sw1,switch,active,\r\n' +
      'sw3,switch\r\n';
    expect(problemsOf('port-devices.csv', text)).toEqual([
      [8, undefined, 'The row has 2 cells, but there are 4 headings'],
      [4, 'role', expect.stringMatching(/'toaster': .*patch-panel/)],
      [6, 'status', expect.stringMatching(/'sleeping': /)],
      [7, undefined, 'sw1 is already in line 2'],
    ]);
  });

  it.each([
    ['name,rolle\nsw1,switch', 1, /heading 'rolle' is unknown/],
    ['name,name\nsw1,sw1', 1, /heading 'name' is there twice/],
    ['role\nswitch', 1, /column name is missing/],
    ['', 1, /file is empty/],
    ['name\n"sw1', 2, /Quote Not Closed/],
  ])('refuses the whole of %j', (text, line, message) => {
    expect(problemsOf('port-devices.csv', text)).toEqual([
      [
        line,
        line === 1 && /'/.test(String(message))
          ? expect.any(String)
          : undefined,
        expect.stringMatching(message),
      ],
    ]);
  });

  it('tells what a file is from its name alone', () => {
    expect(problemsOf('things.csv', 'name\nsw1')).toEqual([
      [
        1,
        undefined,
        expect.stringMatching(/port-devices.csv, ports.csv, cables.csv/),
      ],
    ]);
    expect(problemsOf('C:\\exports\\Port-Devices.CSV', 'name\nsw1')).toEqual(
      [],
    );
  });

  it('reads MAC addresses in any form, and refuses what is none', () => {
    const head = 'device,kind,name,macs\n';
    const { patch } = importCsv([
      {
        name: 'ports.csv',
        text: `${head}pve1,interface,eno1,02-00-00-00-00-01 0200.0000.0002`,
      },
    ]);
    expect(patch.ports[0].said.macs).toEqual([
      '02:00:00:00:00:01',
      '02:00:00:00:00:02',
    ]);
    expect(problemsOf('ports.csv', `${head}pve1,interface,eno1,02:zz`)).toEqual(
      [[2, 'macs', expect.stringMatching(/MAC address/)]],
    );
  });
});

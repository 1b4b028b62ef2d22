import { NODE_SCRIPT, splitNodeOutput } from './nodeScript';

const END = { place: 'one', code: 0, stderr: '' };
const whole =
  'itops-begin\n[]\nitops-neigh 0\n[{"ifname":"eno1"}]\nitops-link 0\n';

describe('splitNodeOutput', () => {
  it('takes both tables out', () => {
    expect(splitNodeOutput(whole, END)).toEqual({
      neighbours: { text: '\n[]\n', locator: 'one: ip neigh' },
      links: { text: '[{"ifname":"eno1"}]\n', locator: 'one: ip link' },
    });
  });

  it('ignores what a login prints before, and CRLF', () => {
    const { links } = splitNodeOutput(
      `Welcome!\r\n${whole.replaceAll('\n', '\r\n')}`,
      END,
    );
    expect(links).toMatchObject({ text: '[{"ifname":"eno1"}]\r\n' });
  });

  it('does not take a part for the whole, wherever it was cut', () => {
    for (let length = 0; length < whole.length - 2; length++) {
      expect(() => splitNodeOutput(whole.slice(0, length), END)).toThrow(
        /ends early|another command was run/,
      );
    }
  });

  it.each([
    ['This account is currently not available.\n', 1],
    ['[{"dst":"10.20.0.1","state":["REACHABLE"]}]\n', 0],
    ['', 255],
  ])('says what the command must be when %j was printed', (stdout, code) => {
    expect(() =>
      splitNodeOutput(stdout, { ...END, code, stderr: 'said so' }),
    ).toThrow(
      `one: another command was run, or none (exit code ${code}: said so)`,
    );
    expect(() => splitNodeOutput(stdout, END)).toThrow(NODE_SCRIPT);
  });
});

it('stands in authorized_keys and in single quotes as it is', () => {
  expect(NODE_SCRIPT).not.toMatch(/["'\\\n]/);
});

import { describeAddressProblem } from './addressProblem';

describe('describeAddressProblem', () => {
  it.each([
    ['192.168.11.256', 'octet 256 is above 255'],
    ['999.1.1.1', 'octet 999 is above 255'],
    ['192.168.11.011', 'octet 011 has a leading zero'],
    ['00.1.1.1', 'octet 00 has a leading zero'],
    ['fd00::1::2', 'not an IPv6 address'],
  ])('says what is wrong with %s', (text, why) => {
    expect(describeAddressProblem(text)).toContain(why);
    expect(describeAddressProblem(text)).toContain(`"${text}"`);
  });

  it.each([
    '192.168.11.1',
    'fd00::1',
    '',
    '192.168.11',
    '8006',
    '1.2.3.4.5',
    'vmbr0',
    'db.lan:5432',
    'x:y:z',
    'bc:24:11:0a:0b:0c',
    '12:30:45',
  ])('has nothing to say about %j', text =>
    expect(describeAddressProblem(text)).toBeUndefined(),
  );
});

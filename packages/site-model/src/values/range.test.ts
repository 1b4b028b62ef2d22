import { addressRange, parseRange, rangeContains } from './range';

describe('parseRange', () => {
  it('reads two ascending addresses of one family', () => {
    expect(parseRange('192.168.11.20-192.168.11.29')).toMatchObject({
      first: '192.168.11.20',
      last: '192.168.11.29',
      text: '192.168.11.20-192.168.11.29',
    });
    expect(addressRange('FD00::1', 'fd00::ff')?.text).toBe('fd00::1-fd00::ff');
  });

  it.each([
    '192.168.11.20',
    '192.168.11.29-192.168.11.20',
    '192.168.11.20-29',
    '192.168.11.1-fd00::1',
    'a-b',
  ])('refuses %j', text => expect(parseRange(text)).toBeUndefined());
});

describe('rangeContains', () => {
  it('includes both ends and nothing beyond, in numeric order', () => {
    const range = '192.168.11.9-192.168.11.20';
    expect(rangeContains(range, '192.168.11.9')).toBe(true);
    expect(rangeContains(range, '192.168.11.20')).toBe(true);
    expect(rangeContains(range, '192.168.11.100')).toBe(false);
    expect(rangeContains(range, '192.168.11.8')).toBe(false);
    expect(rangeContains(range, 'fd00::1')).toBe(false);
    expect(() => rangeContains('20-29', '192.168.11.9')).toThrow('not a range');
  });
});

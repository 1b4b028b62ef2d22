import fc from 'fast-check';
import { parsePortList } from './portList';

describe('parsePortList', () => {
  it.each([
    ['443', [[443, 443]], '443'],
    [
      '80,443',
      [
        [80, 80],
        [443, 443],
      ],
      '80,443',
    ],
    ['30303-30310', [[30303, 30310]], '30303-30310'],
    [' 80 , 1000 - 1010 ', undefined, '80,1000-1010'],
    ['8080-8080', [[8080, 8080]], '8080'],
    ['1-65535', [[1, 65535]], '1-65535'],
    // The order is what ties it to the ports on the other side.
    ['443,80', undefined, '443,80'],
  ])('reads %j', (text, ranges, canonical) => {
    const list = parsePortList(text);
    expect(list?.text).toBe(canonical);
    if (ranges) {
      expect(list?.ranges.map(({ first, last }) => [first, last])).toEqual(
        ranges,
      );
    }
  });

  it.each([
    '',
    ' ',
    ',',
    '80,',
    '80,,443',
    '0',
    '065',
    '65536',
    '443-80',
    '80-90-100',
    '-80',
    '80-',
    'http',
    '80;443',
    '80 443',
    '1e3',
    '８０',
    Array(16).fill('80').join(','),
    '80,'.repeat(200),
  ])('takes %j for no list of ports', text => {
    expect(parsePortList(text)).toBeUndefined();
  });

  const port = fc.integer({ min: 1, max: 65535 });
  const range = fc
    .tuple(port, port)
    .map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));

  it('reads back what it wrote, item by item', () => {
    fc.assert(
      fc.property(
        fc.array(range, { minLength: 1, maxLength: 15 }),
        fc.constantFrom(',', ' , '),
        (ranges, separator) => {
          const typed = ranges
            .map(({ first, last }) => `${first}-${last}`)
            .join(separator);
          const list = parsePortList(typed);
          expect(list?.ranges).toEqual(ranges);
          expect(parsePortList(list!.text)).toEqual(list);
        },
      ),
    );
  });

  it('names only ports that exist, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.stringMatching(/^[0-9,\- ]{0,60}$/),
          fc.array(port).map(ports => ports.join('-')),
        ),
        text => {
          for (const { first, last } of parsePortList(text)?.ranges ?? []) {
            expect(first).toBeGreaterThanOrEqual(1);
            expect(last).toBeGreaterThanOrEqual(first);
            expect(last).toBeLessThanOrEqual(65535);
          }
        },
      ),
    );
  });
});

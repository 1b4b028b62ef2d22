import { collectApiSuite } from './collectApiSuite';

jest.setTimeout(60_000);

describe('P7 against a server in another process', () => {
  it('reads as many guests as a bare loop, never with more requests than set', async () => {
    const rows = await collectApiSuite.run({
      sizes: [40],
      progress: () => {},
      note: () => {},
    });
    expect(rows.filter(row => row.failed)).toEqual([]);
    const inFlight = rows.filter(row => row.case.startsWith('most in flight'));
    expect(inFlight.map(({ floor }) => floor)).toEqual([32, 32, 6, 6]);
    for (const { value, floor } of inFlight) {
      expect(value).toBeGreaterThan(1);
      expect(value).toBeLessThanOrEqual(floor!);
    }
  });
});

import { checkConflicts } from './conflictRow';
import { conflictWorld } from './conflictWorld';

describe('seeded conflicts', () => {
  it('are found over 10,000 addresses, every one and nothing else', () => {
    const check = checkConflicts({ guests: 10_000, ofEach: 20, seed: 7 });
    expect(check).toMatchObject({ missed: [], invented: [] });
    expect(check.seeded).toBe(12 * 20);
    expect(check.decoys).toBe(7 * 20);
    expect(check.addresses).toBeGreaterThanOrEqual(10_000);
  });

  it('come in all twelve classes, and none without seeds', () => {
    const { truth } = conflictWorld({ guests: 500, ofEach: 2, seed: 1 });
    const classes = [...truth].map(item => item.split(' ')[0]);
    expect(new Set(classes).size).toBe(12);
    expect(checkConflicts({ guests: 500, ofEach: 0, seed: 1 })).toMatchObject({
      seeded: 0,
      invented: [],
    });
  });
});

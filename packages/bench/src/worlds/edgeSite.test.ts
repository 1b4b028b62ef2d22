import {
  DEFAULT_UNUSED_EXCLUSIONS,
  buildPaths,
  buildSite,
} from '@sankofa/site-model';
import { wrongEnds } from '../suites/pathsSuite';
import { AT, edgeSite } from './edgeSite';

const options = { guests: 400, hosts: 200, macs: 4_000 };

describe('the generated site with edges', () => {
  const world = edgeSite(options);
  const book = buildPaths(
    buildSite(
      world.snapshots,
      { unusedExclusions: DEFAULT_UNUSED_EXCLUSIONS, owners: [] },
      AT,
    ),
  );

  it('is the same for the same options, and as large as asked for', () => {
    expect(edgeSite(options)).toEqual(world);
    expect(new Set(world.macs).size).toBe(options.macs);
    expect(world.ends).toHaveLength(options.hosts);
  });

  it('has shared addresses and stopped guests behind its names', () => {
    expect(world.ends.some(({ guests }) => guests.length > 1)).toBe(true);
    expect(world.ends.some(({ learned }) => learned === 0)).toBe(true);
  });

  it('is joined to what it knows, and a wrong end is told', () => {
    expect(wrongEnds(book, world)).toEqual([]);
    const [first, ...others] = world.ends;
    const wrong = { ...first, ports: ['port:switch-0/47'] };
    expect(wrongEnds(book, { ...world, ends: [wrong, ...others] })).toEqual([
      first.hostname,
    ]);
  });
});

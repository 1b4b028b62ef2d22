import { ago, branchedPath, hop, pathRow } from '../../testing/fixtures';
import { placesOnlyIn } from './pathDifference';

describe('what differs between two moments of a path', () => {
  const before = pathRow();

  it('is nothing where only the ages of the evidence differ', () => {
    const later = pathRow({
      hops: before.hops.map(step => ({
        ...step,
        evidence: step.evidence.map(item => ({
          ...item,
          collectedAt: ago(0),
        })),
      })),
    });
    expect(placesOnlyIn(later, before)).toEqual(new Set());
  });

  it('is the hop that leads elsewhere, on both sides', () => {
    const moved = before.hops.map(step =>
      step.kind === 'node' ? { ...step, ref: 'node:birch' } : step,
    );
    const after = pathRow({ hops: moved });
    expect(placesOnlyIn(before, after)).toEqual(new Set(['5']));
    expect(placesOnlyIn(after, before)).toEqual(new Set(['5']));
  });

  it('is a hop with another status or reason', () => {
    const after = pathRow({
      hops: before.hops.map(step =>
        step.kind === 'guest'
          ? hop({ reason: 'stopped', entityRef: step.entityRef })
          : step,
      ),
    });
    expect(placesOnlyIn(after, before)).toEqual(new Set(['4']));
  });

  it('is everything of a path that was not there', () => {
    expect(placesOnlyIn(branchedPath(), undefined).size).toBe(6);
  });
});

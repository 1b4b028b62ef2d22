import { buildSite, conflictClasses } from '@sankofa/site-model';
import { FaultRow, faultRow } from '../faultSuite';
import { conflictWorld } from './conflictWorld';

const OPTIONS = { unusedExclusions: [], owners: [] };
const AT = '2027-02-01T12:00:00.000Z';

export interface ConflictCheck {
  addresses: number;
  seeded: number;
  decoys: number;
  /** Seeded and not found. */
  missed: string[];
  /** Found and not seeded. */
  invented: string[];
}

/** What the rules find in one generated world, beside what is wrong with it. */
export function checkConflicts(options: {
  guests: number;
  ofEach: number;
  seed: number;
}): ConflictCheck {
  const { decoys, records, snapshots, truth } = conflictWorld(options);
  const site = buildSite(snapshots, OPTIONS, AT, records);
  const found = conflictClasses(site, OPTIONS).map(
    item => `${item.class} ${item.subject}`,
  );
  const distinct = new Set(found);
  return {
    addresses: site.addresses.length,
    seeded: truth.size,
    decoys,
    missed: [...truth].filter(item => !distinct.has(item)),
    invented: found.filter(
      (item, index) => !truth.has(item) || found.indexOf(item) !== index,
    ),
  };
}

const WORLDS = { guests: 10_000, ofEach: 20 };
const SEEDS = [1, 2, 3];

/**
 * Twelve classes of conflicts among decoys, over 10,000 addresses: every one is
 * found, and nothing else.
 */
export function conflictRow(suite: string): FaultRow {
  const checks = SEEDS.map(seed => checkConflicts({ ...WORLDS, seed }));
  const [{ addresses, decoys, seeded }] = checks;
  const wrong = checks.flatMap(({ missed, invented }) => [
    ...missed.map(item => `missed ${item}`),
    ...invented.map(item => `invented ${item}`),
  ]);
  return faultRow(suite, '12 classes of conflicts among decoys', {
    runs: checks.length,
    violations: wrong,
    note: `${addresses} addresses, ${seeded} conflicts, ${decoys} decoys each: precision = recall = 1`,
  });
}

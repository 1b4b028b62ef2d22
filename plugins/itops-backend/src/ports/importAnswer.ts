import { PortImportAnswer } from '@sankofa/plugin-itops-common';
import { ImportPlan } from './importPlan';

/** Items of each list that are sent; counts go on. */
const MAX_ITEMS = 5_000;

/** A plan as it is sent. */
export function importAnswer({
  hash,
  problems,
  notes,
  comparison,
}: ImportPlan): PortImportAnswer {
  const { added, changed, conflicts, missing, removed, unchanged } = comparison;
  const cut = <T>(items: readonly T[]) => items.slice(0, MAX_ITEMS);
  return {
    previewHash: hash,
    problems: cut(problems),
    notes: cut(notes),
    added: cut(added),
    changed: cut(changed),
    conflicts: cut(conflicts),
    missing: cut(missing),
    removed: cut(removed),
    counts: {
      problems: problems.length,
      added: added.length,
      changed: changed.length,
      conflicts: conflicts.length,
      unchanged,
      missing: missing.length,
      removed: removed.length,
    },
  };
}

import { Change } from '@sankofa/plugin-itops-common';

/** One line of "what changed": a single change, or many alike ones of one run. */
export interface ChangeGroup {
  key: string;
  at: string;
  kind: Change['kind'];
  factKind: string;
  sourceId: string;
  changes: Change[];
}

/** Up to this many alike changes are written out. */
const WRITTEN_OUT = 3;

/**
 * Newest first. A first reading or a migrated node changes hundreds of things
 * at one moment; those become one line that can be opened.
 */
export function groupChanges(changes: Change[]): ChangeGroup[] {
  const together = new Map<string, Change[]>();
  for (const change of changes) {
    const key = [change.at, change.sourceId, change.kind, change.factKind].join(
      '\n',
    );
    together.set(key, [...(together.get(key) ?? []), change]);
  }
  const groups = [...together].flatMap(([key, alike]) => {
    const lines =
      alike.length > WRITTEN_OUT ? [alike] : alike.map(one => [one]);
    return lines.map((members, index) => ({
      key: `${key}\n${index}`,
      at: members[0].at,
      kind: members[0].kind,
      factKind: members[0].factKind,
      sourceId: members[0].sourceId,
      changes: members,
    }));
  });
  return groups.sort((a, b) => b.at.localeCompare(a.at));
}

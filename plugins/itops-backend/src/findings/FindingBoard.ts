import { StoredFinding } from './FindingStore';
import { UNDECIDED } from './undecided';

/** A suppression ends by itself; nobody has to write that down first. */
export function asShown(finding: StoredFinding, at: string): StoredFinding {
  return finding.state === 'suppressed' && finding.suppressedUntil! <= at
    ? { ...finding, ...UNDECIDED }
    : finding;
}

/** All findings at one moment, in any state. Never changed afterwards. */
export class FindingBoard {
  private constructor(
    readonly findings: readonly StoredFinding[],
    private readonly byId: ReadonlyMap<string, StoredFinding>,
    /** When the next suppression ends; absent where none does. */
    readonly turnAt: string | undefined,
  ) {}

  static create(stored: Iterable<StoredFinding>, at: string): FindingBoard {
    const byId = new Map<string, StoredFinding>();
    let turnAt: string | undefined;
    for (const finding of stored) {
      const shown = asShown(finding, at);
      const { suppressedUntil } = shown;
      if (suppressedUntil !== undefined && suppressedUntil < (turnAt ?? '~')) {
        turnAt = suppressedUntil;
      }
      byId.set(shown.id, shown);
    }
    return new FindingBoard([...byId.values()], byId, turnAt);
  }

  get(id: string): StoredFinding | undefined {
    return this.byId.get(id);
  }
}

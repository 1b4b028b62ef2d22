import { Knex } from 'knex';
import { StoredFinding } from './FindingStore';
import { FINDING_COLUMNS, FindingRow, findingOf } from './rows';

interface Copy {
  version: number;
  byId: ReadonlyMap<string, StoredFinding>;
}

/** The findings in memory, followed change by change. */
export class FindingMirror {
  private copy: Copy = { version: -1, byId: new Map() };

  private constructor() {}

  static create(): FindingMirror {
    return new FindingMirror();
  }

  /**
   * The findings of this version of the board, or of a later one.
   *
   * @param db - a transaction that has written no finding yet: what it might
   *   roll back must not be remembered
   */
  async at(version: number, db: Knex): Promise<Copy> {
    const base = this.copy;
    if (base.version >= version) {
      return base;
    }
    const { rows } = await db.raw<{ rows: FindingRow[] }>(
      `SELECT ${FINDING_COLUMNS} FROM findings WHERE board_version > ?`,
      [base.version],
    );
    const byId = new Map(base.byId);
    let newest = version;
    for (const row of rows) {
      byId.set(row.id, findingOf(row));
      newest = Math.max(newest, Number(row.board_version));
    }
    const copy = { version: newest, byId };
    // Another call may have read further meanwhile.
    if (newest > this.copy.version) {
      this.copy = copy;
    }
    return copy;
  }
}

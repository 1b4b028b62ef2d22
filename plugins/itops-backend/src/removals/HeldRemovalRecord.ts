import { Knex } from 'knex';
import { isDeepStrictEqual } from 'node:util';
import { PassRef } from '../observations/ObservationStore';
import { HeldGroup, HeldRemoval } from '../observations/RunPlan';

interface Row {
  id: string;
  groups: HeldGroup[];
  accepted: string[] | null;
  still_accepted: boolean | null;
}

/** The open held removal of one pass inside the transaction of a run. */
export class HeldRemovalRecord {
  private constructor(
    private readonly tx: Knex.Transaction,
    private readonly ref: PassRef,
    private readonly row: Row | undefined,
  ) {}

  static async read(
    tx: Knex.Transaction,
    { sourceId, pass }: PassRef,
  ): Promise<HeldRemovalRecord> {
    const { rows } = await tx.raw(
      `SELECT id, groups, accepted,
              accepted_until > clock_timestamp() AS still_accepted
       FROM held_removals
       WHERE source_id = ? AND pass = ? AND closed_at IS NULL`,
      [sourceId, pass],
    );
    return new HeldRemovalRecord(tx, { sourceId, pass }, rows[0]);
  }

  get held(): HeldRemoval | undefined {
    return this.row && { groups: this.row.groups };
  }

  /** Things that an administrator lets go, as long as that holds. */
  get accepted(): ReadonlySet<string> {
    return new Set(this.row?.still_accepted ? this.row.accepted : []);
  }

  /** Opens, corrects or closes the record; writes nothing when nothing changed. */
  async write(
    held: HeldRemoval | undefined,
    runId: number,
    collectedAt: string,
  ): Promise<void> {
    const { sourceId, pass } = this.ref;
    if (!held) {
      if (this.row) {
        await this.tx('held_removals')
          .where('id', this.row.id)
          .update({ closed_run: runId, closed_at: collectedAt });
      }
    } else if (!this.row) {
      await this.tx('held_removals').insert({
        source_id: sourceId,
        pass,
        since_run: runId,
        since_at: collectedAt,
        groups: JSON.stringify(held.groups),
      });
    } else if (!isDeepStrictEqual(held.groups, this.row.groups)) {
      await this.tx('held_removals')
        .where('id', this.row.id)
        .update({ groups: JSON.stringify(held.groups) });
    }
  }
}

import { Knex } from 'knex';
import { storableJson, storableText } from '../observations/storableText';
import { ChangeStep, ChangeStore, LockedChange } from './ChangeStore';
import { ChangeDbRow, SentCall, StoredChange, changeOf } from './StoredChange';
import { pause } from './pause';

/** Whoever carries changes out. */
export const WORKER = 'service:itops';
const MAX_LOG_LINES = 200;
const MAX_LINE = 1_000;

/** Somebody else carries the change out now, or may: nothing more is written or sent. */
export class LeaseLostError extends Error {
  readonly name = 'LeaseLostError';
}

interface Options {
  knex: Knex;
  store: ChangeStore;
  /** Of this process. */
  owner: string;
  leaseMs: number;
}

/** Where one call is told apart from the others of a change. */
export type CallPlace = Pick<SentCall, 'part' | 'step'>;

/** A change that this process carries out, while its lease holds. */
export class Job {
  /** Of the local clock that never jumps, from before the lease was written. */
  private leasedAt: number;

  private constructor(
    private readonly options: Options,
    private readonly fence: number,
    public change: StoredChange,
    startedAt: number,
  ) {
    this.leasedAt = startedAt;
  }

  /** The oldest change that nobody carries out; undefined when there is none. */
  static async claim(options: Options): Promise<Job | undefined> {
    const { knex, leaseMs, owner } = options;
    const startedAt = performance.now();
    const { rows } = await knex.raw<{
      rows: (ChangeDbRow & { fence: number })[];
    }>(
      `UPDATE changes SET lease_owner = :owner, fence = fence + 1,
         lease_until = clock_timestamp() + :ms * interval '1 millisecond'
       WHERE id = (
         SELECT id FROM changes WHERE state IN ('applying', 'verifying')
           AND (lease_until IS NULL OR lease_until <= clock_timestamp())
         ORDER BY number FOR UPDATE SKIP LOCKED LIMIT 1)
       RETURNING *`,
      { owner, ms: leaseMs },
    );
    const [row] = rows;
    return row && new Job(options, row.fence, changeOf(row), startedAt);
  }

  /** Milliseconds for which a call may still be sent. */
  get remainingMs(): number {
    // Half of the lease is for an answer, and for what lies between here and there.
    return this.leasedAt + this.options.leaseMs / 2 - performance.now();
  }

  /** By the clock of the database. */
  now(): Promise<Date> {
    return this.options.store.now();
  }

  sent(): Promise<SentCall[]> {
    return this.options.store.sent(this.change.id);
  }

  /**
   * Something happens to the change: one transaction, refused once the lease is over.
   *
   * @throws LeaseLostError
   */
  async step(
    decide: (locked: LockedChange) => Promise<ChangeStep>,
  ): Promise<void> {
    const { store } = this.options;
    const startedAt = performance.now();
    this.change = await store.step(
      this.change.id,
      { actor: WORKER },
      async locked => {
        await this.extend(locked.tx);
        return decide(locked);
      },
    );
    this.leasedAt = startedAt;
  }

  /** Writes down that a call is about to be sent; only then it is. */
  intend(
    { part, step }: CallPlace,
    { method, path }: { method: string; path: string },
    attempt: number,
  ): Promise<void> {
    return this.step(async ({ change, now, tx }) => {
      await tx('change_requests_sent')
        .insert({
          change_id: change.id,
          part,
          step,
          attempt,
          state: 'sending',
          method,
          path,
          intended_at: now,
        })
        .onConflict(['change_id', 'part', 'step'])
        .merge(['attempt', 'state', 'intended_at']);
      return {
        kind: 'sending',
        details: { part, step, method, path, attempt },
      };
    });
  }

  /** The source works on it. */
  follow(place: CallPlace, task: string): Promise<void> {
    const { part, step } = place;
    return this.step(async ({ now, tx }) => {
      await this.update(tx, place, {
        state: 'running',
        task,
        answered_at: now,
      });
      return { kind: 'sent', details: { part, step, task } };
    });
  }

  /** What became of it. */
  end(
    place: CallPlace,
    state: 'succeeded' | 'failed' | 'unknown',
    exit: string,
  ): Promise<void> {
    const { part, step } = place;
    const said = shortened(exit);
    return this.step(async ({ now, tx }) => {
      await this.update(tx, place, { state, exit: said, ended_at: now });
      return {
        kind: 'call-ended',
        details: { part, step, state, exit: said },
      };
    });
  }

  /** Keeps the last lines of a task's log; the history gets no row of it. */
  async progress(
    place: CallPlace,
    log: readonly string[],
    nextLine: number,
  ): Promise<void> {
    const startedAt = performance.now();
    await this.options.knex.transaction(async tx => {
      await this.extend(tx);
      await this.update(tx, place, {
        log: storableJson(log.slice(-MAX_LOG_LINES).map(shortened)),
        next_line: nextLine,
      });
    });
    this.leasedAt = startedAt;
  }

  /** Says that somebody is still at it. @throws LeaseLostError */
  async renew(): Promise<void> {
    const startedAt = performance.now();
    await this.options.knex.transaction(tx => this.extend(tx));
    this.leasedAt = startedAt;
  }

  /** Stays at it while something else goes on that cannot fail. @throws LeaseLostError */
  async keepDuring(work: Promise<void>): Promise<void> {
    const over = new AbortController();
    const done = work.then(() => over.abort());
    while (!over.signal.aborted) {
      await this.renew();
      await pause(this.options.leaseMs / 4, over.signal);
    }
    await done;
  }

  /** Lets others have it, after a while. */
  async release(afterMs: number): Promise<void> {
    await this.mine(this.options.knex).update({
      lease_owner: null,
      lease_until: this.until(afterMs),
    });
  }

  private async extend(tx: Knex.Transaction): Promise<void> {
    const extended = await this.mine(tx).update({
      lease_until: this.until(this.options.leaseMs),
    });
    if (extended !== 1) {
      throw new LeaseLostError(
        `Change ${this.change.number} was taken over from ${this.options.owner}`,
      );
    }
  }

  private mine(knex: Knex) {
    return knex('changes')
      .where({
        id: this.change.id,
        lease_owner: this.options.owner,
        fence: this.fence,
      })
      .whereRaw('lease_until > clock_timestamp()');
  }

  private until(ms: number): Knex.Raw {
    return this.options.knex.raw(
      `clock_timestamp() + ? * interval '1 millisecond'`,
      [ms],
    );
  }

  private async update(
    tx: Knex.Transaction,
    { part, step }: CallPlace,
    set: object,
  ): Promise<void> {
    await tx('change_requests_sent')
      .where({ change_id: this.change.id, part, step })
      .update(set);
  }
}

/** What a source says may be long, and hold what no database keeps. */
function shortened(text: string): string {
  return storableText(text).slice(0, MAX_LINE);
}

import { ScopeResult } from '@sankofa/site-model';
import { Knex } from 'knex';
import {
  DatabaseObservationReader,
  DatabaseObservationStore,
  FinishedRun,
  PassRef,
  RunRules,
} from '../observations';
import { MemoryPass } from './MemoryPass';

export const RULES: RunRules = { retireAfterRuns: 2, maxRemovalPercent: 20 };

export const LAB: PassRef = { sourceId: 'proxmox/lab', pass: 'inventory' };

/** One pass of one source in a database, run by run. */
export class History {
  private runs = 0;

  private constructor(
    readonly knex: Knex,
    readonly ref: PassRef,
    readonly store: DatabaseObservationStore,
    readonly reader: DatabaseObservationReader,
  ) {}

  static async create(knex: Knex, ref: PassRef = LAB): Promise<History> {
    const store = DatabaseObservationStore.create({ knex });
    await store.registerPasses([
      { ...ref, kind: 'proxmox', title: 'Proxmox lab', intervalSeconds: 300 },
    ]);
    const reader = DatabaseObservationReader.create({ knex });
    return new History(knex, ref, store, reader);
  }

  /** The next run, five minutes after the one before. */
  async run(
    scopes: ScopeResult[],
    rules: RunRules = RULES,
  ): Promise<FinishedRun> {
    this.runs++;
    const run = await this.store.beginRun(this.ref, { timeoutSeconds: 60 });
    const collectedAt = MemoryPass.timeOf(this.runs);
    return this.store.finishRun(run, { collectedAt, scopes }, rules);
  }

  /** `kind key` of every fact that holds, sorted. */
  async holds(): Promise<string[]> {
    const { facts } = await this.reader.readPass(this.ref);
    return facts.map(({ kind, key }) => `${kind} ${key}`).sort();
  }

  /** Which transaction last wrote each row of facts and scopes. */
  async writers(): Promise<string[]> {
    const { rows } = await this.knex.raw(
      `SELECT 'fact ' || id || ' ' || xmin AS writer FROM observations
       UNION ALL
       SELECT 'scope ' || id || ' ' || xmin FROM scope_states
       UNION ALL
       SELECT 'held ' || id || ' ' || xmin FROM held_removals
       ORDER BY 1`,
    );
    return rows.map((row: { writer: string }) => row.writer);
  }
}

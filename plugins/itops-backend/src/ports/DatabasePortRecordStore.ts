import { PortRecords } from '@sankofa/site-model';
import { Knex } from 'knex';
import { AuditLog } from '../audit';
import { PortRecordBook } from './PortRecordBook';
import { PortRecordStore, RecordPlan } from './PortRecordStore';
import { RecordWriter } from './RecordWriter';
import { readBook } from './readBook';
import { keepHistory, recordsAt } from './recordHistory';

const BOARD = { name: 'ports' };

interface Options {
  knex: Knex;
  audit: AuditLog;
  /** Called after every change that was written here. */
  onChanged?: () => void;
}

/** Physical records in PostgreSQL, with a copy in memory that follows their version. */
export class DatabasePortRecordStore implements PortRecordStore {
  private book: PortRecordBook | undefined;

  private constructor(private readonly options: Options) {}

  static create(options: Options): DatabasePortRecordStore {
    return new DatabasePortRecordStore(options);
  }

  async current(): Promise<PortRecordBook> {
    const { version } = await this.options
      .knex('boards')
      .where(BOARD)
      .first('version');
    if (this.book?.version === Number(version)) {
      return this.book;
    }
    // One snapshot, so that the version is the one of the rows.
    return this.options.knex.transaction(tx => this.read(tx), {
      isolationLevel: 'repeatable read',
      readOnly: true,
    });
  }

  async change(
    actor: string,
    decide: (book: PortRecordBook) => RecordPlan,
  ): Promise<PortRecordBook> {
    const { knex, audit } = this.options;
    const after = await knex.transaction(async tx => {
      const { rows } = await tx.raw(
        `SELECT version, clock_timestamp() AS now
         FROM boards WHERE name = ? FOR UPDATE`,
        [BOARD.name],
      );
      const version = Number(rows[0].version);
      const book =
        this.book?.version === version
          ? this.book
          : await readBook(tx, version);
      const plan = decide(book);
      const { origin } = plan;
      const now = rows[0].now.toISOString();
      await RecordWriter.create({ tx, book, origin, actor, now }).write(plan);
      await tx('boards')
        .where(BOARD)
        .update({ version: version + 1 });
      await audit.record(tx, { actor, outcome: 'success', ...plan.audit });
      const written = await readBook(tx, version + 1);
      await keepHistory(tx, book, written, now);
      return written;
    });
    this.keep(after);
    this.options.onChanged?.();
    return after;
  }

  async at(asOf: string): Promise<PortRecords> {
    return this.options.knex.transaction(tx => recordsAt(tx, asOf), {
      isolationLevel: 'repeatable read',
      readOnly: true,
    });
  }

  private async read(tx: Knex.Transaction): Promise<PortRecordBook> {
    const { version } = await tx('boards').where(BOARD).first('version');
    const book = await readBook(tx, Number(version));
    this.keep(book);
    return book;
  }

  /** Answers may come in another order than the versions they have. */
  private keep(book: PortRecordBook): void {
    if (!this.book || this.book.version <= book.version) {
      this.book = book;
    }
  }
}

import { FilePlace, ImportProblem } from '../patch';

/** Notices rows for a record that another row was for. */
export class RowKeys {
  private readonly seen = new Map<string, FilePlace>();

  private constructor() {}

  static create(): RowKeys {
    return new RowKeys();
  }

  /** The problem when the record was there before. */
  claim(key: string, label: string, at: FilePlace): ImportProblem | undefined {
    const other = this.seen.get(key);
    if (other) {
      const where = other.file === at.file ? '' : ` of ${other.file}`;
      const message = `${label} is already in line ${other.line}${where}`;
      return { ...at, message };
    }
    this.seen.set(key, at);
    return undefined;
  }
}

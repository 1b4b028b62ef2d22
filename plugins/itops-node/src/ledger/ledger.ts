import { AuditRow } from '@sankofa/plugin-itops-common';
import { canonicalJson } from '@sankofa/site-model';
import { createHash } from 'node:crypto';

/** What stands before the first seal. @public */
export const LEDGER_GENESIS = '0'.repeat(64);

/** The place of one row in the chain. @public */
export interface Seal {
  /** 1 for the first, without gaps. */
  number: number;
  /** SHA-256 over the hash before and the row, hexadecimal. */
  hash: string;
}

/** A row with its seal; without one it was written within the last moments. @public */
export interface LedgerRow extends AuditRow {
  seal?: Seal;
}

/**
 * The hash of a row that follows another:
 * `SHA-256(previous hash · newline · canonical JSON of [id, at, actor, action, subject, outcome, details])`.
 *
 * @public
 */
export function sealHash(previous: string, row: AuditRow): string {
  const { id, at, actor, action, subject, outcome, details } = row;
  return createHash('sha256')
    .update(
      `${previous}\n${canonicalJson([
        id,
        at,
        actor,
        action,
        subject,
        outcome,
        details,
      ])}`,
    )
    .digest('hex');
}

/** What a check of the chain found. @public */
export type LedgerVerdict =
  | { sound: true; sealed: number; unsealed: number; head: Seal }
  | {
      sound: false;
      /** The number of the first seal that does not hold. */
      seal: number;
      /** The row at that place, where there is one. */
      id?: string;
      reason: string;
    };

/**
 * Checks a ledger row by row, in the order of the seals. A chain that was made anew
 * holds in itself: only what was kept elsewhere (an anchor) finds that.
 *
 * @public
 */
export class LedgerCheck {
  private previous: Seal = { number: 0, hash: LEDGER_GENESIS };
  private unsealed = 0;
  private broken?: LedgerVerdict;
  /** Every hash that was kept of a number: two that differ fit no ledger. */
  private readonly anchors = new Map<number, Set<string>>();

  private constructor(anchors: readonly Seal[]) {
    for (const { number, hash } of anchors) {
      this.anchors.set(
        number,
        (this.anchors.get(number) ?? new Set()).add(hash),
      );
    }
  }

  /** @param anchors - seals that were kept outside: in log lines and exports */
  static create(anchors: readonly Seal[] = []): LedgerCheck {
    return new LedgerCheck(anchors);
  }

  /** Takes the next row; rows without a seal may come at any time. */
  add(row: LedgerRow): void {
    if (this.broken) {
      return;
    }
    if (!row.seal) {
      this.unsealed += 1;
      return;
    }
    const number = this.previous.number + 1;
    const problem = this.problemOf(row, row.seal, number);
    if (problem) {
      this.broken = {
        sound: false,
        seal: number,
        id: row.id,
        reason: problem,
      };
      return;
    }
    this.previous = row.seal;
  }

  /** A seal without its row: somebody removed it. */
  addMissing(seal: Seal): void {
    this.broken ??= {
      sound: false,
      seal: seal.number,
      reason: 'the row of this seal is gone',
    };
  }

  /** The verdict over all rows that were added. */
  verdict(): LedgerVerdict {
    if (this.broken) {
      return this.broken;
    }
    const beyond = [...this.anchors.keys()]
      .filter(number => number > this.previous.number)
      .sort((left, right) => left - right);
    if (beyond.length > 0) {
      return {
        sound: false,
        seal: this.previous.number + 1,
        reason: `the ledger ends at seal ${
          this.previous.number
        }, and seal ${beyond.at(
          -1,
        )} was kept outside: rows are missing at the end`,
      };
    }
    return {
      sound: true,
      sealed: this.previous.number,
      unsealed: this.unsealed,
      head: this.previous,
    };
  }

  private problemOf(
    row: AuditRow,
    seal: Seal,
    number: number,
  ): string | undefined {
    if (seal.number !== number) {
      return `seal ${number} is missing; ${seal.number} follows`;
    }
    if (sealHash(this.previous.hash, row) !== seal.hash) {
      return 'the row is not what was sealed';
    }
    const kept = [...(this.anchors.get(number) ?? [])];
    return kept.some(hash => hash !== seal.hash)
      ? 'the chain was made anew: this seal is not the one that was kept outside'
      : undefined;
  }
}

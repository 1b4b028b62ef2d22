import { LedgerRow, LedgerVerdict, Seal } from '@sankofa/plugin-itops-node';

/** The audit trail as a chain that shows whether anybody changed it. */
export interface AuditLedger {
  /**
   * Seals the rows that are committed and have no seal yet. One process of the
   * fleet does it at a time; another finds nothing to do.
   *
   * @returns how many rows were sealed
   */
  sealPending(): Promise<number>;

  /** The newest seal; undefined while nothing is sealed. */
  head(): Promise<Seal | undefined>;

  /** Every row with its seal in the order of the chain, then those without one. */
  rows(): AsyncIterable<LedgerRow>;

  /**
   * Checks the whole chain against the rows, and against seals that were kept elsewhere.
   */
  verify(anchors?: readonly Seal[]): Promise<LedgerVerdict>;
}

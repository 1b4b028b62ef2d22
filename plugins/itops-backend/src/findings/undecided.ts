/** An open finding on which nobody has decided. */
export const UNDECIDED = {
  state: 'open',
  resolvedAt: undefined,
  acknowledgedBy: undefined,
  acknowledgedAt: undefined,
  note: undefined,
  suppressedUntil: undefined,
} as const;

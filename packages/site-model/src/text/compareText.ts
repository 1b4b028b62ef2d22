/**
 * Order of code units: the same on every machine, unlike a locale's order.
 * @public
 */
export function compareText(left: string, right: string): number {
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}

const PIECES = /\d+|\D+/g;

/**
 * Text order in which runs of digits compare as numbers: `node2` before `node10`.
 * @public
 */
export function compareNatural(left: string, right: string): number {
  const leftPieces = left.match(PIECES) ?? [];
  const rightPieces = right.match(PIECES) ?? [];
  const length = Math.min(leftPieces.length, rightPieces.length);
  for (let index = 0; index < length; index++) {
    const numeric =
      Number(leftPieces[index]) - Number(rightPieces[index]) ||
      compareText(leftPieces[index], rightPieces[index]);
    if (numeric !== 0) {
      return numeric;
    }
  }
  return leftPieces.length - rightPieces.length;
}

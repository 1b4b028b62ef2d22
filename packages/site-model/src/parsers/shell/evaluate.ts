import { Piece } from './tokens';

/** Values of earlier assignments; `undefined` marks one that is not a literal. */
export type Literals = Map<string, string | undefined>;

export type Evaluation = { value: string } | { why: string };

const MAX_VALUE = 256 * 1024;
const TOO_LONG = `the value is longer than ${
  MAX_VALUE / 1024
} KiB when expanded`;

/**
 * Turns the pieces of a word into its value, from literals of the same file only:
 * the environment of whoever runs this must not change what a file declares.
 */
export function evaluate(pieces: Piece[], literals: Literals): Evaluation {
  let value = '';
  for (const piece of pieces) {
    if (piece.kind === 'opaque') {
      return { why: piece.why };
    }
    if (piece.kind === 'text') {
      value += piece.text;
    } else {
      const expanded = expand(piece, literals);
      if ('why' in expanded) {
        return expanded;
      }
      value += expanded.value;
    }
    if (value.length > MAX_VALUE) {
      return { why: TOO_LONG };
    }
  }
  return { value };
}

function expand(
  { expansion }: Piece & { kind: 'expansion' },
  literals: Literals,
): Evaluation {
  const { name, operator, word } = expansion;
  const known = literals.get(name);
  if (literals.has(name) && known === undefined) {
    return { why: `${name} is assigned before, but not a literal` };
  }
  const countsEmpty = operator === '-' || operator === '=';
  if (known !== undefined && (known !== '' || countsEmpty || !operator)) {
    return { value: known };
  }
  if (operator === ':=' || operator === '=') {
    return { why: `it assigns ${name} inside another value` };
  }
  return operator
    ? evaluate(word, literals)
    : { why: `${name} is no literal earlier in this file` };
}

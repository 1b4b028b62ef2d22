/**
 * A part of a shell word. `why` marks what is not a literal and is never run:
 * command substitutions and the like.
 */
export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'expansion'; expansion: Expansion }
  | { kind: 'opaque'; why: string };

/** `$NAME`, `${NAME}`, `${NAME:-word}` and its relatives. */
export interface Expansion {
  name: string;
  operator?: ':-' | '-' | ':=' | '=';
  word: Piece[];
}

export type Token =
  | { kind: 'word'; line: number; pieces: Piece[] }
  | { kind: 'operator'; line: number; operator: string };

/** One line as the shell sees it; it may span several lines of the file. */
export interface LogicalLine {
  start: number;
  end: number;
  tokens: Token[];
  /** Lines that only continue the one before after a backslash. */
  continued: number[];
  /** Set where the lines are not commands at all. */
  why?: string;
}

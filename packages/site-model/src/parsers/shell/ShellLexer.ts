import { LogicalLine, Piece, Token } from './tokens';
import { skipNested } from './skipNested';

const NAME_START = /[A-Za-z_]/;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const BREAKS_WORD = ' \t\n;&|<>()';
const SPECIAL_PARAMETER = /[0-9@*#?$!-]/;
const OPERATOR = /<<<|<<-|&>>|<<|>>|;;|&&|\|\||[;&|<>()]/y;
const DEFAULT_OPERATOR = /:-|:=|-|=/y;
const MAX_DEPTH = 8;
const NEVER_CLOSED = 'a quote or bracket is never closed';
/** Marks where quotes begin: a quoted `A=1` is a word, not an assignment. */
const QUOTE: Piece = { kind: 'text', text: '' };

interface Mark {
  position: number;
  line: number;
}

/**
 * Cuts a shell file into words and operators by the shell's own quoting rules,
 * without running anything. Every character is looked at a bounded number of
 * times, whatever the file holds: a construct that is never closed is found once,
 * and from then on none may leave its line.
 */
export class ShellLexer {
  static lex(text: string): LogicalLine[] {
    return new ShellLexer(text).lexAll();
  }

  private readonly lines: LogicalLine[] = [];
  private position = 0;
  private line = 1;
  private mayLeaveLine = true;
  private lineEnd = { from: 0, end: -1 };
  private tokens: Token[] = [];
  private continued: number[] = [];
  private hereDocuments: { delimiter: string; stripTabs: boolean }[] = [];

  private constructor(private readonly text: string) {}

  private lexAll(): LogicalLine[] {
    let start = this.line;
    while (this.position < this.text.length) {
      if (this.text[this.position] === '\n') {
        this.endLine(start);
        start = this.line;
      } else {
        this.readToken();
      }
    }
    this.endLine(start);
    return this.lines;
  }

  private endLine(start: number) {
    this.lines.push({
      start,
      end: this.line,
      tokens: this.tokens,
      continued: this.continued,
    });
    this.tokens = [];
    this.continued = [];
    this.position++;
    this.line++;
    this.hereDocuments.splice(0).forEach(here => this.skipHereDocument(here));
  }

  private skipHereDocument(here: { delimiter: string; stripTabs: boolean }) {
    const start = this.line;
    while (this.position < this.text.length) {
      const end = this.endOfLine();
      const raw = this.text.slice(this.position, end);
      const isLast =
        (here.stripTabs ? raw.replace(/^\t+/, '') : raw) === here.delimiter;
      this.position = end + 1;
      this.line++;
      if (isLast) {
        break;
      }
    }
    if (this.line > start) {
      this.lines.push({
        start,
        end: this.line - 1,
        tokens: [],
        continued: [],
        why: 'part of a here-document, not an assignment',
      });
    }
  }

  private readToken() {
    const char = this.text[this.position];
    if (char === ' ' || char === '\t') {
      this.position++;
    } else if (char === '#') {
      this.position = this.endOfLine();
    } else if (this.atContinuation()) {
      this.continueLine();
    } else if (BREAKS_WORD.includes(char)) {
      this.readOperator();
    } else {
      const { line } = this;
      this.addWord({ kind: 'word', line, pieces: this.readWord() });
    }
  }

  private addWord(token: Token & { kind: 'word' }) {
    const before = this.tokens.at(-1);
    this.tokens.push(token);
    if (before?.kind === 'operator' && /^<<-?$/.test(before.operator)) {
      const delimiter = token.pieces
        .map(piece => (piece.kind === 'text' ? piece.text : ''))
        .join('');
      const stripTabs = before.operator === '<<-';
      this.hereDocuments.push({ delimiter, stripTabs });
    }
  }

  private readOperator() {
    const operator = this.match(OPERATOR) ?? this.text[this.position++];
    this.tokens.push({ kind: 'operator', line: this.line, operator });
  }

  /** A word up to the next unquoted blank or operator. */
  private readWord(): Piece[] {
    const pieces: Piece[] = [];
    while (
      this.position < this.text.length &&
      !BREAKS_WORD.includes(this.text[this.position])
    ) {
      this.readPiece(pieces, BREAKS_WORD, 0);
    }
    return pieces;
  }

  /** One piece outside of double quotes; plain text ends at `stops`. */
  private readPiece(pieces: Piece[], stops: string, depth: number) {
    switch (this.text[this.position]) {
      case "'":
        this.readSingleQuoted(pieces);
        break;
      case '"':
        this.readDoubleQuoted(pieces, depth);
        break;
      case '`':
        this.skip(pieces, '`', 1, 'a command substitution is not a literal');
        break;
      case '$':
        this.readDollar(pieces, false, depth);
        break;
      case '\\':
        this.readEscape(pieces);
        break;
      default:
        this.readPlain(pieces, `${stops}'"\`$\\`);
    }
  }

  private readPlain(pieces: Piece[], stops: string) {
    const start = this.position;
    while (
      this.position < this.text.length &&
      !stops.includes(this.text[this.position])
    ) {
      this.position++;
    }
    pieces.push({ kind: 'text', text: this.text.slice(start, this.position) });
  }

  private readEscape(pieces: Piece[]) {
    if (this.atContinuation()) {
      this.continueLine();
      return;
    }
    pieces.push({ kind: 'text', text: this.text[this.position + 1] ?? '\\' });
    this.position += 2;
  }

  private readSingleQuoted(pieces: Piece[]) {
    const mark = this.mark();
    const end = this.text.indexOf("'", this.position + 1);
    const inside = this.text.slice(
      this.position + 1,
      end < 0 ? undefined : end,
    );
    const breaks = inside.includes('\n');
    if (end < 0 || (breaks && !this.mayLeaveLine)) {
      this.giveUp(mark, pieces);
      return;
    }
    pieces.push(QUOTE, { kind: 'text', text: inside });
    this.advanceTo(end + 1);
  }

  private readDoubleQuoted(pieces: Piece[], depth: number) {
    const mark = this.mark();
    const inside: Piece[] = [QUOTE];
    this.position++;
    while (this.inReach()) {
      const char = this.text[this.position];
      if (char === '"') {
        this.position++;
        pieces.push(...inside);
        return;
      }
      this.readInDoubleQuotes(inside, depth);
    }
    this.giveUp(mark, pieces);
  }

  private readInDoubleQuotes(pieces: Piece[], depth: number) {
    const char = this.text[this.position];
    const next = this.text[this.position + 1];
    if (char === '$') {
      this.readDollar(pieces, true, depth);
    } else if (char === '`') {
      this.skip(pieces, '`', 1, 'a command substitution is not a literal');
    } else if (char === '\n') {
      pieces.push({ kind: 'text', text: '\n' });
      this.advanceTo(this.position + 1);
    } else if (char === '\\' && next === '\n') {
      this.continueLine();
    } else if (char === '\\' && next !== undefined && '$`"\\'.includes(next)) {
      pieces.push({ kind: 'text', text: next });
      this.position += 2;
    } else if (char === '\\') {
      pieces.push({ kind: 'text', text: char });
      this.position++;
    } else {
      this.readPlain(pieces, '"$`\\\n');
    }
  }

  private readDollar(pieces: Piece[], inDouble: boolean, depth: number) {
    const next = this.text[this.position + 1] ?? '';
    if (next === '(') {
      this.skip(pieces, ')', 2, 'a command substitution is not a literal');
    } else if (next === '{') {
      this.readBraces(pieces, inDouble, depth);
    } else if (next === "'" && !inDouble) {
      this.skip(pieces, "'", 2, "$'…' quoting is not read");
    } else if (NAME_START.test(next)) {
      this.position++;
      const name = this.match(NAME)!;
      pieces.push({ kind: 'expansion', expansion: { name, word: [] } });
    } else if (next !== '' && SPECIAL_PARAMETER.test(next)) {
      this.position += 2;
      pieces.push({ kind: 'opaque', why: `$${next} is not a literal` });
    } else {
      this.position++;
      // `$"…"` is a plain string in every locale that has no translation.
      const text = next === '"' && !inDouble ? '' : '$';
      pieces.push({ kind: 'text', text });
    }
  }

  /** `${NAME}` and `${NAME:-word}`; every other form is opaque. */
  private readBraces(pieces: Piece[], inDouble: boolean, depth: number) {
    const mark = this.mark();
    this.position += 2;
    const name = this.match(NAME);
    const operator =
      name === undefined ? undefined : this.match(DEFAULT_OPERATOR);
    const isPlain = name !== undefined && this.text[this.position] === '}';
    if (name === undefined || depth >= MAX_DEPTH || !(operator || isPlain)) {
      this.rewind(mark);
      this.skip(pieces, '}', 2, 'this form of ${…} is not read');
      return;
    }
    const word: Piece[] = [];
    while (this.inReach()) {
      if (this.text[this.position] === '}') {
        this.position++;
        const expansion = { name, operator: operator as '-', word };
        pieces.push({ kind: 'expansion', expansion });
        return;
      }
      this.readDefaultPiece(word, inDouble, depth + 1);
    }
    this.giveUp(mark, pieces);
  }

  private readDefaultPiece(word: Piece[], inDouble: boolean, depth: number) {
    const char = this.text[this.position];
    if (char === '\n') {
      word.push({ kind: 'text', text: '\n' });
      this.advanceTo(this.position + 1);
    } else if (char === "'" && inDouble) {
      word.push({ kind: 'text', text: char });
      this.position++;
    } else {
      this.readPiece(word, '}\n', depth);
    }
  }

  /** Skips something that is never run, up to its closing character. */
  private skip(pieces: Piece[], close: string, opening: number, why: string) {
    const mark = this.mark();
    const from = this.position + opening;
    const limit = this.mayLeaveLine ? this.text.length : this.endOfLine();
    const end = skipNested(this.text, from, close, limit);
    if (end === undefined) {
      this.giveUp(mark, pieces);
      return;
    }
    pieces.push({ kind: 'opaque', why });
    this.advanceTo(end);
  }

  /** The construct at `mark` has no end: it costs its own line, not the file. */
  private giveUp(mark: Mark, pieces: Piece[]) {
    this.mayLeaveLine = false;
    this.rewind(mark);
    this.position = this.endOfLine();
    pieces.push({ kind: 'opaque', why: NEVER_CLOSED });
  }

  private inReach(): boolean {
    return (
      this.position < this.text.length &&
      (this.mayLeaveLine || this.text[this.position] !== '\n')
    );
  }

  private atContinuation(): boolean {
    return (
      this.text[this.position] === '\\' && this.text[this.position + 1] === '\n'
    );
  }

  private continueLine() {
    this.position += 2;
    this.line++;
    this.continued.push(this.line);
  }

  private advanceTo(position: number) {
    for (let index = this.position; index < position; index++) {
      if (this.text.charCodeAt(index) === 10) {
        this.line++;
      }
    }
    this.position = position;
  }

  private mark(): Mark {
    return { position: this.position, line: this.line };
  }

  private rewind(mark: Mark) {
    this.position = mark.position;
    this.line = mark.line;
    this.continued = this.continued.filter(line => line <= mark.line);
  }

  /** Remembered: a long line would otherwise be searched for each of its words. */
  private endOfLine(): number {
    const { from, end } = this.lineEnd;
    if (this.position < from || this.position > end) {
      const found = this.text.indexOf('\n', this.position);
      this.lineEnd = {
        from: this.position,
        end: found < 0 ? this.text.length : found,
      };
    }
    return this.lineEnd.end;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    this.position += found?.length ?? 0;
    return found;
  }
}

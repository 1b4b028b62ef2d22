import { BlockTracker, plainWord } from './BlockTracker';
import { evaluate, Evaluation, Literals } from './evaluate';
import { ShellLexer } from './ShellLexer';
import { Expansion, LogicalLine, Piece, Token } from './tokens';

/** One `KEY=value` that certainly holds, in the order of the file. */
export interface Assignment {
  key: string;
  value: string;
  line: number;
  /** The value is nothing but a reference to this other key. */
  aliasOf?: string;
  /** Another assignment of the same key wins. */
  superseded: boolean;
}

export interface UnreadLine {
  line: number;
  why: string;
}

type Word = Token & { kind: 'word' };

/** An assignment as written, before its value is known. */
interface Draft {
  key: string;
  line: number;
  pieces: Piece[];
  mode: 'set' | 'append' | 'default-if-empty' | 'default-if-unset';
}

type Statement = { drafts: Draft[] } | { why: string };

const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)(\+?)=/;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const DECLARING = new Set(['export', 'readonly', 'declare', 'typeset']);
/** Options that keep the value a plain string: global, read-only, exported. */
const HARMLESS_OPTION = /^-[grx]+$/;
/** All expansions of a file together; ten doublings would otherwise fill memory. */
const MAX_EXPANDED = 8 * 1024 * 1024;
/** A quoted text with assignments on its further lines: a quote is missing. */
const SWALLOWED_ASSIGNMENT = /\n[ \t]*(?:export[ \t]+)?[A-Za-z_]\w*=/;
const NOT_AN_ASSIGNMENT = 'not an assignment of a literal';

const OPERATOR_WHY: Record<string, string> = {
  '|': 'a pipe is not a literal',
  '(': 'an array, function or subshell is not read',
  ')': 'an array, function or subshell is not read',
  '<': 'a redirection is not a literal',
  '>': 'a redirection is not a literal',
  '<<': 'a here-document is not read',
  '<<-': 'a here-document is not read',
};

function splitStatements(line: LogicalLine): Word[][] | { why: string } {
  const statements: Word[][] = [[]];
  for (const token of line.tokens) {
    if (token.kind === 'word') {
      statements[statements.length - 1].push(token);
    } else if (token.operator === ';') {
      statements.push([]);
    } else {
      const why = OPERATOR_WHY[token.operator];
      return { why: why ?? `"${token.operator}" is more than an assignment` };
    }
  }
  return statements.filter(statement => statement.length > 0);
}

function isNotEmpty(piece: Piece): boolean {
  return piece.kind !== 'text' || piece.text !== '';
}

/** @param mayBeQuoted - `export "A=1"` assigns, a quoted `"A=1"` alone does not */
function draftOf(word: Word, mayBeQuoted: boolean): Draft | undefined {
  const pieces = mayBeQuoted ? word.pieces.filter(isNotEmpty) : word.pieces;
  const [first, ...rest] = pieces;
  const match = first?.kind === 'text' ? ASSIGNMENT.exec(first.text) : null;
  if (!match || first.kind !== 'text') {
    return undefined;
  }
  const text = first.text.slice(match[0].length);
  const head: Piece[] = text === '' ? [] : [{ kind: 'text', text }];
  return {
    key: match[1],
    line: word.line,
    pieces: [...head, ...rest],
    mode: match[2] ? 'append' : 'set',
  };
}

/** The expansion that a word consists of, when it is nothing else. */
function onlyReference(pieces: Piece[]): Expansion | undefined {
  const parts = pieces.filter(isNotEmpty);
  const [only] = parts;
  return parts.length === 1 && only.kind === 'expansion'
    ? only.expansion
    : undefined;
}

/** `: "${KEY:=value}"`, the idiom for "unless it is set already". */
function defaultDraft(word: Word): Draft | undefined {
  const reference = onlyReference(word.pieces);
  if (!reference) {
    return undefined;
  }
  const { name, operator, word: value } = reference;
  if (operator !== ':=' && operator !== '=') {
    return undefined;
  }
  const mode = operator === '=' ? 'default-if-unset' : 'default-if-empty';
  return { key: name, line: word.line, pieces: value, mode };
}

function whyNoAssignment(word: Word): string {
  const [first] = word.pieces;
  if (first?.kind === 'opaque') {
    return first.why;
  }
  const text = first?.kind === 'text' ? first.text : '';
  if (/^[A-Za-z_][A-Za-z0-9_]*\[/.test(text)) {
    return 'an array element is not read';
  }
  return /^[\w.-]+=/.test(text)
    ? `"${text.slice(0, text.indexOf('='))}" is not a valid name`
    : NOT_AN_ASSIGNMENT;
}

/** Every word must be an assignment, or with `export` a bare name. */
function draftsOf(words: Word[], isDeclaration: boolean): Statement {
  const drafts: Draft[] = [];
  for (const word of words) {
    const draft = draftOf(word, isDeclaration);
    if (draft) {
      drafts.push(draft);
    } else if (!isDeclaration || !NAME.test(plainWord(word) ?? '')) {
      return { why: whyNoAssignment(word) };
    }
  }
  return { drafts };
}

function readStatement(words: Word[]): Statement {
  const command = plainWord(words[0]);
  if (command === ':') {
    const drafts = words.slice(1).map(defaultDraft);
    return drafts.every(draft => draft !== undefined)
      ? { drafts }
      : { why: NOT_AN_ASSIGNMENT };
  }
  if (command === undefined || !DECLARING.has(command)) {
    return draftsOf(words, false);
  }
  const rest = words.slice(1);
  while (rest.length > 0 && plainWord(rest[0])?.startsWith('-')) {
    const option = plainWord(rest.shift()!)!;
    if (!HARMLESS_OPTION.test(option)) {
      return { why: `${command} ${option} is not read` };
    }
  }
  return draftsOf(rest, true);
}

/** Reads the lines of one file; see {@link readAssignments}. */
class AssignmentReader {
  readonly assignments: Assignment[] = [];
  readonly unread: UnreadLine[] = [];
  private readonly literals: Literals = new Map();
  private readonly winners = new Map<string, Assignment>();
  private readonly blocks = BlockTracker.create();
  private expanded = 0;

  static create(isBlank: (line: number) => boolean): AssignmentReader {
    return new AssignmentReader(isBlank);
  }

  private constructor(private readonly isBlank: (line: number) => boolean) {}

  read(line: LogicalLine) {
    const block = this.blocks.enter(line);
    const words = splitStatements(line);
    if (line.why !== undefined || block) {
      const own = 'why' in words && block?.since === line.start && words.why;
      this.report(line, line.why ?? (own || block!.why));
      return;
    }
    const statements = 'why' in words ? [words] : words.map(readStatement);
    const drafts = statements.flatMap(statement =>
      'drafts' in statement ? statement.drafts : [],
    );
    const failed = statements.find(statement => 'why' in statement);
    const why = failed && 'why' in failed ? failed.why : this.assignAll(drafts);
    if (why !== undefined) {
      // What the line makes of its keys is unknown, so nothing may rest on them.
      drafts.forEach(draft => this.forget(draft.key));
      this.report(line, why);
    }
  }

  private assignAll(drafts: Draft[]): string | undefined {
    for (const draft of drafts) {
      const result = this.valueOf(draft);
      if ('why' in result) {
        return result.why;
      }
      this.assign(draft, result.value);
    }
    return undefined;
  }

  private valueOf(draft: Draft): Evaluation {
    const result = evaluate(draft.pieces, this.literals);
    if ('why' in result) {
      return result;
    }
    if (SWALLOWED_ASSIGNMENT.test(result.value)) {
      return {
        why: `the quote opened in line ${draft.line} closes only lines later, with assignments in between`,
      };
    }
    const before = draft.mode === 'append' ? this.literals.get(draft.key) : '';
    if (before === undefined && this.literals.has(draft.key)) {
      return { why: `${draft.key} is assigned before, but not a literal` };
    }
    const value = `${before ?? ''}${result.value}`;
    const isExpanded =
      draft.mode === 'append' ||
      draft.pieces.some(piece => piece.kind === 'expansion');
    this.expanded += isExpanded ? value.length : 0;
    return this.expanded > MAX_EXPANDED
      ? { why: 'the file expands to more than 8 MiB' }
      : { value };
  }

  private assign(draft: Draft, value: string) {
    const { key, line, pieces, mode } = draft;
    const before = this.winners.get(key);
    const known = this.literals.get(key);
    const keeps =
      (mode === 'default-if-unset' && known !== undefined) ||
      (mode === 'default-if-empty' && known !== undefined && known !== '');
    const assignment: Assignment = { key, value, line, superseded: keeps };
    const reference = onlyReference(pieces);
    if (reference && reference.name !== key) {
      assignment.aliasOf = reference.name;
    }
    this.assignments.push(assignment);
    if (!keeps) {
      if (before) {
        before.superseded = true;
      }
      this.winners.set(key, assignment);
      this.literals.set(key, value);
    }
  }

  private forget(key: string) {
    const before = this.winners.get(key);
    if (before) {
      before.superseded = true;
    }
    this.literals.set(key, undefined);
  }

  private report(line: LogicalLine, why: string) {
    const continued = new Set(line.continued);
    for (let number = line.start; number <= line.end; number++) {
      if (!continued.has(number) && !this.isBlank(number)) {
        this.unread.push({ line: number, why });
      }
    }
  }
}

/**
 * The assignments of a shell file that hold whenever it is sourced, found without
 * running it, and every line that is something else.
 *
 * @param text - lines ended by LF
 * @param isBlank - whether a line of the file (first is 1) says nothing
 */
export function readAssignments(
  text: string,
  isBlank: (line: number) => boolean,
): { assignments: Assignment[]; unread: UnreadLine[] } {
  const reader = AssignmentReader.create(isBlank);
  ShellLexer.lex(text).forEach(line => reader.read(line));
  return reader;
}

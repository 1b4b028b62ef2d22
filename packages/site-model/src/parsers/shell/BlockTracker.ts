import { LogicalLine, Token } from './tokens';

const OPENERS: Record<string, string> = {
  if: 'fi',
  for: 'done',
  select: 'done',
  while: 'done',
  until: 'done',
  case: 'esac',
  '{': '}',
};
/** Words after which a command may follow on the same line. */
const LEADS = new Set(['then', 'else', 'elif', 'do', '!', 'time']);

/** The text of a word that is written plainly, such as a keyword. */
export function plainWord(token: Token): string | undefined {
  const [piece, ...rest] = token.kind === 'word' ? token.pieces : [];
  return rest.length === 0 && piece?.kind === 'text' ? piece.text : undefined;
}

/**
 * Follows `if`, loops, functions and parentheses over the lines of a file: an
 * assignment inside one may or may not happen, so it declares nothing.
 */
export class BlockTracker {
  private readonly open: { word: string; closer: string; line: number }[] = [];

  static create(): BlockTracker {
    return new BlockTracker();
  }

  private constructor() {}

  /** The block the line stands in or opens, or `undefined` when there is none. */
  enter(line: LogicalLine): { since: number; why: string } | undefined {
    let outermost = this.open[0];
    let isCommand = true;
    let isFunctionName = false;
    for (const token of line.tokens) {
      if (token.kind === 'operator') {
        this.takeParenthesis(token.operator, token.line);
        isCommand = true;
      } else {
        const word: string | undefined = isCommand
          ? plainWord(token)
          : undefined;
        if (word !== undefined) {
          this.takeKeyword(word, token.line);
        }
        const isLead: boolean = word !== undefined && LEADS.has(word);
        isCommand = isLead || isFunctionName;
        isFunctionName = word === 'function';
      }
      outermost ??= this.open[0];
    }
    return (
      outermost && {
        since: outermost.line,
        why: `inside "${outermost.word}" of line ${outermost.line}: whether it holds is only known when the file is run`,
      }
    );
  }

  private takeKeyword(word: string, line: number) {
    if (Object.hasOwn(OPENERS, word)) {
      this.open.push({ word, closer: OPENERS[word], line });
    } else {
      this.close(word);
    }
  }

  private takeParenthesis(operator: string, line: number) {
    if (operator === '(') {
      this.open.push({ word: '(', closer: ')', line });
    } else if (operator === ')') {
      this.close(')');
    }
  }

  private close(closer: string) {
    if (this.open.at(-1)?.closer === closer) {
      this.open.pop();
    }
  }
}

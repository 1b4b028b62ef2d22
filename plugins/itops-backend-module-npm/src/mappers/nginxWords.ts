/** What nginx makes of its configuration text before it knows any directive. */
export type NginxToken =
  | { kind: 'word'; text: string }
  | { kind: ';' | '{' | '}' };

const BLANK = /[ \t\r\n]/;

function quotedWord(
  text: string,
  start: number,
): { word: string; end: number } {
  const quote = text[start];
  let word = '';
  let at = start + 1;
  while (at < text.length && text[at] !== quote) {
    // Only a backslash before a quote or a backslash is taken away; nginx keeps the others.
    if (text[at] === '\\' && /["'\\]/.test(text[at + 1] ?? '')) {
      at++;
    }
    word += text[at++];
  }
  return { word, end: at + 1 };
}

function bareWord(text: string, start: number): { word: string; end: number } {
  let at = start;
  while (at < text.length) {
    const char = text[at];
    if (char === '\\') {
      at += 2;
    } else if (char === '$' && text[at + 1] === '{') {
      // `${name}` is a variable and no block.
      at += 2;
    } else if (BLANK.test(char) || char === ';' || char === '{') {
      break;
    } else {
      at++;
    }
  }
  return { word: text.slice(start, at), end: Math.min(at, text.length) };
}

/**
 * Splits configuration text into words, semicolons and braces, by the rules of nginx: a `#`, a
 * quote and a closing brace mean something only where a word may begin. Never throws; what is not
 * closed ends with the text. Needs time in proportion to the text.
 */
export function* nginxTokens(text: string): Generator<NginxToken> {
  let at = 0;
  while (at < text.length) {
    const char = text[at];
    if (BLANK.test(char)) {
      at++;
    } else if (char === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (char === ';' || char === '{' || char === '}') {
      yield { kind: char };
      at++;
    } else {
      const quoted = char === '"' || char === "'";
      const { word, end } = quoted ? quotedWord(text, at) : bareWord(text, at);
      yield { kind: 'word', text: word };
      at = end;
    }
  }
}

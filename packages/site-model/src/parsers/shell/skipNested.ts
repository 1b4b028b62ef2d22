/**
 * The position behind the closing character of a construct that begins before
 * `from`, with the nesting of quotes and brackets inside. `undefined` when it is
 * not closed before `limit`. Reads each character once and keeps its own stack.
 */
export function skipNested(
  text: string,
  from: number,
  close: string,
  limit: number,
): number | undefined {
  const stack = [close];
  for (let position = from; position < limit; position++) {
    const char = text[position];
    const top = stack[stack.length - 1];
    if (char === '\\') {
      position++;
    } else if (char === top) {
      stack.pop();
      if (stack.length === 0) {
        return position + 1;
      }
    } else if (top !== "'" && top !== '`') {
      const next = text[position + 1];
      if (char === '$' && (next === '(' || next === '{')) {
        stack.push(next === '(' ? ')' : '}');
        position++;
      } else if (char === '"' || char === '`') {
        stack.push(char);
      } else if (char === "'" && top !== '"') {
        const end = text.indexOf("'", position + 1);
        if (end < 0) {
          return undefined;
        }
        position = end;
      } else if (char === '(' && top === ')') {
        stack.push(')');
      }
    }
  }
  return undefined;
}

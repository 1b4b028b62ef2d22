interface Line {
  text: string;
  /** LF, CRLF, or nothing at the end of the file. */
  end: string;
}

const LINE = /([^\n]*?)(\r?\n|$)/y;

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  LINE.lastIndex = 0;
  while (LINE.lastIndex < text.length) {
    const [, line, end] = LINE.exec(text)!;
    lines.push({ text: line, end });
  }
  return lines;
}

/**
 * A file as its lines, each with its own end: what is not edited comes out again
 * byte for byte, byte order mark, mixed line ends and missing last one included.
 * Line numbers are those of the parsers: the first line is 1.
 */
export class FileText {
  private constructor(
    private readonly mark: string,
    private readonly lines: readonly Line[],
  ) {}

  static of(text: string): FileText {
    const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
    return new FileText(mark, linesOf(text.slice(mark.length)));
  }

  get count(): number {
    return this.lines.length;
  }

  /** Without its end; `''` where there is no such line. */
  line(number: number): string {
    return this.lines[number - 1]?.text ?? '';
  }

  withLine(number: number, text: string): FileText {
    return new FileText(
      this.mark,
      this.lines.map((line, index) =>
        index === number - 1 ? { text, end: line.end } : line,
      ),
    );
  }

  without(numbers: ReadonlySet<number>): FileText {
    const kept = this.lines.filter((_, index) => !numbers.has(index + 1));
    const hadEnd = this.lines.at(-1)?.end !== '';
    const last = kept.at(-1);
    // The line that becomes the last takes over whether the file ends with one.
    if (last && last.end !== '' && !hadEnd) {
      kept[kept.length - 1] = { ...last, end: '' };
    }
    return new FileText(this.mark, kept);
  }

  /** @param after - the line it follows; 0 for the beginning of the file */
  withInserted(after: number, text: string): FileText {
    const usual = this.lines[after - 1] ?? this.lines[0];
    const end = usual?.end || this.lines[0]?.end || '\n';
    const before = this.lines.slice(0, after);
    const open = before.at(-1);
    if (open?.end === '') {
      before[before.length - 1] = { text: open.text, end };
      return new FileText(this.mark, [...before, { text, end: '' }]);
    }
    return new FileText(this.mark, [
      ...before,
      { text, end },
      ...this.lines.slice(after),
    ]);
  }

  toString(): string {
    return this.mark + this.lines.map(({ text, end }) => text + end).join('');
  }
}

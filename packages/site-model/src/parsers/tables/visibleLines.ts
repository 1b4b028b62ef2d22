/** A line as the blocks of Markdown leave it for a table. */
export interface VisibleLine {
  /** Of the physical file; the first is 1. */
  number: number;
  /** `break` ends a table: headings, code, comments, HTML, lists. */
  kind: 'text' | 'blank' | 'break';
  /** Without quote marks and indentation. */
  text: string;
  /** How many `>` stand before it. */
  depth: number;
}

/** Something whose lines are not Markdown, and how it ends. */
interface Opaque {
  depth: number;
  /** Lines indented less end it; 0 outside of lists. */
  base: number;
  isLast: (text: string) => boolean;
  /** The line that ends it is outside of it. */
  endsBefore: boolean;
}

const FENCE = /^(`{3,}|~{3,})(.*)$/;
const RAW_HTML = /^<(pre|script|style|textarea)(?:[\s>]|$)/i;
/** HTML blocks that end at a blank line (CommonMark 4.6, type 6). */
const HTML_BLOCK =
  /^<\/?(?:address|article|aside|base|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[\s/>]|$)/i;
const LIST_ITEM = /^((?:[-*+]|\d{1,9}[.)])(?:[ \t]{1,4}|$))/;
/** Admonitions and tabs of MkDocs, whose content is indented by four. */
const ADMONITION = /^(?:!!!|\?\?\?\+?|===)[ \t]/;
const HEADING = /^#{1,6}(?:\s|$)/;
const RULE = /^(?:\*{3,}|-{3,}|_{3,}|={3,})$/;

function opening(
  text: string,
): Pick<Opaque, 'isLast' | 'endsBefore'> | undefined {
  const fence = FENCE.exec(text);
  if (fence && !(fence[1][0] === '`' && fence[2].includes('`'))) {
    const [, mark] = fence;
    const isLast = (line: string) => {
      const end = FENCE.exec(line);
      return end !== null && end[1].startsWith(mark) && end[2].trim() === '';
    };
    return { isLast, endsBefore: false };
  }
  if (text.startsWith('<!--')) {
    return { isLast: line => line.includes('-->'), endsBefore: false };
  }
  const raw = RAW_HTML.exec(text);
  if (raw) {
    const end = `</${raw[1].toLowerCase()}>`;
    return {
      isLast: line => line.toLowerCase().includes(end),
      endsBefore: false,
    };
  }
  return HTML_BLOCK.test(text)
    ? { isLast: line => line === '', endsBefore: true }
    : undefined;
}

/** Where the text of a line begins: behind quote marks and indentation. */
function measure(line: string): {
  start: number;
  depth: number;
  indent: number;
} {
  let depth = 0;
  let indent = 0;
  let start = 0;
  for (; start < line.length; start++) {
    const char = line[start];
    if (char === ' ') {
      indent++;
    } else if (char === '\t') {
      indent += 4 - (indent % 4);
    } else if (char === '>' && indent < 4) {
      depth++;
      // One blank behind the mark belongs to it.
      start += line[start + 1] === ' ' ? 1 : 0;
      indent = 0;
    } else {
      break;
    }
  }
  return { start, depth, indent };
}

/**
 * Sorts the lines of a Markdown text into those that can be part of a table and
 * those that cannot: fenced and indented code, comments, HTML, headings, lists.
 *
 * The block rules of CommonMark that matter here, in one pass: a general parser
 * needs minutes for a hostile nesting of quotes, and this reads files from outside.
 */
export class VisibleLineReader {
  static read(text: string): VisibleLine[] {
    const reader = new VisibleLineReader();
    return text.split('\n').map((line, index) => reader.next(line, index + 1));
  }

  private opaque?: Opaque;
  /** Columns where the content of the open list items begins. */
  private readonly lists: number[] = [];
  private before: VisibleLine['kind'] = 'blank';

  private constructor() {}

  private next(line: string, number: number): VisibleLine {
    const { start, depth, indent } = measure(line);
    const text = line.slice(start).trimEnd();
    const kind = this.kindOf(text, depth, indent);
    this.before = kind;
    return { number, kind, text: kind === 'text' ? text : '', depth };
  }

  private kindOf(text: string, depth: number, indent: number) {
    if (this.isOpaque(text, depth, indent)) {
      return 'break';
    }
    if (text === '') {
      return 'blank';
    }
    if (this.before === 'blank') {
      this.leaveLists(indent);
    }
    if (indent - (this.lists.at(-1) ?? 0) >= 4 && this.before !== 'text') {
      // Indented code.
      return 'break';
    }
    return this.open(text, depth, indent) ? 'break' : 'text';
  }

  private isOpaque(text: string, depth: number, indent: number): boolean {
    const { opaque } = this;
    if (!opaque) {
      return false;
    }
    const isLeft =
      depth < opaque.depth || (text !== '' && indent < opaque.base);
    const isLast = !isLeft && opaque.isLast(text);
    if (isLeft || isLast) {
      this.opaque = undefined;
    }
    return !isLeft && !(isLast && opaque.endsBefore);
  }

  private leaveLists(indent: number) {
    while (this.lists.length > 0 && this.lists.at(-1)! > indent) {
      this.lists.pop();
    }
  }

  /** Whether the line is a block of its own that is no table. */
  private open(text: string, depth: number, indent: number): boolean {
    const item = LIST_ITEM.exec(text);
    if (item || ADMONITION.test(text)) {
      this.leaveLists(indent);
      this.lists.push(indent + (item ? item[1].length : 4));
      return true;
    }
    const block = opening(text);
    if (block) {
      this.leaveLists(indent);
      // A comment may end on the line that begins it; a fence cannot.
      const isOneLine = text.startsWith('<') && block.isLast(text.slice(4));
      const base = this.lists.at(-1) ?? 0;
      this.opaque = isOneLine ? undefined : { ...block, depth, base };
      return true;
    }
    return HEADING.test(text) || RULE.test(text.replace(/\s/g, ''));
  }
}

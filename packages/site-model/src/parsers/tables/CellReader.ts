import type { PhrasingContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';

/** What a cell says, without its markup. */
export interface Cell {
  /** A `<br>` is a line break. Struck-out text is left out. */
  text: string;
  /** Everything it said is struck out. */
  struck: boolean;
}

const MARKUP = /[*_~`[\]<>&\\!]/;
/** A whole cell in bold, in code or struck, with plain text inside: most marked cells. */
const BOLD = /^\*\*([^\s*_~`[\]<>&\\!]+)\*\*$/;
const CODE = /^`([^`\\]+)`$/;
const STRUCK = /^~~[^\s*_~`[\]<>&\\!]+~~$/;
const LINE_BREAK = /^<br\s*\/?>$/i;
const STRIKE_START = /^<(?:s|del|strike)>$/i;
const STRIKE_END = /^<\/(?:s|del|strike)>$/i;
const FORMATTING =
  /^<\/?(?:a|b|code|em|font|i|ins|kbd|mark|small|span|strong|sub|sup|tt|u)(?:\s[^>]*)?>$/i;
const MAX_CELL = 1000;
const MAX_MARKUP = 256 * 1024;
const OPTIONS = {
  // A single tilde stands between the ends of a range.
  extensions: [gfmTable(), gfmStrikethrough({ singleTilde: false })],
  mdastExtensions: [gfmTableFromMarkdown(), gfmStrikethroughFromMarkdown()],
};

interface Writer {
  text: string;
  struckText: string;
  strikes: number;
}

function write(writer: Writer, text: string) {
  if (writer.strikes > 0) {
    writer.struckText += text;
  } else {
    writer.text += text;
  }
}

function writeHtml(writer: Writer, html: string) {
  if (LINE_BREAK.test(html)) {
    write(writer, '\n');
  } else if (STRIKE_START.test(html)) {
    writer.strikes++;
  } else if (STRIKE_END.test(html)) {
    writer.strikes = Math.max(0, writer.strikes - 1);
  } else if (!html.startsWith('<!--') && !FORMATTING.test(html)) {
    // A placeholder such as `<gateway>`.
    write(writer, html);
  }
}

function writeAll(writer: Writer, nodes: PhrasingContent[]) {
  for (const node of nodes) {
    if (node.type === 'text' || node.type === 'inlineCode') {
      write(writer, node.value);
    } else if (node.type === 'html') {
      writeHtml(writer, node.value);
    } else if (node.type === 'break') {
      write(writer, '\n');
    } else if (node.type === 'image') {
      write(writer, node.alt ?? '');
    } else if (node.type === 'delete') {
      writer.strikes++;
      writeAll(writer, node.children);
      writer.strikes--;
    } else if ('children' in node) {
      writeAll(writer, node.children);
    }
  }
}

function cellOf(nodes: PhrasingContent[]): Cell {
  const writer: Writer = { text: '', struckText: '', strikes: 0 };
  writeAll(writer, nodes);
  const text = writer.text.trim();
  return { text, struck: text === '' && writer.struckText.trim() !== '' };
}

/** The cell where it is plain or in one of the common forms. */
function readSimple(source: string): Cell | undefined {
  if (STRUCK.test(source)) {
    return { text: '', struck: true };
  }
  const inside = BOLD.exec(source)?.[1] ?? CODE.exec(source)?.[1];
  if (inside !== undefined) {
    return { text: inside.trim(), struck: false };
  }
  return MARKUP.test(source) ? undefined : { text: source, struck: false };
}

/**
 * Reads the markup of table cells: links, code, emphasis, struck text, entities.
 * Cells without any, or in a common form, are read at once, which is most of them;
 * the budget for the others keeps a hostile file from occupying the process. Beyond it, and from
 * 1,000 characters on, a cell is its own source text.
 */
export class CellReader {
  static create(): CellReader {
    return new CellReader();
  }

  private budget = MAX_MARKUP;

  private constructor() {}

  /** One answer for each source, in order. */
  read(sources: string[]): Cell[] {
    const marked: number[] = [];
    const cells = sources.map((source, index): Cell => {
      const simple = readSimple(source);
      if (!simple && this.mayRead(source)) {
        marked.push(index);
      }
      return simple ?? { text: source, struck: false };
    });
    if (marked.length === 0) {
      return cells;
    }
    // A table of one column: cells are phrasing there, whatever they begin with.
    const rows = marked.map(index => `| ${sources[index]} |`);
    const tree = fromMarkdown(['| - |', '| - |', ...rows].join('\n'), OPTIONS);
    const [table] = tree.children;
    if (table?.type === 'table') {
      table.children.slice(1).forEach((row, position) => {
        cells[marked[position]] = cellOf(row.children[0]?.children ?? []);
      });
    }
    return cells;
  }

  private mayRead(source: string): boolean {
    const may = source.length <= Math.min(MAX_CELL, this.budget);
    this.budget -= may ? source.length : 0;
    return may;
  }
}

/** One line of a unified diff as it is drawn. */
export interface DiffLine {
  kind: 'hunk' | 'same' | 'added' | 'removed' | 'note';
  text: string;
}

const KINDS: Record<string, DiffLine['kind']> = {
  '@': 'hunk',
  '+': 'added',
  '-': 'removed',
  '\\': 'note',
};

/** The lines of one file's unified diff, without its header and its line ends. */
export function readDiff(diff: string): DiffLine[] {
  const lines = diff.replace(/\n$/, '').split('\n');
  const first = lines.findIndex(line => line.startsWith('@@'));
  return (first < 0 ? [] : lines.slice(first)).map(line => {
    const kind = KINDS[line[0]] ?? 'same';
    const text = kind === 'hunk' || kind === 'note' ? line : line.slice(1);
    return { kind, text: text.replace(/\r$/, '').replace(/^\uFEFF/, '') };
  });
}

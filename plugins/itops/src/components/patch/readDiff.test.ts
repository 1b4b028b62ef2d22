import { readDiff } from './readDiff';

describe('readDiff', () => {
  it('keeps what is drawn of a diff', () => {
    const diff = [
      '--- a/x.conf',
      '+++ b/x.conf',
      '@@ -1,3 +1,3 @@',
      ' \uFEFF# head\r',
      '-A=1\r',
      '+A=2\r',
      ' ',
      '\\ No newline at end of file',
      '',
    ].join('\n');
    expect(readDiff(diff)).toEqual([
      { kind: 'hunk', text: '@@ -1,3 +1,3 @@' },
      { kind: 'same', text: '# head' },
      { kind: 'removed', text: 'A=1' },
      { kind: 'added', text: 'A=2' },
      { kind: 'same', text: '' },
      { kind: 'note', text: '\\ No newline at end of file' },
    ]);
    expect(readDiff('')).toEqual([]);
  });
});

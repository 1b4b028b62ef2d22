import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { unifiedDiff } from './unifiedDiff';

const folder = createMockDirectory();

describe('unifiedDiff', () => {
  it.each([
    ['LF', 'A=1\nB=2\nC=3\n', 'A=1\nB=9\nC=3\n'],
    ['CRLF', 'A=1\r\nB=2\r\nC=3\r\n', 'A=1\r\nB=9\r\nC=3\r\n'],
    ['a byte order mark', '\uFEFFA=1\nB=2\n', '\uFEFFA=9\nB=2\n'],
    ['no last line end', 'A=1\nB=2', 'A=1\nB=9'],
    ['a line added behind it', 'A=1\nB=2', 'A=1\nB=2\nC=3'],
    ['a last line removed', 'A=1\nB=2', 'A=1'],
    ['nothing before', '', 'A=1\n'],
  ])('is what git applies to a file with %s', (_, before, after) => {
    folder.setContent({ 'a b.conf': before });
    const diff = unifiedDiff('a b.conf', before, after);
    expect(diff).toMatch(/^--- a\/a b\.conf\t?\n\+\+\+ b\/a b\.conf\t?\n@@ /);
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], {
      cwd: folder.path,
      input: diff,
    });
    expect(readFileSync(folder.resolve('a b.conf'), 'utf8')).toBe(after);
  });
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { TarReader } from './TarReader';

/** What `tar` itself writes, so that the reader is held against the real thing. */
function archive(files: Record<string, string>): Buffer {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'itops-tar-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(path.join(dir, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(dir, name), content);
    }
    return execFileSync('tar', ['-cf', '-', '-C', dir, 'nodes']);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function read(chunks: Buffer[], maxFileBytes?: number): Record<string, string> {
  const files: Record<string, string> = {};
  const tar = TarReader.create(
    (name, content) => {
      files[name] = content.toString();
    },
    { maxFileBytes },
  );
  chunks.forEach(chunk => tar.push(chunk));
  tar.end();
  return files;
}

const files = {
  'nodes/one/lxc/101.conf': 'hostname: mail\n',
  'nodes/one/lxc/102.conf': 'x'.repeat(512),
  'nodes/one/qemu-server/201.conf': '',
  'nodes/two/lxc/103.conf': `# ${'ü'.repeat(700)}\n`,
};
const whole = archive(files);

it('gives out every regular file, however the archive is cut into pieces', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: whole.length }), { maxLength: 12 }),
      cuts => {
        const at = [0, ...cuts.sort((a, b) => a - b), whole.length];
        const chunks = at.slice(1).map((end, i) => whole.subarray(at[i], end));
        expect(read(chunks)).toEqual(files);
      },
    ),
    { numRuns: 200 },
  );
});

it('reports an archive that ends too early, wherever it was cut before its end mark', () => {
  const endMark = whole.lastIndexOf('ü') + 2;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: endMark }), length => {
      expect(() => read([whole.subarray(0, length)])).toThrow(
        /its end is missing/,
      );
    }),
  );
});

it('reports what is not an archive, and files that are too large', () => {
  expect(() => read([Buffer.from('Welcome to Debian\n'.repeat(60))])).toThrow(
    /checksum/,
  );
  expect(() => read([whole], 600)).toThrow(/a file has the size 1403/);
});

it('never fails otherwise, whatever is changed in the archive', () => {
  const outcome = (data: Buffer) => {
    try {
      read([data]);
      return 'read';
    } catch (error) {
      return (error as Error).name;
    }
  };
  fc.assert(
    fc.property(
      fc.nat({ max: whole.length - 1 }),
      fc.integer({ min: 0, max: 255 }),
      (at, value) => {
        const changed = Buffer.from(whole);
        changed[at] = value;
        expect(outcome(changed)).toMatch(/^(read|ConnectorError)$/);
      },
    ),
    { numRuns: 500 },
  );
});

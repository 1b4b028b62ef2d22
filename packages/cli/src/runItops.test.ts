import { createMockDirectory } from '@backstage/backend-test-utils';
import { PassThrough } from 'node:stream';
import { Output } from './report/Output';
import { runItops } from './runItops';

const SITE =
  'itops: { sources: { declared: [{ id: a, kind: env, path: a }] } }';

describe('itops called wrongly ends with 64, says why and writes nothing', () => {
  const folder = createMockDirectory();
  beforeEach(() => folder.setContent({ 'site.yaml': SITE }));

  /** `@name` stands for a path in the folder. */
  async function run(...words: string[]) {
    const stdout = new PassThrough();
    const stderr = new PassThrough();
    const args = words.map(word =>
      word.startsWith('@') ? folder.resolve(word.slice(1)) : word,
    );
    const code = await runItops(args, Output.create({ stdout, stderr }));
    return {
      code,
      stdout: String(stdout.read() ?? ''),
      stderr: String(stderr.read() ?? ''),
      files: Object.keys(folder.content() ?? {}),
    };
  }

  it.each([
    ['no command', '', 'Usage'],
    ['an unknown command', 'import', "unknown command 'import'"],
    [
      'an unknown option',
      'export --config @site.yaml --out @out --oot x',
      "unknown option '--oot'",
    ],
    ['no --out', 'export --config @site.yaml', "'--out <dir>'"],
    ['no --config', 'export --out @out', "'--config <file...>'"],
    ['--config without a file', 'export --out @out --config', 'missing'],
    [
      'a stray word',
      'export --out @out --config @site.yaml --strict now',
      'too many arguments',
    ],
    [
      'a missing configuration file',
      'export --config @site.yaml @nope.yaml --out @out',
      'nope.yaml',
    ],
    [
      'a file where the folder should be',
      'export --config @site.yaml --out @site.yaml',
      '--out',
    ],
    ['a doctor without its file', 'doctor --config @nope.yaml', 'nope.yaml'],
  ])('%s', async (_, words, why) => {
    const { code, stderr, files } = await run(
      ...words.split(' ').filter(Boolean),
    );
    expect({ code, files }).toEqual({ code: 64, files: ['site.yaml'] });
    expect(stderr).toContain(why);
  });

  it.each([
    ['itops: { sources: {} }', 'no source is configured'],
    ['itops: { sources: { proxmx: [] } }', 'itops.sources.proxmx'],
    ['itops: { sources: { proxmox: [{ id: a }] } }', 'itops.sources.proxmox'],
    ['itops: { sources: { declared: [{ id: a }] } }', 'itops.sources.declared'],
    ['itops: { sources: { npm: [{ id: a }] } }', 'itops.sources.npm'],
    ['itops: { sources: { unifi: [{ id: a }] } }', 'itops.sources.unifi'],
    ['itops: { sources: { neighbours: [{ }] } }', 'itops.sources.neighbours'],
    ['itops: { owners: [{ match: {} }] }', 'itops.owners[0].match'],
    ['itops: [', 'site.yaml'],
  ])('the configuration %s', async (text, named) => {
    folder.setContent({ 'site.yaml': text });
    const args = ['export', '--config', '@site.yaml', '--out', '@out'];
    const { code, stderr, files } = await run(...args);
    expect({ code, files }).toEqual({ code: 64, files: ['site.yaml'] });
    expect(stderr).toContain(named);
  });

  it('and help is no mistake', async () => {
    const { code, stdout } = await run('export', '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('--strict');
  });
});

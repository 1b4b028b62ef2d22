import { createMockDirectory } from '@backstage/backend-test-utils';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../config/UsageError';
import { prepareFolder, writeReports } from './writeReports';

describe('writeReports', () => {
  const folder = createMockDirectory();
  beforeEach(() => folder.clear());

  it('writes each report as JSON and leaves nothing else', async () => {
    const written = await writeReports(folder.path, {
      'a.json': { one: 1 },
      'b.json': [2],
    });
    expect(written).toEqual([
      folder.resolve('a.json'),
      folder.resolve('b.json'),
    ]);
    expect(await readdir(folder.path)).toEqual(['a.json', 'b.json']);
    expect(JSON.parse(await readFile(written[0], 'utf8'))).toEqual({ one: 1 });
  });

  it('replaces nothing when one report cannot be written', async () => {
    folder.setContent({ 'a.json': 'old' });
    const endless: Record<string, unknown> = {};
    endless.self = endless;
    await expect(
      writeReports(folder.path, { 'a.json': { new: true }, 'b.json': endless }),
    ).rejects.toThrow(/circular/i);
    await expect(
      writeReports(folder.path, {
        'a.json': { new: true },
        'missing/b.json': {},
      }),
    ).rejects.toThrow(/ENOENT/);
    expect(folder.content()).toEqual({ 'a.json': 'old' });
  });

  it('makes the folder, also deep', async () => {
    const deep = await prepareFolder(path.join(folder.path, 'x/y'));
    expect(await readdir(deep)).toEqual([]);
  });

  it('refuses a folder that is a file, naming it', async () => {
    folder.setContent({ taken: 'a file' });
    const refused = prepareFolder(folder.resolve('taken'));
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(folder.resolve('taken'));
  });
});

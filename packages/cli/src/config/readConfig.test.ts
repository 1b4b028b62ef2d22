import { createMockDirectory } from '@backstage/backend-test-utils';
import { readConfig } from './readConfig';
import { UsageError } from './UsageError';

describe('readConfig', () => {
  const folder = createMockDirectory();
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
    folder.clear();
  });

  it('merges files in order, with variables and included files, as Backstage does', async () => {
    folder.setContent({
      'base.yaml': 'a: 1\ntoken: ${MADE_UP_TOKEN}\nnote: { $file: note.txt }\n',
      'site.yaml': 'a: 2\nother: { $env: MADE_UP_TOKEN }\n',
      'note.txt': 'hello',
    });
    process.env.MADE_UP_TOKEN = 'x=y';
    process.env.APP_CONFIG_deep_key = '7';
    const config = await readConfig([
      folder.resolve('base.yaml'),
      folder.resolve('site.yaml'),
    ]);
    expect(config.get()).toEqual({
      a: 2,
      token: 'x=y',
      note: 'hello',
      other: 'x=y',
      deep: { key: 7 },
    });
  });

  it('refuses a missing file and one that is no YAML, naming it', async () => {
    folder.setContent({ 'bad.yaml': 'a: [1\nb: }' });
    for (const name of ['missing.yaml', 'bad.yaml']) {
      const refused = readConfig([folder.resolve(name)]);
      await expect(refused).rejects.toThrow(UsageError);
      await expect(refused).rejects.toThrow(name);
    }
  });

  it('says where a file is no YAML without showing what stands there', async () => {
    folder.setContent({
      'bad.yaml': 'token: very-secret\n  key: also-secret\n',
      'outer.yaml': 'itops: { $include: bad.yaml }\n',
    });
    for (const name of ['bad.yaml', 'outer.yaml']) {
      const error = await readConfig([folder.resolve(name)]).catch(e => e);
      expect(error).toBeInstanceOf(UsageError);
      expect(error.message).toMatch(/at line 1/);
      expect(error.message).not.toContain('secret');
      expect(error.cause).toBeUndefined();
    }
  });
});

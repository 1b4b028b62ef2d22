import { execFileSync } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { LocalFile } from './LocalFile';

const folder = createMockDirectory();
const never = new AbortController().signal;

function git(...args: string[]): string {
  const identity = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.com',
    '-c',
    'core.autocrlf=false',
  ];
  return execFileSync('git', ['-C', folder.path, ...identity, ...args], {
    encoding: 'utf8',
  }).trim();
}

function commit(name: string, text: string): string {
  folder.addContent({ [name]: text });
  git('add', name);
  git('commit', '-q', '-m', `change ${name}`);
  return git('rev-parse', 'HEAD').slice(0, 12);
}

function read(
  name: string,
  options: { maxBytes?: number; signal?: AbortSignal } = {},
) {
  const { maxBytes = 1000, signal = never } = options;
  return LocalFile.create({
    path: path.join(folder.path, name),
    maxBytes,
  }).read(signal);
}

const refusal = (reason: string, message: string) =>
  expect.objectContaining({
    reason,
    message: expect.stringContaining(message),
  });

beforeEach(() => folder.clear());
afterEach(() => jest.restoreAllMocks());

describe('LocalFile', () => {
  it('reads a file outside of git without a revision', async () => {
    folder.addContent({ 'a.conf': 'A=1' });
    await expect(read('a.conf')).resolves.toEqual({ text: 'A=1' });
  });

  it('reads an empty file, and drops a byte order mark but for an editor', async () => {
    folder.addContent({ 'empty.conf': '', 'bom.conf': '\uFEFFA=1' });
    await expect(read('empty.conf')).resolves.toEqual({ text: '' });
    await expect(read('bom.conf')).resolves.toEqual({ text: 'A=1' });
    const file = LocalFile.create({
      path: path.join(folder.path, 'bom.conf'),
      maxBytes: 1000,
    });
    const bytes = await file.readBytes(never);
    expect(Buffer.from(bytes).toString()).toBe('\uFEFFA=1');
  });

  it.each([
    ['is not there', 'gone.conf', 'file-missing', 'does not exist'],
    ['lies below a file', 'a.conf/b.conf', 'file-missing', 'does not exist'],
    ['is a folder', 'sub', 'invalid-answer', 'is not a regular file'],
    [
      'is larger than allowed',
      'large.conf',
      'too-large',
      'is larger than 1000 bytes',
    ],
    ['is binary', 'binary.conf', 'invalid-answer', 'holds NUL bytes'],
    ['is a web page', 'page.conf', 'invalid-answer', 'is a web page'],
    ['is UTF-16', 'utf16.conf', 'invalid-answer', 'Save it as UTF-8'],
  ])('says why when it %s', async (_, name, reason, message) => {
    folder.addContent({
      'a.conf': '',
      'sub/a.conf': '',
      'large.conf': 'x'.repeat(1001),
      'binary.conf': 'A=1\0',
      'page.conf': '\n<!DOCTYPE html><html>',
      'utf16.conf': Buffer.from('A=1', 'utf16le'),
    });
    await expect(read(name)).rejects.toEqual(refusal(reason, message));
  });

  it('accepts exactly the largest size', async () => {
    folder.addContent({ 'full.conf': 'x'.repeat(1000) });
    await expect(read('full.conf')).resolves.toMatchObject({
      text: 'x'.repeat(1000),
    });
  });

  it('never waits for the writer of a named pipe', async () => {
    execFileSync('mkfifo', [path.join(folder.path, 'pipe.conf')]);
    await expect(read('pipe.conf')).rejects.toEqual(
      refusal('invalid-answer', 'is not a regular file'),
    );
  });

  it.each([
    ['EACCES', 'forbidden', 'may not be read by the user'],
    ['EIO', 'unreachable', 'could not be read: broken disk'],
  ])('explains %s', async (code, reason, message) => {
    folder.addContent({ 'a.conf': '' });
    jest
      .spyOn(fs, 'open')
      .mockRejectedValueOnce(Object.assign(new Error('broken disk'), { code }));
    await expect(read('a.conf')).rejects.toEqual(refusal(reason, message));
  });

  it('gives up at the deadline when the file system does not answer', async () => {
    jest.spyOn(fs, 'realpath').mockReturnValueOnce(new Promise(() => {}));
    await expect(
      read('a.conf', { signal: AbortSignal.timeout(20) }),
    ).rejects.toEqual(refusal('timeout', 'no answer before the deadline'));
  });

  it('reads again when the file changed meanwhile, and gives up when it always does', async () => {
    folder.addContent({ 'a.conf': 'A=1' });
    const file = path.join(folder.path, 'a.conf');
    const open = fs.open.bind(fs);
    const changing = (times: number) =>
      jest.spyOn(fs, 'open').mockImplementationOnce(async (...args) => {
        const handle = await open(...args);
        const stat = handle.stat.bind(handle);
        let calls = 0;
        handle.stat = (async () => {
          calls++;
          if (calls % 2 === 0 && calls / 2 <= times) {
            await fs.appendFile(file, `\nB=${calls}`);
          }
          return stat();
        }) as typeof handle.stat;
        return handle;
      });
    changing(1);
    await expect(read('a.conf')).resolves.toEqual({ text: 'A=1\nB=2' });
    changing(9);
    await expect(read('a.conf')).rejects.toEqual(
      refusal('invalid-answer', 'changed while it was read'),
    );
  });
});

describe('LocalFile in a git checkout', () => {
  beforeEach(() => git('init', '-q'));

  it('names the commit that changed the file last', async () => {
    const first = commit('a.conf', 'A=1');
    commit('b.conf', 'B=1');
    await expect(read('a.conf')).resolves.toEqual({
      text: 'A=1',
      revision: first,
    });
  });

  it('marks a file that was changed since', async () => {
    const first = commit('a.conf', 'A=1');
    folder.addContent({ 'a.conf': 'A=2' });
    await expect(read('a.conf')).resolves.toEqual({
      text: 'A=2',
      revision: `${first}+dirty`,
    });
    git('add', 'a.conf');
    await expect(read('a.conf')).resolves.toMatchObject({
      revision: `${first}+dirty`,
    });
  });

  it('does not take other line ends for a change', async () => {
    const first = commit('a.conf', 'A=1\nB=2\n');
    folder.addContent({ 'a.conf': 'A=1\r\nB=2\r\n' });
    await expect(read('a.conf')).resolves.toMatchObject({ revision: first });
  });

  it('finds the checkout behind a symbolic link', async () => {
    const first = commit('a.conf', 'A=1');
    await fs.mkdir(path.join(folder.path, 'links'));
    await fs.symlink(
      path.join(folder.path, 'a.conf'),
      path.join(folder.path, 'links/b.conf'),
    );
    await expect(read('links/b.conf')).resolves.toEqual({
      text: 'A=1',
      revision: first,
    });
  });

  it('knows no commit for a file that was never committed, and in an empty repository', async () => {
    folder.addContent({ 'new.conf': 'A=1' });
    await expect(read('new.conf')).resolves.toEqual({ text: 'A=1' });
    commit('a.conf', 'A=1');
    await expect(read('new.conf')).resolves.toEqual({ text: 'A=1' });
  });

  it('takes the name of the file literally', async () => {
    commit('ab.conf', 'A=1');
    const second = commit('a*.conf', 'A=2');
    commit('ac.conf', 'A=3');
    await expect(read('a*.conf')).resolves.toEqual({
      text: 'A=2',
      revision: second,
    });
  });

  it('runs nothing that the checkout configures', async () => {
    commit('a.conf', 'A=1');
    const trap = path.join(folder.path, 'trap');
    const command = `touch ${trap}; cat`;
    git('config', 'core.fsmonitor', command);
    git('config', 'core.pager', command);
    git('config', 'log.showSignature', 'true');
    git('config', 'gpg.program', command);
    git('config', 'filter.trap.clean', command);
    git('config', 'diff.trap.textconv', command);
    folder.addContent({
      '.gitattributes': '*.conf filter=trap diff=trap',
      'a.conf': 'A=2',
    });
    await expect(read('a.conf')).resolves.toMatchObject({
      revision: expect.stringContaining('+dirty'),
    });
    await expect(fs.access(trap)).rejects.toThrow('ENOENT');
  });

  it('says when git refuses to answer', async () => {
    commit('a.conf', 'A=1');
    folder.addContent({ '.git/config': '[broken' });
    await expect(read('a.conf')).resolves.toEqual({
      text: 'A=1',
      note: expect.stringMatching(
        /no commit is known for .*a\.conf: fatal: bad config/,
      ),
    });
  });
});

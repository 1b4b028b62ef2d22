import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { excerpt } from '@sankofa/plugin-itops-node';

/** The commit behind a file, or why there is none where there should be one. */
export interface GitRevision {
  revision?: string;
  note?: string;
}

const TIMEOUT_MS = 5_000;
const SHOWN_DIGITS = 12;
/** The file is simply not in git, or there is no git: nobody needs to hear of it. */
const NOT_INSTALLED = 'git is not installed';
const EXPECTED =
  /not a git repository|unknown revision|bad revision|git is not installed/i;

interface GitAnswer {
  output?: string;
  error?: string;
}

/**
 * Asks git with plumbing commands only: they run no pager, filter, hook or helper
 * that the configuration of a foreign checkout may name.
 */
function git(
  folder: string,
  args: string[],
  signal: AbortSignal,
): Promise<GitAnswer> {
  const { PATH, HOME, SystemRoot } = process.env;
  const options = {
    signal,
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL' as const,
    maxBuffer: 64 * 1024,
    env: {
      PATH,
      HOME,
      SystemRoot,
      LC_ALL: 'C',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_TERMINAL_PROMPT: '0',
      GIT_NO_LAZY_FETCH: '1',
      GIT_LITERAL_PATHSPECS: '1',
    },
  };
  const command = ['-C', folder, '-c', 'core.fsmonitor=false', ...args];
  return new Promise(resolve => {
    execFile('git', command, options, (error, stdout, stderr) => {
      if (!error) {
        resolve({ output: stdout.trim() });
      } else if (error.code === 'ENOENT') {
        resolve({ error: NOT_INSTALLED });
      } else if (error.killed || error.name === 'AbortError') {
        resolve({ error: 'git did not answer in time' });
      } else {
        resolve({ error: excerpt(stderr || error.message, 160) });
      }
    });
  });
}

/** The id git gives to this content: SHA-1, in newer repositories SHA-256. */
function blobId(bytes: Uint8Array, digits: number): string {
  return createHash(digits === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}

function isSameContent(bytes: Uint8Array, committed: string): boolean {
  const text = Buffer.from(bytes).toString('latin1');
  const unix = Buffer.from(text.replace(/\r\n/g, '\n'), 'latin1');
  // A checkout with autocrlf holds other line ends than the commit.
  return [bytes, unix].some(
    candidate => blobId(candidate, committed.length) === committed,
  );
}

/**
 * The last commit that changed the file, with `+dirty` when the bytes that were
 * read are not the ones of the current commit. Neither is there for a file outside
 * of a checkout or one that was never committed.
 *
 * @param file - without symbolic links
 * @param bytes - what was read: asking git for the state would race with writers
 */
export async function gitRevision(
  file: string,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<GitRevision> {
  const folder = path.dirname(file);
  const name = path.basename(file);
  const [blob, commit] = await Promise.all([
    git(folder, ['rev-parse', '--verify', '--quiet', `HEAD:./${name}`], signal),
    git(folder, ['rev-list', '-1', 'HEAD', '--', `./${name}`], signal),
  ]);
  if (commit.error) {
    return EXPECTED.test(commit.error)
      ? {}
      : { note: `no commit is known for ${file}: ${commit.error}` };
  }
  if (!blob.output || !commit.output) {
    return {};
  }
  const revision = commit.output.slice(0, SHOWN_DIGITS);
  return {
    revision: isSameContent(bytes, blob.output)
      ? revision
      : `${revision}+dirty`,
  };
}

import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import { abortable } from './abortable';
import { ConnectorError } from './ConnectorError';
import { excerpt } from './excerpt';

const ATTEMPTS = 3;

/**
 * What to say about a file that is larger than allowed.
 * @public
 */
export function fileTooLarge(where: string, maxBytes: number): ConnectorError {
  return new ConnectorError(
    'too-large',
    `${where} is larger than ${maxBytes} bytes. Check that it is the right file, or raise maxBytes of the source.`,
  );
}

/** A reason and the remedy for an error of the file system. */
function explain(error: unknown, file: string): ConnectorError {
  if (error instanceof ConnectorError) {
    return error;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new ConnectorError(
        'file-missing',
        `${file} does not exist. Check path; a relative one starts at ${process.cwd()}.`,
      );
    case 'EACCES':
    case 'EPERM':
      return new ConnectorError(
        'forbidden',
        `${file} may not be read by the user that runs this process.`,
      );
    default:
      return new ConnectorError(
        'unreachable',
        `${file} could not be read: ${excerpt(String(message))}`,
      );
  }
}

/**
 * The bytes of a regular file. Read again when it changed meanwhile: half of a
 * file that is being written would look like a removal.
 */
async function readBytes(
  file: string,
  maxBytes: number,
): Promise<{ bytes: Buffer; modifiedAt: number }> {
  // Without O_NONBLOCK, opening a named pipe waits for a writer for ever.
  const handle = await fs.open(
    file,
    constants.O_RDONLY | (constants.O_NONBLOCK ?? 0),
  );
  try {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const before = await handle.stat();
      if (!before.isFile()) {
        throw new ConnectorError(
          'invalid-answer',
          `${file} is not a regular file.`,
        );
      }
      // One byte more than there should be: a file that grows is noticed.
      const buffer = Buffer.alloc(Math.min(before.size, maxBytes) + 1);
      let length = 0;
      for (;;) {
        const { bytesRead } = await handle.read(
          buffer,
          length,
          buffer.length - length,
          length,
        );
        length += bytesRead;
        if (bytesRead === 0 || length === buffer.length) {
          break;
        }
      }
      const after = await handle.stat();
      const isStill = before.mtimeMs === after.mtimeMs && length === after.size;
      if (length > maxBytes || after.size > maxBytes) {
        throw fileTooLarge(file, maxBytes);
      }
      if (isStill) {
        return {
          bytes: buffer.subarray(0, length),
          modifiedAt: after.mtimeMs,
        };
      }
    }
    throw new ConnectorError(
      'invalid-answer',
      `${file} changed while it was read, ${ATTEMPTS} times. It is read again at the next run.`,
    );
  } finally {
    await handle.close();
  }
}

/**
 * Reads a configured file of this machine as a whole or not at all: no pipe is waited
 * for, no half of a file that is being written is taken, and a file system that hangs
 * is given up.
 *
 * @returns its bytes, its real path behind symbolic links, and when it was written last, in
 * milliseconds since 1970
 * @throws ConnectorError `file-missing`, `forbidden`, `unreachable`, `too-large`,
 * `invalid-answer`, `timeout`
 * @public
 */
export async function readRegularFile(
  path: string,
  options: { maxBytes: number; signal: AbortSignal },
): Promise<{ bytes: Buffer; realPath: string; modifiedAt: number }> {
  const { maxBytes, signal } = options;
  const wait = { signal, where: path };
  try {
    const realPath = await abortable(fs.realpath(path), wait);
    const read = await abortable(readBytes(realPath, maxBytes), wait);
    return { ...read, realPath };
  } catch (error) {
    throw explain(error, path);
  }
}

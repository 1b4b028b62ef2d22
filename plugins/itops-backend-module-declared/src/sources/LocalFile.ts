import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import { ConnectorError, excerpt } from '@sankofa/plugin-itops-node';
import { abortable } from './abortable';
import { decodeText, tooLarge } from './decodeText';
import { gitRevision } from './gitRevision';
import { TextReading, TextSource } from './TextSource';

const ATTEMPTS = 3;

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
async function readBytes(file: string, maxBytes: number): Promise<Buffer> {
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
        throw tooLarge(file, maxBytes);
      }
      if (isStill) {
        return buffer.subarray(0, length);
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

/** A declared file on this machine, with its commit when it lies in a git checkout. */
export class LocalFile implements TextSource {
  static create(options: { path: string; maxBytes: number }): LocalFile {
    return new LocalFile(options.path, options.maxBytes);
  }

  private constructor(
    readonly where: string,
    private readonly maxBytes: number,
  ) {}

  async read(signal: AbortSignal): Promise<TextReading> {
    const options = { signal, where: this.where };
    try {
      const file = await abortable(fs.realpath(this.where), options);
      const bytes = await abortable(readBytes(file, this.maxBytes), options);
      const text = decodeText(bytes, this.where);
      return { text, ...(await gitRevision(file, bytes, signal)) };
    } catch (error) {
      throw explain(error, this.where);
    }
  }
}

import { readRegularFile } from '@sankofa/plugin-itops-node';
import { decodeText } from './decodeText';
import { gitRevision } from './gitRevision';
import { TextReading, TextSource } from './TextSource';

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
    const { bytes, realPath } = await this.open(signal);
    const text = decodeText(bytes, this.where);
    return { text, ...(await gitRevision(realPath, bytes, signal)) };
  }

  async readBytes(signal: AbortSignal): Promise<Uint8Array> {
    return (await this.open(signal)).bytes;
  }

  private open(signal: AbortSignal) {
    const { maxBytes } = this;
    return readRegularFile(this.where, { maxBytes, signal });
  }
}

import { ConnectorError } from '@sankofa/plugin-itops-node';

const BLOCK = 512;
const REGULAR = [0x30 /* '0' */, 0x00];

function field(header: Buffer, start: number, length: number): string {
  const end = header.indexOf(0, start);
  return header.toString(
    'utf8',
    start,
    end < 0 || end > start + length ? start + length : end,
  );
}

function damaged(why: string): ConnectorError {
  return new ConnectorError(
    'invalid-answer',
    `The archive of guest files that came over SSH is damaged: ${why}.`,
  );
}

/** The header's own checksum: the sum of its bytes, itself counted as spaces. */
function isSound(header: Buffer): boolean {
  let sum = 8 * 0x20;
  for (let i = 0; i < BLOCK; i++) {
    sum += i >= 148 && i < 156 ? 0 : header[i];
  }
  return Number.parseInt(field(header, 148, 8).trim(), 8) === sum;
}

/**
 * Reads a tar archive while it arrives. Only regular files with names that fit
 * into the header are given out: guest files have no others.
 */
export class TarReader {
  private rest: Buffer = Buffer.alloc(0);
  private ended = false;

  private constructor(
    private readonly maxFileBytes: number,
    private readonly onFile: (name: string, content: Buffer) => void,
  ) {}

  static create(
    onFile: (name: string, content: Buffer) => void,
    options: { maxFileBytes?: number } = {},
  ): TarReader {
    return new TarReader(options.maxFileBytes ?? 1024 * 1024, onFile);
  }

  /** @throws ConnectorError when this is not a tar archive */
  push(chunk: Buffer) {
    if (this.ended) {
      return; // padding after the end
    }
    let data = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    while (data.length >= BLOCK && !this.ended) {
      const header = data.subarray(0, BLOCK);
      if (header[0] === 0) {
        this.ended = true;
        break;
      }
      if (!isSound(header)) {
        throw damaged('a header has a wrong checksum');
      }
      const size = Number.parseInt(field(header, 124, 12).trim(), 8);
      if (!(size >= 0 && size <= this.maxFileBytes)) {
        throw damaged(`a file has the size ${size}`);
      }
      const next = BLOCK + Math.ceil(size / BLOCK) * BLOCK;
      if (data.length < next) {
        break;
      }
      if (REGULAR.includes(header[156])) {
        this.onFile(field(header, 0, 100), data.subarray(BLOCK, BLOCK + size));
      }
      data = data.subarray(next);
    }
    this.rest = data;
  }

  /** @throws ConnectorError when the archive has no end mark: something is missing */
  end() {
    if (!this.ended) {
      throw damaged('its end is missing');
    }
  }
}

import { Readable } from 'node:stream';
import {
  UrlReaderService,
  UrlReaderServiceReadUrlResponse,
} from '@backstage/backend-plugin-api';
import {
  ConnectorError,
  abortable,
  excerpt,
  fileTooLarge,
  redact,
} from '@sankofa/plugin-itops-node';
import { ReasonCode } from '@sankofa/site-model';
import { decodeText } from './decodeText';
import { TextReading, TextSource } from './TextSource';

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const SHOWN_DIGITS = 12;

/** Readers throw plain errors whose text holds the status; their names are few. */
const REASONS: [RegExp, ReasonCode, string][] = [
  [
    /is not allowed\. You may need|not allowed by backend\.reading/i,
    'refused',
    'Add an integration for the host, or list it under backend.reading.allow.',
  ],
  [
    /NotFoundError|\b404\b/,
    'file-missing',
    'Check the address; without access a private repository looks like this.',
  ],
  [
    /AuthenticationError|\b401\b/,
    'unauthorized',
    'Check the token under integrations.',
  ],
  [
    /NotAllowedError|\b403\b/,
    'forbidden',
    'The token under integrations may not read it.',
  ],
  [
    /AbortError|TimeoutError|ETIMEDOUT/i,
    'timeout',
    'The host did not answer before the deadline.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|fetch failed|socket/i,
    'unreachable',
    'Check the host and the network.',
  ],
];

function explain(
  error: unknown,
  where: string,
  secrets: string[],
): ConnectorError {
  if (error instanceof ConnectorError) {
    return error;
  }
  const { name, message } =
    error instanceof Error ? error : { name: 'Error', message: String(error) };
  const told = excerpt(redact(message, secrets), 160).replace(/\.$/, '');
  const [, reason, remedy] = REASONS.find(([pattern]) =>
    pattern.test(`${name} ${message}`),
  ) ?? [
    undefined,
    'http-error' as const,
    'Check the integration that reads it.',
  ];
  return new ConnectorError(
    reason,
    `${where} could not be read: ${told}. ${remedy}`,
  );
}

function isNotModified(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotModifiedError';
}

/**
 * A declared file behind a URL that Backstage's UrlReader understands, so that the
 * integrations of the portal and their tokens apply.
 */
export class RemoteFile implements TextSource {
  static create(options: {
    url: string;
    maxBytes: number;
    reader: UrlReaderService;
  }): RemoteFile {
    return new RemoteFile(options);
  }

  readonly where: string;
  /** Parts of the address that may be secrets. */
  private readonly secrets: string[];
  /** What was read last, for a host that answers "not modified". */
  private last?: { etag: string; reading: TextReading };

  private constructor(
    private readonly options: {
      url: string;
      maxBytes: number;
      reader: UrlReaderService;
    },
  ) {
    const url = new URL(options.url);
    this.where = `${url.origin}${url.pathname}`;
    this.secrets = [url.search, ...url.searchParams.values()];
  }

  async read(signal: AbortSignal): Promise<TextReading> {
    try {
      const { bytes, etag } = await this.fetch(signal, this.last?.etag);
      const text = decodeText(bytes, this.where);
      const reading: TextReading =
        etag !== undefined && COMMIT.test(etag)
          ? { text, revision: etag.slice(0, SHOWN_DIGITS) }
          : { text };
      this.last = etag === undefined ? undefined : { etag, reading };
      return reading;
    } catch (error) {
      if (isNotModified(error) && this.last) {
        return this.last.reading;
      }
      throw explain(error, this.where, this.secrets);
    }
  }

  /** Always the whole file: what an editor starts from is never a remembered one. */
  async readBytes(signal: AbortSignal): Promise<Uint8Array> {
    try {
      return (await this.fetch(signal)).bytes;
    } catch (error) {
      throw explain(error, this.where, this.secrets);
    }
  }

  private async fetch(
    signal: AbortSignal,
    etag?: string,
  ): Promise<{ bytes: Buffer; etag?: string }> {
    const { reader, url } = this.options;
    const over = new AbortController();
    try {
      const response = await this.wait(
        reader.readUrl(url, {
          signal: AbortSignal.any([signal, over.signal]),
          etag,
        }),
        signal,
      );
      const bytes = await this.bytesOf(response, signal);
      return { bytes, etag: response.etag };
    } finally {
      // Readers do not end the connection when their stream is destroyed.
      over.abort();
    }
  }

  private wait<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
    return abortable(promise, { signal, where: this.where });
  }

  /** By stream where the reader has one: an endless answer is cut, not collected. */
  private async bytesOf(
    response: UrlReaderServiceReadUrlResponse,
    signal: AbortSignal,
  ): Promise<Buffer> {
    const { maxBytes } = this.options;
    if (!response.stream) {
      const bytes = await this.wait(response.buffer(), signal);
      if (bytes.length > maxBytes) {
        throw fileTooLarge(this.where, maxBytes);
      }
      return bytes;
    }
    const stream = response.stream();
    try {
      return await this.wait(this.collect(stream), signal);
    } finally {
      stream.destroy();
    }
  }

  private async collect(stream: Readable): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk);
      length += bytes.length;
      if (length > this.options.maxBytes) {
        throw fileTooLarge(this.where, this.options.maxBytes);
      }
      chunks.push(bytes);
    }
    return Buffer.concat(chunks);
  }
}

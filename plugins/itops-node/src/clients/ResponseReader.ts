import { isUtf8 } from 'node:buffer';
import { IncomingHttpHeaders } from 'node:http';
import { Dispatcher } from 'undici';
import { ConnectorError } from './ConnectorError';
import { explainNetworkError } from './explainNetworkError';

/**
 * An answer, whole and within its limits.
 * @public
 */
export interface HttpResponse {
  status: number;
  /** The reason phrase: Proxmox puts its error message there. */
  statusText: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/**
 * Reads one answer from undici with a cap on its size. It uses the handler
 * interface and not a stream, because a collection makes thousands of small calls.
 */
export class ResponseReader implements Dispatcher.DispatchHandler {
  /** Nothing of an answer has arrived: a repetition cannot mix two answers. */
  untouched = true;
  private controller?: Dispatcher.DispatchController;
  private failure?: Error;
  private settled = false;
  private status = 0;
  private statusText = '';
  private headers: IncomingHttpHeaders = {};
  private chunks: Buffer[] = [];
  private bytes = 0;

  constructor(
    private readonly host: string,
    private readonly maxBytes: number,
    private readonly done: (error?: Error, response?: HttpResponse) => void,
    /** A connection takes the request: it was not given up before. */
    private readonly onStart: () => void = () => {},
  ) {}

  /** Ends the exchange from our side, also before undici has begun it. */
  abort(error: Error) {
    this.failure = error;
    this.settle(error);
    this.controller?.abort(error);
  }

  onRequestStart(controller: Dispatcher.DispatchController) {
    this.controller = controller;
    if (this.failure) {
      controller.abort(this.failure);
    } else {
      this.onStart();
    }
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
    statusText?: string,
  ) {
    this.untouched = false;
    if (status < 200) {
      return;
    }
    this.status = status;
    this.statusText = statusText ?? '';
    const cookies = headers['set-cookie'];
    // undici gives a single one as text, against its own types.
    this.headers = cookies
      ? { ...headers, 'set-cookie': [cookies].flat() }
      : headers;
    const encoding = headers['content-encoding'];
    if (encoding && encoding !== 'identity') {
      this.abort(
        new ConnectorError(
          'invalid-answer',
          `${this.host} compresses its answer although nobody asked: not read.`,
        ),
      );
    } else if (Number(headers['content-length'] ?? 0) > this.maxBytes) {
      this.abort(this.tooLarge());
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer) {
    if (this.settled) {
      return;
    }
    this.bytes += chunk.length;
    if (this.bytes > this.maxBytes) {
      this.abort(this.tooLarge());
      return;
    }
    this.chunks.push(chunk);
  }

  onResponseEnd() {
    const body =
      this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks);
    if (!isUtf8(body)) {
      this.settle(
        new ConnectorError(
          'invalid-answer',
          `${this.host} answered with bytes that are not UTF-8 text.`,
        ),
      );
      return;
    }
    this.settle(undefined, {
      status: this.status,
      statusText: this.statusText,
      headers: this.headers,
      body: body.toString('utf8'),
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error) {
    if (this.untouched || error instanceof ConnectorError) {
      this.settle(error);
      return;
    }
    const explained = explainNetworkError(error, this.host);
    this.settle(
      explained.reason === 'unreachable'
        ? new ConnectorError(
            'invalid-answer',
            `${this.host} broke off its answer after ${this.bytes} bytes.`,
          )
        : explained,
    );
  }

  private tooLarge(): ConnectorError {
    return new ConnectorError(
      'too-large',
      `${this.host} answered with more than ${this.maxBytes} bytes: cut off.`,
    );
  }

  private settle(error?: Error, response?: HttpResponse) {
    if (this.settled) {
      return;
    }
    this.settled = true;
    this.chunks = [];
    this.done(error, response);
  }
}

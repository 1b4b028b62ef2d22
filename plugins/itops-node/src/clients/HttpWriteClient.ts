import { ExecutorError } from '../executor';
import { HttpClient, HttpClientOptions, checkedUrl } from './HttpClient';
import { HttpResponse } from './ResponseReader';

/** One call that changes something. @public */
export interface HttpWrite {
  method: 'POST' | 'PUT' | 'DELETE';
  /** Below the base URL, beginning with `/`, already encoded. */
  path: string;
  /** Sent as `application/x-www-form-urlencoded`; of a DELETE as its query. */
  form: Readonly<Record<string, string | number>>;
}

/**
 * The {@link HttpClient} of executors: it also writes. Nothing else may use it. A call is
 * sent once and on a connection of its own, so that no server can have closed it just then; one that
 * did not end with an answer says whether the server can have seen it.
 *
 * @public
 */
export class HttpWriteClient extends HttpClient {
  /** @throws InputError for an address or fingerprint that cannot be right */
  static create(options: HttpClientOptions): HttpWriteClient {
    return new HttpWriteClient(checkedUrl(options), options, 'for-one-request');
  }

  /**
   * Sends one call. Resolves for every status except a redirect, which is not followed.
   *
   * @throws ExecutorError `not-applied` when nothing of it was sent: no connection, another
   * certificate, stopped before. Everything else is `unknown`.
   */
  async write(
    { method, path, form }: HttpWrite,
    options: { signal?: AbortSignal; deadlineMs?: number } = {},
  ): Promise<HttpResponse> {
    let mayHaveArrived = false;
    const encoded = new URLSearchParams(
      Object.entries(form).map(([key, value]) => [key, String(value)]),
    ).toString();
    const inQuery = method === 'DELETE';
    try {
      return await this.send(
        {
          method,
          path: inQuery && encoded ? `${path}?${encoded}` : path,
          ...(!inQuery && {
            body: encoded,
            contentType: 'application/x-www-form-urlencoded',
          }),
          onStart: () => {
            mayHaveArrived = true;
          },
        },
        options,
      );
    } catch (error) {
      throw new ExecutorError(
        (error as Error).message,
        mayHaveArrived ? 'unknown' : 'not-applied',
      );
    }
  }
}

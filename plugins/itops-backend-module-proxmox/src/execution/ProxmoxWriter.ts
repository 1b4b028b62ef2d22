import {
  ConnectorError,
  ExecutorError,
  HttpResponse,
  HttpWriteClient,
  parseJson,
} from '@sankofa/plugin-itops-node';
import { PlannedRequest } from '@sankofa/site-model';
import { apiConnection, hostOf, tokenIdOf } from '../clients/apiConnection';
import { EndpointConfig } from '../config';
import { explainRefusal } from './refusal';

/** The name of a task, or an error text; never more. */
const MAX_ANSWER_BYTES = 256 * 1024;

/**
 * Sends calls to one cluster with the provisioning token: the only file that may write to
 * Proxmox. A call goes to the next endpoint only where nothing of it was sent to the one before.
 */
export class ProxmoxWriter {
  private constructor(
    private readonly endpoints: EndpointConfig[],
    private readonly token: string,
    private readonly deadlineMs: number,
  ) {}

  static create(options: {
    endpoints: EndpointConfig[];
    /** The provisioning token, `USER@REALM!ID=SECRET`. */
    token: string;
    /** From the connection to the last byte of the answer. */
    deadlineMs: number;
  }): ProxmoxWriter {
    const { endpoints, token, deadlineMs } = options;
    return new ProxmoxWriter(endpoints, token, deadlineMs);
  }

  get tokenId(): string {
    return tokenIdOf(this.token);
  }

  /**
   * Sends one call, once.
   *
   * @param node - whose own endpoint is preferred
   * @returns the content of `data`, not yet validated
   * @throws ExecutorError
   */
  async send(
    request: PlannedRequest,
    options: { node: string; signal: AbortSignal },
  ): Promise<unknown> {
    const troubles: string[] = [];
    for (const endpoint of this.preferring(options.node)) {
      try {
        const response = await this.exchange(endpoint, request, options.signal);
        return this.dataOf(response, request, hostOf(endpoint));
      } catch (error) {
        if (!(error instanceof NotReached)) {
          throw error;
        }
        troubles.push(error.message);
        if (options.signal.aborted) {
          break;
        }
      }
    }
    throw new ExecutorError(troubles.join(' '), 'not-applied');
  }

  private preferring(node: string): EndpointConfig[] {
    const own = (endpoint: EndpointConfig) => (endpoint.node === node ? 0 : 1);
    return [...this.endpoints].sort((a, b) => own(a) - own(b));
  }

  /** @throws NotReached, ExecutorError */
  private async exchange(
    endpoint: EndpointConfig,
    { method, path, body }: PlannedRequest,
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    let client: HttpWriteClient | undefined;
    try {
      client = HttpWriteClient.create({
        ...(await apiConnection(endpoint, this.token)),
        maxBytes: MAX_ANSWER_BYTES,
      });
      return await client.write(
        { method, path, form: body },
        { signal, deadlineMs: this.deadlineMs },
      );
    } catch (error) {
      const isUnsent =
        error instanceof ConnectorError || // the CA file cannot be read
        (error instanceof ExecutorError && error.outcome === 'not-applied');
      throw isUnsent ? new NotReached(error.message) : error;
    } finally {
      await client?.close();
    }
  }

  private dataOf(
    response: HttpResponse,
    { method, path }: PlannedRequest,
    host: string,
  ): unknown {
    const what = `${method} ${path}`;
    if (response.status !== 200) {
      throw explainRefusal(response, { host, what, token: this.token });
    }
    try {
      const answer = parseJson(response.body, host);
      if (typeof answer === 'object' && answer !== null && 'data' in answer) {
        return answer.data;
      }
    } catch (error) {
      if (!(error instanceof ConnectorError)) {
        throw error;
      }
    }
    throw new ExecutorError(
      `${host} took ${what}, but its answer is not one of Proxmox.`,
      'unknown',
    );
  }
}

/** Nothing was sent to this endpoint. */
class NotReached extends Error {}

import tls from 'node:tls';
import { Agent, request } from 'undici';
import { Lab } from '../Lab';

/** An answer as it came over the wire. */
export interface WireAnswer {
  status: number;
  reason: string;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** `data` of the body. */
  data: any;
}

/** The certificate that somebody presents. */
export function presentedFingerprint(url: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = tls.connect(
      { host: hostname, port: Number(port), rejectUnauthorized: false },
      () => {
        resolve(socket.getPeerX509Certificate()!.fingerprint256);
        socket.destroy();
      },
    );
    socket.once('error', reject);
  });
}

/** Asks the lab as a client would; the certificate is looked at by tests of its own. */
export class PveClient {
  private constructor(
    private readonly lab: Lab,
    private readonly authorization: string | undefined,
    private readonly node: string,
    private readonly agent: Agent,
  ) {}

  static of(
    lab: Lab,
    options: { token?: string; node?: string; connections?: number } = {},
  ): PveClient {
    const { token = lab.token(), node = 'r630-01', connections } = options;
    return new PveClient(
      lab,
      token ? `PVEAPIToken=${token}` : undefined,
      node,
      new Agent({ connections, connect: { rejectUnauthorized: false } }),
    );
  }

  /** Sends a form, as the API wants it. */
  call(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    fields: Record<string, string | number> = {},
  ): Promise<WireAnswer> {
    const form = Object.entries(fields).map(([key, value]) => [
      key,
      `${value}`,
    ]);
    return this.get(path, { method, body: `${new URLSearchParams(form)}` });
  }

  /** Waits until a task is over. @returns how it ended */
  async finished(upid: string): Promise<string> {
    const [, node] = upid.split(':');
    const path = `/nodes/${node}/tasks/${encodeURIComponent(upid)}/status`;
    for (;;) {
      const { data } = await this.get(path);
      if (data.status === 'stopped') {
        return data.exitstatus;
      }
    }
  }

  async get(
    path: string,
    options: { method?: string; signal?: AbortSignal; body?: string } = {},
  ): Promise<WireAnswer> {
    const { url } = this.lab.nodes.find(({ name }) => name === this.node)!;
    const { statusCode, statusText, headers, body } = await request(
      `${url}/api2/json${path}`,
      {
        method: (options.method ?? 'GET') as 'GET',
        signal: options.signal,
        dispatcher: this.agent,
        body: options.body,
        headers: {
          ...(this.authorization && { authorization: this.authorization }),
          ...(options.body !== undefined && {
            'content-type': 'application/x-www-form-urlencoded',
          }),
        },
      },
    );
    const text = await body.text();
    return {
      status: statusCode,
      reason: statusText,
      headers,
      text,
      get data() {
        return JSON.parse(text).data;
      },
    };
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }
}

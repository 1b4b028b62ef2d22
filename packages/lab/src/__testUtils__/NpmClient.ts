import { Agent, request } from 'undici';
import { Lab } from '../Lab';
import { LabProxyAccountName } from '../servers/npm/accounts';

interface ProxyAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  body: any;
}

/** Asks the proxy of a lab as a client would. */
export class NpmClient {
  /** What later requests carry. */
  session: Record<string, string> = {};
  private readonly agent = new Agent({
    connect: { rejectUnauthorized: false },
  });

  constructor(private readonly lab: Lab) {}

  async ask(
    method: 'GET' | 'POST',
    path: string,
    options: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<ProxyAnswer> {
    const { statusCode, headers, body } = await request(
      `${this.lab.proxy!.url}${path}`,
      {
        method,
        dispatcher: this.agent,
        headers: { ...this.session, ...options.headers },
        body:
          options.body === undefined ? undefined : JSON.stringify(options.body),
      },
    );
    const text = await body.text();
    return {
      status: statusCode,
      headers,
      text,
      get body() {
        return JSON.parse(text);
      },
    };
  }

  get(path: string, headers?: Record<string, string>): Promise<ProxyAnswer> {
    return this.ask('GET', path, { headers });
  }

  async logIn(
    proxyAccount: LabProxyAccountName = 'reader',
    secret?: string,
  ): Promise<ProxyAnswer> {
    const [source] = this.lab.config({ proxyAccount }).itops.sources.npm!;
    const answer = await this.ask('POST', '/tokens', {
      body: { identity: source.identity, secret: secret ?? source.secret },
    });
    const cookie = [answer.headers['set-cookie'] ?? []].flat()[0];
    if (cookie) {
      this.session = { cookie: cookie.split(';')[0] };
    } else if (answer.status === 200) {
      this.session = { authorization: `Bearer ${answer.body.token}` };
    }
    return answer;
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }
}

import { Agent, request } from 'undici';
import { Lab } from '../Lab';

/** An answer of the console as it came over the wire. */
export interface ConsoleAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  body: any;
}

/** Asks the console of the lab as a client would; the certificate is looked at by tests of its own. */
export class UnifiClient {
  private readonly agent = new Agent({
    connect: { rejectUnauthorized: false },
  });

  constructor(private readonly lab: Lab) {}

  /** The credential that the lab's configuration has. */
  credential(kind: 'key' | 'account'): Record<string, string> {
    const [source] = this.lab.config({ consoleCredential: kind }).itops.sources
      .unifi!;
    return source as unknown as Record<string, string>;
  }

  async ask(
    path: string,
    headers: Record<string, string> = {
      'x-api-key': this.credential('key').apiKey,
    },
    options: { method?: 'GET' | 'POST' | 'PUT'; body?: unknown } = {},
  ): Promise<ConsoleAnswer> {
    const { method = 'GET', body } = options;
    const answer = await request(`${this.lab.console!.url}${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      dispatcher: this.agent,
    });
    const text = await answer.body.text();
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text,
      get body() {
        return JSON.parse(text);
      },
    };
  }

  logIn(more: Record<string, unknown> = {}): Promise<ConsoleAnswer> {
    const { username, password } = this.credential('account');
    return this.ask(
      '/api/auth/login',
      {},
      {
        method: 'POST',
        body: { username, password, ...more },
      },
    );
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }
}

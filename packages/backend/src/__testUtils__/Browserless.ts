import { CookieJar } from 'tough-cookie';

const MOST_HOPS = 12;

/** What the portal's window gets from the window in which people sign in. */
export interface SignInAnswer {
  response?: {
    backstageIdentity?: {
      token: string;
      identity: { userEntityRef: string; ownershipEntityRefs: string[] };
    };
  };
  error?: { name: string; message: string };
}

/** What somebody shows to the provider. */
export interface Proof {
  secondFactor: boolean;
  /** Seconds since this happened; left out: just now. */
  ago?: number;
  /** What is changed in the addresses on the way, as anybody can. */
  edit?: (address: URL) => void;
}

/** A person at a browser without a screen: follows redirects, keeps cookies, fills in forms. */
export class Browserless {
  private readonly cookies = new CookieJar();

  constructor(private readonly portalUrl: string) {}

  /** Signs in as somebody, with the second factor or without it. */
  async signIn(subject: string, proof: Proof): Promise<SignInAnswer> {
    const ended = await this.prove(
      `${
        this.portalUrl
      }/api/auth/oidc/start?env=development&scope=${encodeURIComponent(
        'openid profile email',
      )}`,
      subject,
      proof,
    );
    const message = /authResponse = decodeURIComponent\('([^']*)'\)/.exec(
      ended.text,
    )?.[1];
    if (message === undefined) {
      throw new Error(`No answer to the sign-in, but: ${ended.text}`);
    }
    return JSON.parse(decodeURIComponent(message));
  }

  /** Goes to an address that asks the provider, answers there, and comes back. */
  async prove(
    address: string,
    subject: string,
    { secondFactor, ago, edit }: Proof,
  ): Promise<{ url: string; text: string }> {
    const chosen = await this.open(address, undefined, edit);
    const asked = await this.open(
      chosen.url,
      new URLSearchParams({ person: subject }),
    );
    const code = /<code>(\d+)<\/code>/.exec(asked.text)?.[1] ?? '';
    return this.open(
      asked.url,
      new URLSearchParams({
        ...(secondFactor ? { code, step: 'confirm' } : { step: 'skip' }),
        ...(ago && { ago: String(ago) }),
      }),
      edit,
    );
  }

  /** Renews the Backstage token, as the portal does before it ends. */
  async refresh(): Promise<{
    status: number;
    answer: SignInAnswer['response'];
  }> {
    const url = `${this.portalUrl}/api/auth/oidc/refresh?env=development`;
    const answer = await this.ask(url, {
      'x-requested-with': 'XMLHttpRequest',
    });
    return { status: answer.status, answer: await answer.json() };
  }

  /** Goes to an address, and wherever that leads. */
  async open(
    url: string,
    form?: URLSearchParams,
    edit?: (address: URL) => void,
  ): Promise<{ url: string; text: string }> {
    let next = url;
    let answer = await this.ask(next, {}, form);
    for (let hop = 0; answer.headers.has('location'); hop++) {
      if (hop === MOST_HOPS) {
        throw new Error(`Sent on and on, at last to ${next}`);
      }
      const address = new URL(answer.headers.get('location')!, next);
      edit?.(address);
      next = address.href;
      answer = await this.ask(next);
    }
    return { url: next, text: await answer.text() };
  }

  private async ask(
    url: string,
    headers: Record<string, string> = {},
    form?: URLSearchParams,
  ): Promise<Response> {
    const answer = await fetch(url, {
      method: form ? 'POST' : 'GET',
      body: form,
      redirect: 'manual',
      headers: { ...headers, cookie: await this.cookies.getCookieString(url) },
    });
    for (const cookie of answer.headers.getSetCookie()) {
      await this.cookies.setCookie(cookie, url);
    }
    return answer;
  }
}

import { createHmac, timingSafeEqual } from 'node:crypto';

export type SessionState<T> =
  | { state: 'valid'; account: T }
  | { state: 'expired' | 'unreadable' };

const DAY_MS = 86_400_000;

/**
 * Signed tokens that nobody stores, as both programs give them. NPM's outlive a restart with
 * its key; NPMplus makes a new key at every start.
 */
export class Sessions<T extends { id: number }> {
  private constructor(
    private readonly accounts: T[],
    private key: string,
    private readonly now: () => number,
  ) {}

  static create<T extends { id: number }>(options: {
    accounts: T[];
    key: string;
    now?: () => number;
  }): Sessions<T> {
    const { accounts, key, now = Date.now } = options;
    return new Sessions(accounts, key, now);
  }

  /** @returns the token and when it ends */
  issue(account: T): { token: string; expires: string } {
    const expiresAt = this.now() + DAY_MS;
    const claims = Buffer.from(
      JSON.stringify({ sub: account.id, exp: expiresAt }),
    ).toString('base64url');
    return {
      token: `${claims}.${this.sign(claims)}`,
      expires: new Date(expiresAt).toISOString(),
    };
  }

  read(token: string): SessionState<T> {
    const [claims, signature = ''] = token.split('.');
    const wanted = Buffer.from(this.sign(claims));
    const given = Buffer.from(signature);
    if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) {
      return { state: 'unreadable' };
    }
    const { sub, exp } = JSON.parse(
      Buffer.from(claims, 'base64url').toString('utf8'),
    );
    const account = this.accounts.find(({ id }) => id === sub);
    if (!account || exp <= this.now()) {
      return { state: account ? 'expired' : 'unreadable' };
    }
    return { state: 'valid', account };
  }

  /** Every token that was given is worth nothing from now on. */
  forgetAll(): void {
    this.key = createHmac('sha256', this.key).update('next').digest('hex');
  }

  private sign(claims: string): string {
    return createHmac('sha256', this.key).update(claims).digest('base64url');
  }
}

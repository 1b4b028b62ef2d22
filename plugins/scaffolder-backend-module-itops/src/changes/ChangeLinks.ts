import { Config } from '@backstage/config';

/** Where people find a change in the portal. */
export class ChangeLinks {
  private constructor(private readonly baseUrl: string) {}

  /** Paths alone where `app.baseUrl` is not set. */
  static fromConfig(config: Config): ChangeLinks {
    const baseUrl = config.getOptionalString('app.baseUrl') ?? '';
    return new ChangeLinks(baseUrl.replace(/\/+$/, ''));
  }

  to(id: string): string {
    return `${this.baseUrl}/it/changes/${encodeURIComponent(id)}`;
  }
}

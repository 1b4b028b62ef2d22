import { UnifiClient, UnifiList } from './UnifiClient';

/** The API of the console's own pages: the only one with ports and port forwards. */
export class LegacyReader {
  readonly api = 'legacy';

  private constructor(
    private readonly client: UnifiClient,
    readonly credential: 'key' | 'account',
  ) {}

  static create(
    client: UnifiClient,
    credential: 'key' | 'account',
  ): LegacyReader {
    return new LegacyReader(client, credential);
  }

  /** @throws ConnectorError */
  list(path: string): Promise<UnifiList> {
    return this.client.legacy(path, this.credential);
  }
}

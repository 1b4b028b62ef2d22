import { ConnectorError } from '@sankofa/plugin-itops-node';
import { z } from 'zod';
import { UnifiClient, UnifiList } from './UnifiClient';

const sitesSchema = z.array(
  z.object({ id: z.string(), internalReference: z.string() }),
);

/** The official API, version 1: no ports, no port forwards. */
export class OfficialReader {
  readonly api = 'official';

  private constructor(private readonly client: UnifiClient) {}

  static create(client: UnifiClient): OfficialReader {
    return new OfficialReader(client);
  }

  /**
   * The id under which this API knows the site.
   *
   * @throws ConnectorError `forbidden` when the key sees no such site
   */
  async siteId(): Promise<string> {
    const { rows, locator } = await this.client.officialList('/sites');
    const sites = sitesSchema.safeParse(rows).data;
    const site = sites?.find(
      ({ internalReference }) => internalReference === this.client.site,
    );
    if (!site) {
      throw new ConnectorError(
        sites ? 'forbidden' : 'invalid-answer',
        `${this.client.host}${locator} lists no site ${this.client.site}: is this its short name, and may the key see it?`,
      );
    }
    return site.id;
  }

  /** @param path - below the site: `/devices` */
  list(siteId: string, path: string): Promise<UnifiList> {
    return this.client.officialList(
      `/sites/${encodeURIComponent(siteId)}${path}`,
    );
  }

  one(siteId: string, path: string): Promise<unknown> {
    return this.client.official(`/sites/${encodeURIComponent(siteId)}${path}`);
  }
}

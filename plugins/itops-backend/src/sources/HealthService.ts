import { LoggerService } from '@backstage/backend-plugin-api';
import { Health } from '@sankofa/plugin-itops-common';
import { isReadable } from '@sankofa/site-model';
import { SiteService } from '../site';
import { countBy } from '../views/overview';

/** Whether the inventory works, and how many sources can be believed. */
export class HealthService {
  private constructor(
    private readonly sites: SiteService,
    private readonly logger: LoggerService,
  ) {}

  static create(options: {
    sites: SiteService;
    logger: LoggerService;
  }): HealthService {
    return new HealthService(options.sites, options.logger);
  }

  async read(): Promise<Health> {
    try {
      // Looks into the database, also when the site itself has not changed.
      const { site } = await this.sites.refresh();
      const wellRead = site.sources.every(isReadable);
      return {
        status: wellRead ? 'ok' : 'degraded',
        database: true,
        siteBuiltAt: site.at,
        sources: countBy(site.sources, ({ freshness }) => freshness),
      };
    } catch (error) {
      this.logger.error('The database does not answer', error as Error);
      return { status: 'degraded', database: false, sources: {} };
    }
  }
}

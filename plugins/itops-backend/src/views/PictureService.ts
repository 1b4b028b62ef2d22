import { InputError } from '@backstage/errors';
import { FindingService } from '../findings';
import { SiteService, SiteView } from '../site';
import { Picture } from './Picture';

const DAY_MS = 86_400_000;

/** Puts site and findings together, and keeps the present one. */
export class PictureService {
  private kept: Picture | undefined;

  private constructor(
    private readonly sites: SiteService,
    private readonly findings: FindingService,
    private readonly retainDays: number,
  ) {}

  static create(options: {
    sites: SiteService;
    findings: FindingService;
    /** Days for which history is kept. */
    retainDays: number;
  }): PictureService {
    const { sites, findings, retainDays } = options;
    return new PictureService(sites, findings, retainDays);
  }

  /**
   * What is known now, or was at a moment.
   *
   * @throws InputError when the moment lies in the future, or before the history
   */
  async read(asOf?: string): Promise<Picture> {
    const view =
      asOf === undefined ? await this.sites.current() : await this.past(asOf);
    const findings = await this.findings.of(view);
    if (this.kept?.view === view && this.kept.findings === findings) {
      return this.kept;
    }
    const picture = Picture.create(view, findings);
    if (asOf === undefined) {
      this.kept = picture;
    }
    return picture;
  }

  private async past(asOf: string): Promise<SiteView> {
    if (Date.parse(asOf) > this.sites.now()) {
      throw new InputError(`asOf ${asOf} lies in the future`);
    }
    const oldest = this.sites.now() - this.retainDays * DAY_MS;
    if (Date.parse(asOf) < oldest) {
      throw new InputError(
        `History is kept for ${this.retainDays} days; asOf ${asOf} is older`,
      );
    }
    return this.sites.at(asOf);
  }
}

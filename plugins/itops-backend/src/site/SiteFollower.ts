import { LoggerService } from '@backstage/backend-plugin-api';
import { SiteService } from './SiteService';
import { SiteView } from './SiteView';

/** How soon the run of another replica is seen here. */
const LOOK_MS = 5_000;

interface Options {
  sites: SiteService;
  /** What has to be done once for each new site, such as judging its findings. */
  onSite: (view: SiteView) => Promise<void>;
  logger: LoggerService;
  lookMs?: number;
}

/**
 * Keeps site and findings up to date: after each run of this process, and by a
 * look at the database for the runs of others. What failed is done again at the
 * next look.
 */
export class SiteFollower {
  private done: SiteView | undefined;
  private following: Promise<void> | undefined;
  private again = false;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  private constructor(private readonly options: Options) {}

  static create(options: Options): SiteFollower {
    return new SiteFollower(options);
  }

  start(): void {
    this.timer = setInterval(
      () => this.follow(),
      this.options.lookMs ?? LOOK_MS,
    );
    this.timer.unref();
    this.follow();
  }

  /** Lets the look under way end, and looks no more. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.following;
  }

  /** Looks now; a call during a look makes it look once more. Never rejects. */
  follow(): Promise<void> {
    if (this.following) {
      this.again = true;
    } else if (!this.stopped) {
      this.following = this.look().finally(() => {
        this.following = undefined;
        if (this.again) {
          this.again = false;
          this.follow();
        }
      });
    }
    return this.following ?? Promise.resolve();
  }

  private async look(): Promise<void> {
    try {
      const view = await this.options.sites.refresh();
      if (view !== this.done) {
        await this.options.onSite(view);
        this.done = view;
      }
    } catch (error) {
      this.options.logger.error(
        'The site could not be brought up to date; it will be tried again',
        error as Error,
      );
    }
  }
}

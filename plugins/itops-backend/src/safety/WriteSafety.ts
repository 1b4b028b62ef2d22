import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { DoctorCheck } from '@sankofa/plugin-itops-node';

/** Refuses changes while the portal's own configuration lets in who must not be. */
export class WriteSafety {
  private constructor(private readonly hazards: readonly string[]) {}

  /** @param checks - what {@link @sankofa/plugin-itops-node#writeSafetyChecks} found */
  static create(checks: readonly DoctorCheck[]): WriteSafety {
    return new WriteSafety(
      checks
        .filter(({ status }) => status === 'fail')
        .map(({ title, detail }) => `${title}: ${detail}`),
    );
  }

  /** Says once, at the start, why nothing can be changed. */
  logTo(logger: LoggerService): void {
    this.hazards.forEach(hazard =>
      logger.error(`Changes are refused until this is mended: ${hazard}`),
    );
  }

  /** @throws ServiceUnavailableError that names the settings and what to do */
  assertSafe(): void {
    if (this.hazards.length > 0) {
      throw new ServiceUnavailableError(
        `Nothing can be changed through this portal as it is configured. ${this.hazards.join(
          '. ',
        )}. Restart the backend afterwards; "itops doctor" shows all of it.`,
      );
    }
  }
}

import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { Finding, FindingPatch } from '@sankofa/plugin-itops-common';
import {
  Collector,
  ConnectorError,
  EditableText,
} from '@sankofa/plugin-itops-node';
import {
  DriftFix,
  Site,
  SiteOptions,
  applyChanges,
  proposeFix,
} from '@sankofa/site-model';
import { unifiedDiff } from './unifiedDiff';

/** No file is worth more of a person's patience. */
const READ_TIMEOUT_MS = 30_000;

interface Options {
  collectors: readonly Collector[];
  siteOptions: SiteOptions;
  logger: LoggerService;
}

type Offer = Extract<DriftFix, { offered: true }>;

/** Edits of declared files that make findings go away. Writes nothing anywhere. */
export class PatchService {
  private constructor(private readonly options: Options) {}

  static create(options: Options): PatchService {
    return new PatchService(options);
  }

  /**
   * The edit for one finding, made of the text as it is now.
   *
   * @param site - of the present: what the finding was judged on
   * @param into - the source for a new key, where several files hold keys
   * @throws ConflictError when the text is another one than the site was read from
   * @throws ServiceUnavailableError when the file cannot be read now
   */
  async patchFor(
    finding: Finding,
    site: Site,
    into?: string,
  ): Promise<FindingPatch> {
    const findingId = finding.id;
    if (finding.state === 'resolved') {
      const message = 'The finding is resolved: there is nothing to repair.';
      return { offered: false, findingId, reason: 'resolved', message };
    }
    const fix = proposeFix(site, this.options.siteOptions, finding, into);
    return fix.offered
      ? this.edit(findingId, fix, site)
      : { ...fix, findingId };
  }

  private async edit(
    findingId: string,
    fix: Offer,
    site: Site,
  ): Promise<FindingPatch> {
    const { sourceId, file, changes, summary, cautions } = fix;
    const { text, contentHash } = await this.read(sourceId);
    const judged = site.declaredFiles.find(
      item => item.sourceId === sourceId && item.file === file,
    );
    if (judged?.contentHash !== contentHash) {
      throw new ConflictError(
        `${
          judged
            ? `${file} has changed since it was read at ${judged.freshness.collectedAt}, so the finding speaks of another text`
            : `It is not known which text of ${file} the finding speaks of`
        }: refresh the source ${sourceId}, then ask again`,
      );
    }
    const result = applyChanges(text, changes);
    if ('refused' in result) {
      const message = `${file} cannot be edited without guessing: ${result.refused}. Edit it by hand.`;
      return { offered: false, findingId, reason: 'in-the-way', message };
    }
    return {
      offered: true,
      findingId,
      sourceId,
      file,
      summary,
      cautions,
      diff: unifiedDiff(file, text, result.text),
      newText: result.text,
      contentHash,
    };
  }

  private async read(sourceId: string): Promise<EditableText> {
    const { collectors, logger } = this.options;
    const collector = collectors.find(
      item => item.sourceId === sourceId && item.readText !== undefined,
    );
    if (!collector) {
      throw new ServiceUnavailableError(
        `${sourceId} is no source whose file can be read for editing`,
      );
    }
    const signal = AbortSignal.timeout(READ_TIMEOUT_MS);
    try {
      return await collector.readText!({ signal, logger });
    } catch (error) {
      if (error instanceof ConnectorError) {
        throw new ServiceUnavailableError(
          `The file of ${sourceId} cannot be read now: ${error.message}`,
        );
      }
      throw error;
    }
  }
}

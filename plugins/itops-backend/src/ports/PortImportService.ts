import { ConflictError, InputError } from '@backstage/errors';
import {
  ImportFile,
  ImportNote,
  exportCsv,
  exportNetbox,
} from '@sankofa/site-model';
import { AuditLog } from '../audit';
import { PortRecordStore } from './PortRecordStore';
import { audited } from './audited';
import { ImportPlan, ImportRequest, planImport, stepsOf } from './importPlan';

interface Options {
  store: PortRecordStore;
  audit: AuditLog;
}

const ACTION = { action: 'port-records.import', subject: 'port-records' };

/** Physical records in bulk: previewed, then taken over as a whole or not at all. */
export class PortImportService {
  private constructor(private readonly options: Options) {}

  static create(options: Options): PortImportService {
    return new PortImportService(options);
  }

  /** What the import would do now. */
  async preview(request: ImportRequest): Promise<ImportPlan> {
    return planImport(await this.options.store.current(), request);
  }

  /**
   * Does what the preview with this hash said.
   *
   * @throws ConflictError when records, files or choices are not those of the preview
   * @throws InputError when the files have errors
   */
  async apply(
    request: ImportRequest,
    previewHash: string,
    actor: string,
  ): Promise<ImportPlan> {
    const { store, audit } = this.options;
    let done: ImportPlan | undefined;
    await audited(audit, { actor, ...ACTION }, () =>
      store.change(actor, book => {
        const plan = planImport(book, request);
        if (plan.hash !== previewHash) {
          throw new ConflictError(
            'The records, the files or the choices are not those of the preview any more; look at a new preview',
          );
        }
        const [first] = plan.problems;
        if (first) {
          throw new InputError(
            `Nothing was imported: ${plan.problems.length} errors, the first in line ${first.line} of ${first.file}: ${first.message}`,
          );
        }
        done = plan;
        return {
          origin: request.format,
          ...stepsOf(book, plan.comparison),
          audit: { ...ACTION, details: detailsOf(request, plan) },
        };
      }),
    );
    return done!;
  }

  /** All records as files of a format. */
  async export(
    format: 'csv' | 'netbox',
  ): Promise<{ files: ImportFile[]; notes: ImportNote[] }> {
    const book = await this.options.store.current();
    return format === 'csv'
      ? { files: exportCsv(book.map), notes: [] }
      : exportNetbox(book.map, book.nameBook);
  }
}

/** Counts, not contents: the records themselves say what they are now. */
function detailsOf(request: ImportRequest, { comparison }: ImportPlan) {
  const { added, changed, conflicts, removed, missing, unchanged } = comparison;
  return {
    format: request.format,
    mode: request.mode,
    files: request.files.map(({ name }) => name.slice(0, 200)),
    added: added.length,
    changed: changed.length,
    unchanged,
    conflictsTaken: conflicts.filter(({ accepted }) => accepted).length,
    conflictsKept: conflicts.filter(({ accepted }) => !accepted).length,
    removed: removed.length,
    missing: missing.length,
  };
}

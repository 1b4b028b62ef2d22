import { CustomErrorBase } from '@backstage/errors';
import { RecordMeta } from './PortRecordStore';

/** The record has another version than the caller has seen: status 412. */
export class PreconditionFailedError extends CustomErrorBase {
  readonly name = 'PreconditionFailedError' as const;
  readonly statusCode = 412;

  static of(label: string, seen: number, meta: RecordMeta) {
    return new PreconditionFailedError(
      `${label} was changed by ${meta.updatedBy} at ${meta.updatedAt} and has version ${meta.version} now, not ${seen}; read it again before you change it`,
    );
  }
}

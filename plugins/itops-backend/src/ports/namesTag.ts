import { createHash } from 'node:crypto';
import { PortRecordBook } from './PortRecordBook';

/** Differs when the overrides of interface names do. */
export function namesTag(book: PortRecordBook): string {
  return createHash('sha256')
    .update(JSON.stringify(book.names))
    .digest('hex')
    .slice(0, 32);
}

import {
  Seal,
  ledgerEndLine,
  ledgerHeadLine,
  ledgerRowLine,
} from '@sankofa/plugin-itops-node';
import { AuditLedger } from './AuditLedger';

/** The whole trail as JSON lines: a head, the rows in the order of the chain, an end with the newest seal. */
export async function* exportLedger(
  ledger: AuditLedger,
  exportedAt: Date,
): AsyncGenerator<string> {
  yield ledgerHeadLine(exportedAt.toISOString());
  let count = 0;
  let head: Seal | undefined;
  for await (const row of ledger.rows()) {
    count += 1;
    head = row.seal ?? head;
    yield ledgerRowLine(row);
  }
  yield ledgerEndLine(head, count);
}

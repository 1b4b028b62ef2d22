import { toError } from '@backstage/errors';
import {
  LedgerCheck,
  LedgerVerdict,
  Seal,
  anchorText,
  parseAnchor,
  parseLedgerLine,
} from '@sankofa/plugin-itops-node';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { UsageError } from '../config/UsageError';
import { EXIT_FAILED, EXIT_OK } from '../exitCodes';
import { Output } from '../report/Output';

export interface AuditVerifyOptions {
  anchor?: string[];
}

/**
 * `itops audit verify FILE`: checks an export of the audit trail, line by line, and
 * names the first row that does not hold. Needs no portal.
 */
export async function runAuditVerify(
  file: string,
  options: AuditVerifyOptions,
  output: Output,
): Promise<number> {
  const anchors = (options.anchor ?? []).map(readAnchor);
  const verdict = await verdictOf(file, anchors);
  if (!verdict.sound) {
    output.result(
      `not sound: seal ${verdict.seal}${
        verdict.id === undefined ? '' : `, row ${verdict.id}`
      }: ${verdict.reason}`,
    );
    return EXIT_FAILED;
  }
  output.result(
    verdict.sealed === 0
      ? `sound: nothing is sealed, ${verdict.unsealed} rows wait for their seal`
      : `sound: ${verdict.sealed} rows up to ${anchorText(verdict.head)}, ${
          verdict.unsealed
        } more wait for their seal`,
  );
  if (anchors.length === 0) {
    output.line(
      'Without --anchor a chain that was made anew cannot be told apart: give a seal from the log or from an older export.',
    );
  }
  return EXIT_OK;
}

function readAnchor(text: string): Seal {
  const seal = parseAnchor(text);
  if (!seal) {
    throw new UsageError(
      `"${text}" is no anchor; one is the number of a seal, a colon and its hash, as the log has it`,
    );
  }
  return seal;
}

async function verdictOf(
  file: string,
  anchors: readonly Seal[],
): Promise<LedgerVerdict> {
  const check = LedgerCheck.create(anchors);
  let number = 0;
  let rows = 0;
  let ended: { seal: Seal | null; rows: number } | undefined;
  try {
    for await (const text of createInterface(createReadStream(file))) {
      number += 1;
      const line = parseLedgerLine(text);
      if (ended || (number === 1) !== (line.type === 'ledger')) {
        throw new Error('a line that does not belong here');
      }
      if (line.type === 'row') {
        rows += 1;
        check.add(line.row);
      } else if (line.type === 'head') {
        ended = line;
      }
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) {
      throw new UsageError(`${file} cannot be read: ${toError(error).message}`);
    }
    throw new UsageError(
      `${file}:${number} is no line of an audit export: ${
        toError(error).message
      }`,
    );
  }
  const verdict = check.verdict();
  if (!verdict.sound) {
    return verdict;
  }
  if (!ended) {
    return {
      sound: false,
      seal: verdict.sealed + 1,
      reason: 'the file has no last line: it was cut off',
    };
  }
  if (
    ended.rows !== rows ||
    (ended.seal ? ended.seal.hash !== verdict.head.hash : verdict.sealed > 0)
  ) {
    return {
      sound: false,
      seal: verdict.sealed + 1,
      reason: 'the last line of the file speaks of other rows',
    };
  }
  return verdict;
}

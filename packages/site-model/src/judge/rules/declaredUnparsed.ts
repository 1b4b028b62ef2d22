import { Verdict } from '../../findings';
import { JudgeContext } from '../JudgeContext';

/** A line or row that could not be read, so whatever it declares is not known. */
export function declaredUnparsed(context: JudgeContext): Verdict[] {
  return context.site.unparsed.map(unparsed => {
    const { sourceId, file, line, locator, text, why, freshness } = unparsed;
    return {
      rule: 'declared-unparsed',
      subject: context.subjects.line(unparsed),
      severity: 'warning',
      summary: `Line ${line} of ${file} cannot be read: ${why.replace(
        /\.$/,
        '',
      )}; correct the line.`,
      evidence: [
        {
          claim: why,
          sourceId,
          locator,
          value: text,
          collectedAt: freshness.collectedAt,
        },
      ],
      restsOn: context.readRefs([unparsed]),
      guestIds: [],
    };
  });
}

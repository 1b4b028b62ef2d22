import { NotFoundError } from '@backstage/errors';
import { Finding } from '@sankofa/plugin-itops-common';
import { Picture } from '../Picture';
import { severityRank } from '../findingIndex';
import { SortedTable } from '../table';

/** Later than every date, so that newer ones count as smaller. */
const END_OF_TIME = 9e15;

/** Worst first, and among equals the newest. */
function weight({ severity, firstSeenAt }: Finding): string {
  return `${severityRank(severity)} ${END_OF_TIME - Date.parse(firstSeenAt)}`;
}

export function findingTable(picture: Picture): SortedTable<Finding> {
  return SortedTable.create(picture.findings, {
    idOf: finding => finding.id,
    defaultSort: 'severity',
    sorts: {
      severity: weight,
      rule: finding => finding.rule,
      subject: finding => finding.subject,
      state: finding => finding.state,
      firstSeen: finding => finding.firstSeenAt,
      lastSeen: finding => finding.lastSeenAt,
    },
    textOf: ({ rule, subject, summary, evidence, ownerRefs }) =>
      [
        rule,
        subject,
        summary,
        ...ownerRefs,
        ...evidence.flatMap(({ claim, locator, value }) => [
          claim,
          locator ?? '',
          value ?? '',
        ]),
      ]
        .join(' ')
        .toLowerCase(),
  });
}

/** @throws NotFoundError that names the id */
export function findingById(id: string, picture: Picture): Finding {
  const found = picture.findings.find(finding => finding.id === id);
  if (!found) {
    throw new NotFoundError(`There is no finding ${id}`);
  }
  return found;
}

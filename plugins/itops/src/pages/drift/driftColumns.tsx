import { Finding } from '@sankofa/plugin-itops-common';
import { DataColumn } from '../../components/table';

function column(
  label: string,
  csv: (finding: Finding) => string | undefined,
): DataColumn<Finding> {
  return { id: label, label, width: 0, fileOnly: true, render: csv, csv };
}

/** The columns of the findings file. */
export const driftColumns: DataColumn<Finding>[] = [
  column('Severity', finding => finding.severity),
  column('Rule', finding => finding.rule),
  column('Subject', finding => finding.subject),
  column('Summary', finding => finding.summary),
  column('State', finding => finding.state),
  column('Owners', finding => finding.ownerRefs.join(' ')),
  column('First seen', finding => finding.firstSeenAt),
  column('Last seen', finding => finding.lastSeenAt),
  column('Suppressed until', finding => finding.suppressedUntil),
  column('Note', finding => finding.note),
  column('Not confirmed because', finding => finding.unconfirmed),
];

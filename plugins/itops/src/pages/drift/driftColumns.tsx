import { Finding } from '@sankofa/plugin-itops-common';
import { DataColumn, fileColumn } from '../../components/table';

/** The columns of the findings file. */
export const driftColumns: DataColumn<Finding>[] = [
  fileColumn<Finding>('Severity', finding => finding.severity),
  fileColumn('Rule', finding => finding.rule),
  fileColumn('Subject', finding => finding.subject),
  fileColumn('Summary', finding => finding.summary),
  fileColumn('State', finding => finding.state),
  fileColumn('Owners', finding => finding.ownerRefs.join(' ')),
  fileColumn('First seen', finding => finding.firstSeenAt),
  fileColumn('Last seen', finding => finding.lastSeenAt),
  fileColumn('Suppressed until', finding => finding.suppressedUntil),
  fileColumn('Note', finding => finding.note),
  fileColumn('Not confirmed because', finding => finding.unconfirmed),
];

import { ReactNode } from 'react';
import { Link } from '@backstage/ui';
import { FreshnessLabelView } from '@sankofa/plugin-itops-common';
import { FreshnessStamp, Observed } from '../freshness';
import { SeverityBadge } from '../status';
import { DataColumn } from './columns';

interface Dated {
  freshness: FreshnessLabelView;
}

/** A column of what was observed: its cells are marked while they are not fresh. */
export function observedColumn<T extends Dated>(
  column: DataColumn<T>,
): DataColumn<T> {
  return {
    ...column,
    render: row => (
      <Observed label={row.freshness} quiet>
        {column.render(row)}
      </Observed>
    ),
  };
}

/** The findings on a row, and the way to them. */
export function findingsColumn<T extends { openFindings: number }>(options: {
  width: number;
  sortBy?: string;
  hrefOf: (row: T) => string;
  severityOf: (row: T) => string;
  /** What the badge says beside its icon; the number where left out. */
  say?: (row: T) => string;
}): DataColumn<T> {
  const { width, sortBy, hrefOf, severityOf } = options;
  const say = options.say ?? (row => String(row.openFindings));
  return {
    id: 'findings',
    label: 'Findings',
    width,
    sortBy,
    render: row =>
      row.openFindings > 0 ? (
        <Link href={hrefOf(row)} standalone>
          <SeverityBadge severity={severityOf(row)} label={say(row)} />
        </Link>
      ) : (
        '–'
      ),
    csv: row => row.openFindings,
  };
}

/** When a row was read; the file says in its own column how far to trust it. */
export function readColumns<T extends Dated>(
  width: number,
  render: (row: T) => ReactNode = row => (
    <FreshnessStamp label={row.freshness} />
  ),
): DataColumn<T>[] {
  return [
    {
      id: 'read',
      label: 'Read',
      width,
      render,
      csv: row => row.freshness.collectedAt,
    },
    {
      id: 'freshness',
      label: 'Freshness',
      width: 0,
      fileOnly: true,
      render: () => null,
      csv: row => row.freshness.freshness,
    },
  ];
}

import { useApi } from '@backstage/frontend-plugin-api';
import { AuditListRow, AuditPage as Page } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { PageFrame } from '../../components/frame';
import { EmptyState, NoMatch, ProblemState } from '../../components/states';
import { CsvButton, DataTable, Pager, useList } from '../../components/table';
import { useTableQuery } from '../../hooks/useTableQuery';
import { useUrlState } from '../../hooks/useUrlState';
import { AUDIT_FILTERS, AuditFilter, AuditFilters } from './AuditFilters';
import { AuditPanel } from './AuditPanel';
import { ExportButton } from './ExportButton';
import { VerifySection } from './VerifySection';
import { AUDIT_COLUMNS } from './auditColumns';

/** Rows per request of a CSV file: the most the server gives at once. */
const FILE_PAGE = 500;
const idOf = ({ id }: AuditListRow) => id;

/** Who did what, and who was refused; and whether nobody has touched that since. */
export function AuditPage() {
  const api = useApi(itopsApiRef);
  const url = useUrlState();
  const query = useTableQuery<AuditFilter>(AUDIT_FILTERS);
  const { live, load } = useList<Page, AuditFilter>(
    'audit',
    query,
    ({ cursor, limit }, signal) =>
      api.audit({ ...query.filters, cursor, limit }, { signal }),
  );
  const { data } = live;
  const opened = data?.items.find(({ id }) => id === url.get('row'));
  return (
    <PageFrame
      idle
      problem={data ? undefined : live.problem}
      onRetry={live.reload}
    >
      {live.problem && (
        <ProblemState problem={live.problem} onRetry={live.reload} keepsData />
      )}
      <VerifySection />
      <AuditFilters
        query={query}
        aside={
          <>
            <CsvButton
              fileName="audit-in-view.csv"
              columns={AUDIT_COLUMNS}
              load={(cursor, signal) =>
                load({ cursor, limit: FILE_PAGE }, signal)
              }
              isDisabled={!data || data.items.length === 0}
            />
            <ExportButton />
          </>
        }
      />
      <DataTable
        label="Audit trail"
        columns={AUDIT_COLUMNS}
        rows={data?.items}
        idOf={idOf}
        outdated={live.outdated}
        onOpen={row => url.set({ row: row.id })}
        empty={
          query.filtered ? (
            <NoMatch what="row" onClear={query.clear} />
          ) : (
            <EmptyState title="Nobody has done anything yet">
              Every change that somebody makes here, and every one that is
              refused, is written down with who and when, and stays.
            </EmptyState>
          )
        }
      />
      {data && (
        <Pager
          query={query}
          rows={data.items.length}
          total={undefined}
          nextCursor={data.nextCursor}
        />
      )}
      {opened && (
        <AuditPanel row={opened} onClose={() => url.set({ row: undefined })} />
      )}
    </PageFrame>
  );
}

import { useCallback, useMemo } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Finding } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { FindingPanel } from '../../components/finding';
import { PageFrame } from '../../components/frame';
import { SidePanel } from '../../components/panel';
import { NoMatch, ProblemState, SkeletonLines } from '../../components/states';
import { CsvButton, FilterBar, Pager, useList } from '../../components/table';
import { count } from '../../format/quantity';
import { useAsOf } from '../../hooks/useAsOf';
import { useTableQuery } from '../../hooks/useTableQuery';
import { useUrlState } from '../../hooks/useUrlState';
import { NoFindings } from './NoFindings';
import { RuleSection } from './RuleSection';
import { driftColumns } from './driftColumns';
import { DRIFT_FILTERS, driftFilters } from './driftFilters';
import { groupFindings } from './groupFindings';
import { useOpenFinding } from './useOpenFinding';
import styles from './DriftPage.module.css';

/** What is wrong, by rule, worst first. */
export function DriftPage() {
  const api = useApi(itopsApiRef);
  const url = useUrlState();
  const { asOf } = useAsOf();
  const query = useTableQuery(DRIFT_FILTERS);
  const openId = url.get('finding');

  const { live, load } = useList(
    'findings',
    query,
    ({ q, cursor, limit }, signal) =>
      api.findings({ ...query.filters, q, asOf, cursor, limit }, { signal }),
  );
  const { data, replace } = live;
  const groups = useMemo(() => data && groupFindings(data), [data]);
  const open = useOpenFinding(
    openId,
    data?.items.find(({ id }) => id === openId),
    asOf,
  );

  const onOpen = useCallback(
    ({ id }: Finding) => url.set({ finding: id }),
    [url],
  );
  const onClose = () => url.set({ finding: undefined });
  const { replace: replaceOpen } = open;
  const onChange = useCallback(
    (changed: Finding) => {
      replace(page => ({
        ...page,
        items: page.items.map(item =>
          item.id === changed.id ? changed : item,
        ),
      }));
      replaceOpen(shown => (shown.id === changed.id ? changed : shown));
    },
    [replace, replaceOpen],
  );

  return (
    <>
      <PageFrame answer={data} problem={live.problem} onRetry={live.reload}>
        <FilterBar
          query={query}
          filters={driftFilters(data)}
          placeholder="Search findings"
          aside={
            <>
              {data && (
                <span aria-live="polite">{count(data.total, 'finding')}</span>
              )}
              <CsvButton
                fileName="findings.csv"
                columns={driftColumns}
                load={(cursor, signal) => load({ cursor, limit: 500 }, signal)}
                isDisabled={!data || data.total === 0}
              />
            </>
          }
        />
        {live.loading && (
          <SkeletonLines lines={6} height={56} label="Loading findings" />
        )}
        <div
          className={styles.groups}
          data-outdated={live.outdated || undefined}
        >
          {groups?.map(group => (
            <RuleSection
              key={group.rule}
              group={group}
              alone={groups.length === 1}
              onOpen={onOpen}
              onChange={onChange}
            />
          ))}
        </div>
        {data?.items.length === 0 &&
          (query.filtered ? (
            <NoMatch what="finding" onClear={query.clear} />
          ) : (
            <NoFindings sources={data.sources} />
          ))}
        {data && (
          <Pager
            query={query}
            rows={data.items.length}
            total={data.total}
            nextCursor={data.nextCursor}
          />
        )}
      </PageFrame>
      {open.finding && (
        <FindingPanel
          key={open.finding.id}
          finding={open.finding}
          onChange={onChange}
          onClose={onClose}
        />
      )}
      {openId && !open.finding && open.problem && (
        <SidePanel title="Finding" onClose={onClose}>
          <ProblemState problem={open.problem} onRetry={open.reload} />
        </SidePanel>
      )}
    </>
  );
}

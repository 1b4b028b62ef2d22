import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { ObservedPortRecord } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { PageFrame } from '../../../components/frame';
import { EmptyState, NoMatch } from '../../../components/states';
import { StateCounts } from '../../../components/status';
import { DataPage, useList, wordOptions } from '../../../components/table';
import { PORT_VERDICTS } from '../../../format/portRecords';
import { useAsOf } from '../../../hooks/useAsOf';
import { useLinks } from '../../../hooks/useLinks';
import { useTableQuery } from '../../../hooks/useTableQuery';
import { PortViews } from '../PortViews';
import { seenFilter } from '../../../components/record';
import { compareColumns } from './compareColumns';

const FILTERS = ['verdict', 'device'] as const;
const idOf = ({ portId }: ObservedPortRecord) => portId;

function Comparison() {
  const api = useApi(itopsApiRef);
  const links = useLinks();
  const query = useTableQuery(FILTERS);
  const { live, load } = useList(
    'observed',
    query,
    ({ asOf: _, ...request }, signal) =>
      api.portRecords.observed({ ...query.filters, ...request }, { signal }),
  );
  const hrefOf = useCallback(
    ({ portId }: ObservedPortRecord) =>
      links.ports({ view: 'records', of: 'ports', record: portId }),
    [links],
  );
  const { data } = live;
  return (
    <DataPage
      nouns={['port', 'ports']}
      query={query}
      question={<PortViews current="compare" />}
      filters={[
        {
          name: 'verdict',
          label: 'Verdict',
          options: wordOptions(PORT_VERDICTS),
        },
        {
          ...seenFilter('device', 'Device', data?.items ?? [], row => [
            row.device,
          ]),
          name: 'device' as const,
        },
      ]}
      placeholder="Search both sides: device, port, far end, MAC"
      columns={compareColumns}
      live={live}
      load={load}
      idOf={idOf}
      hrefOf={hrefOf}
      empty={
        <EmptyState title="Nothing can be compared yet">
          A port of a switch is compared when it is written down with the number
          that its controller counts, and when the controller is read. Import
          your records, or write the switch down under Records.
        </EmptyState>
      }
      noMatch={<NoMatch what="port" onClear={query.clear} />}
    >
      {data && (
        <StateCounts
          of="port"
          label="Ports by verdict"
          states={Object.keys(PORT_VERDICTS)}
          byState={data.counts.byVerdict}
          chosen={query.filters.verdict}
          onChoose={verdict => query.setFilter('verdict', verdict)}
        />
      )}
    </DataPage>
  );
}

/** What people wrote down about switch ports against what is seen there now. */
export function CompareView() {
  const { past, travel } = useAsOf();
  if (!past) {
    return <Comparison />;
  }
  return (
    <PageFrame
      idle
      onRetry={() => {}}
      question={<PortViews current="compare" />}
    >
      <EmptyState
        title="Records have no past"
        action={
          <Button
            size="small"
            variant="secondary"
            onPress={() => travel(undefined)}
          >
            Compare now
          </Button>
        }
      >
        They are held against what is seen now, and cannot be held against what
        was seen at another moment.
      </EmptyState>
    </PageFrame>
  );
}

import { useCallback, useMemo } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { ForwardRow, Forwards as Answer } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { Section } from '../../components/frame';
import { NothingThere, ProblemState } from '../../components/states';
import { CsvButton, DataTable } from '../../components/table';
import { count } from '../../format/quantity';
import { useAsOf } from '../../hooks/useAsOf';
import { useLinks } from '../../hooks/useLinks';
import { useLive } from '../../hooks/useLive';
import { NETWORK_CONFIG } from '../configExamples';
import { POLL_MS } from '../../hooks/polling';
import { forwardColumns } from './forwardColumns';
import styles from './PortsPage.module.css';

const idOf = (row: ForwardRow) => row.ref;

/** What the gateway lets in from outside, and whom it reaches. */
export function Forwards() {
  const api = useApi(itopsApiRef);
  const links = useLinks();
  const { asOf, past } = useAsOf();
  const live = useLive<Answer>(
    `forwards ${asOf}`,
    signal => api.forwards({ asOf, signal }),
    asOf ? undefined : POLL_MS,
  );
  const { data, problem } = live;
  const columns = useMemo(() => forwardColumns(links), [links]);
  const hrefOf = useCallback(
    ({ ref }: ForwardRow) => links.paths({ view: 'reverse', ref }),
    [links],
  );
  return (
    <Section
      title="Forwards"
      aside={
        <span className={styles.aside}>
          {data && <span>{count(data.items.length, 'forward')}</span>}
          {data && (
            <CsvButton
              fileName={`forwards${past ? '-past' : ''}.csv`}
              columns={columns}
              load={async () => ({ ...data, total: data.items.length })}
              isDisabled={data.items.length === 0}
            />
          )}
        </span>
      }
    >
      {problem && (
        <ProblemState
          problem={problem}
          onRetry={live.reload}
          keepsData={data !== undefined}
        />
      )}
      {(data || !problem) && (
        <DataTable
          label="Forwards"
          columns={columns}
          rows={data?.items}
          idOf={idOf}
          outdated={live.outdated}
          hrefOf={hrefOf}
          empty={
            <NothingThere
              what="forwards"
              teaches="This table shows which ports of the gateway lead to which address inside, and whose it is. It needs a network controller to read."
              config={NETWORK_CONFIG}
              sources={(data?.sources ?? []).filter(
                ({ kind }) => kind === 'unifi',
              )}
            />
          }
        />
      )}
    </Section>
  );
}

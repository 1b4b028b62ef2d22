import { useMemo } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import {
  IpamRequestRecord,
  itopsIpamUpdatePermission,
} from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { PageFrame } from '../../../components/frame';
import { EditableNote, useEditable } from '../../../components/record';
import { EmptyState } from '../../../components/states';
import { DataTable } from '../../../components/table';
import { ViewBar } from '../../../components/views';
import { count } from '../../../format/quantity';
import { POLL_MS } from '../../../hooks/polling';
import { useAllPages } from '../../../hooks/useAllPages';
import { useLinks } from '../../../hooks/useLinks';
import { useMyRef } from '../../../hooks/useMyRef';
import { useUrlState } from '../../../hooks/useUrlState';
import { AddressViews } from '../AddressViews';
import { AskPanel } from './AskPanel';
import { RequestPanel } from './RequestPanel';
import { requestColumns } from './requestColumns';

const NEW = 'new';
const OF = ['waiting', 'mine', 'all'] as const;
type Of = (typeof OF)[number];
const LABELS: Record<Of, string> = {
  waiting: 'Waiting for a decision',
  mine: 'Mine',
  all: 'All',
};

const EMPTY: Record<Of, { title: string; says: string }> = {
  waiting: {
    title: 'Nobody waits for an address',
    says: 'Requests that nobody has decided yet stand here. Who may approve accepts or rejects them, but never their own.',
  },
  mine: {
    title: 'You have not asked for an address yet',
    says: 'What you ask for stands here with what became of it. An address is reserved for you once somebody else accepts.',
  },
  all: {
    title: 'Nobody has asked for an address yet',
    says: 'Whoever needs an address asks for one of a prefix, with the reason; somebody else accepts or rejects.',
  },
};

const idOf = ({ id }: IpamRequestRecord) => id;

/** Who asks for an address, and what became of it. */
export function RequestsView() {
  const { ipam } = useApi(itopsApiRef);
  const url = useUrlState();
  const links = useLinks();
  const editable = useEditable(itopsIpamUpdatePermission);
  const me = useMyRef();
  const of = OF.find(known => known === url.get('of')) ?? 'waiting';
  const state = of === 'waiting' ? 'open' : undefined;
  const live = useAllPages(
    `requests ${state}`,
    (page, signal) => ipam.requests({ ...page, state }, { signal }),
    POLL_MS,
  );
  const { data } = live;
  // Whose they are is known only when the viewer is.
  const mine =
    me === undefined ? undefined : data?.filter(row => row.requestedBy === me);
  const rows = of === 'mine' ? mine : data;
  const columns = useMemo(() => requestColumns(links), [links]);
  const wanted = url.get('request');
  const opened = data?.find(({ id }) => id === wanted);
  const close = () => url.set({ request: undefined, prefix: undefined });
  return (
    <PageFrame
      idle
      problem={live.problem}
      onRetry={live.reload}
      question={
        <AddressViews
          current="requests"
          aside={
            editable.may && (
              <Button
                size="small"
                variant="primary"
                iconStart={<RiAddLine />}
                onPress={() => url.set({ request: NEW })}
              >
                Ask for an address
              </Button>
            )
          }
        />
      }
    >
      <EditableNote editable={editable} />
      <ViewBar
        label="Which requests"
        current={of}
        views={OF.map(view => ({
          view,
          label: LABELS[view],
          href: links.addresses({
            view: 'requests',
            of: view === 'waiting' ? undefined : view,
            asOf: url.get('asOf'),
          }),
        }))}
        aside={
          rows && (
            <span aria-live="polite">{count(rows.length, 'request')}</span>
          )
        }
      />
      <DataTable
        label="Requests"
        columns={columns}
        rows={rows}
        idOf={idOf}
        outdated={live.outdated}
        onOpen={row => url.set({ request: row.id })}
        empty={
          <EmptyState title={EMPTY[of].title}>{EMPTY[of].says}</EmptyState>
        }
      />
      {wanted === NEW && (
        <AskPanel
          prefixId={url.get('prefix')}
          onAsked={() => {
            url.set({ request: undefined, prefix: undefined, of: 'mine' });
            live.reload();
          }}
          onClose={close}
        />
      )}
      {opened && (
        <RequestPanel
          key={opened.id}
          request={opened}
          isMine={opened.requestedBy === me}
          onDecided={() => {
            close();
            live.reload();
          }}
          onOutdated={live.reload}
          onClose={close}
        />
      )}
    </PageFrame>
  );
}

import { FormEvent, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button, SearchField } from '@backstage/ui';
import { ReverseAnswer, SourceFreshness } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { PageFrame } from '../../components/frame';
import { PathList } from '../../components/path';
import { EmptyState, SkeletonLines } from '../../components/states';
import { CsvButton } from '../../components/table';
import { isCurrent } from '../../format/freshness';
import { count } from '../../format/quantity';
import { refOfText, textOfRef } from '../../format/refs';
import { sourceName } from '../../format/words';
import { useAsOf } from '../../hooks/useAsOf';
import { useLive } from '../../hooks/useLive';
import { useSlashFocus } from '../../hooks/useSlashFocus';
import { useUrlState } from '../../hooks/useUrlState';
import { POLL_MS } from '../../hooks/polling';
import { NoPaths } from './NoPaths';
import { PathViews } from './PathViews';
import { pathColumns } from './pathColumns';
import { useOpenHop } from './useOpenHop';
import styles from './ReverseView.module.css';

/** Sources that may know more than they could tell. */
function sayIncomplete(sources: SourceFreshness[]): string {
  return `${sources
    .map(({ sourceId, kind }) => sourceName(sourceId, kind))
    .join(', ')} ${sources.length === 1 ? 'was' : 'were'} not read completely.`;
}

/** Nothing lands there: said only as far as the sources can be believed. */
function NothingLands(props: { answer: ReverseAnswer }) {
  const { known, title, sources } = props.answer;
  const silent = sources.filter(source => !isCurrent(source));
  if (!known) {
    return (
      <EmptyState title={`No source knows ${title}`}>
        {`So it cannot be said what lands there. Enter a VMID, an address, the name of a node or switch/port as it is written in the inventory.${
          silent.length > 0 ? ` ${sayIncomplete(silent)}` : ''
        }`}
      </EmptyState>
    );
  }
  if (!sources.some(({ kind }) => kind === 'npm')) {
    return <NoPaths sources={sources} />;
  }
  return (
    <EmptyState
      title={
        silent.length > 0
          ? `No host name lands on ${title}, as far as can be seen`
          : `No host name lands on ${title}`
      }
    >
      {silent.length > 0
        ? sayIncomplete(silent)
        : 'No path of any proxy leads there. If that surprises you, check how it is written.'}
    </EmptyState>
  );
}

/** Which host names land on this guest, node, address or switch port? */
export function ReverseView() {
  const api = useApi(itopsApiRef);
  const url = useUrlState();
  const { asOf, past } = useAsOf();
  const ref = url.get('ref');
  const [text, setText] = useState(ref ? textOfRef(ref) : '');
  const form = useRef<HTMLFormElement>(null);
  useSlashFocus(form);
  useEffect(() => setText(ref ? textOfRef(ref) : ''), [ref]);

  const live = useLive<ReverseAnswer | undefined>(
    `reverse ${ref} ${asOf}`,
    async signal => (ref ? api.reverse(ref, { asOf, signal }) : undefined),
    asOf ? undefined : POLL_MS,
  );
  const { data } = live;
  const { panel, open } = useOpenHop(data, data?.items);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    url.set({ ref: refOfText(text) });
  };
  return (
    <>
      <PageFrame
        answer={data}
        problem={live.problem}
        onRetry={live.reload}
        idle={!ref}
        question={
          <>
            <form
              ref={form}
              className={styles.form}
              onSubmit={submit}
              role="search"
            >
              <SearchField
                aria-label="What lands on"
                placeholder="VMID, address, node, or switch/port"
                size="small"
                value={text}
                onChange={setText}
                onClear={() => url.set({ ref: undefined })}
                className={styles.field}
              />
              <Button size="small" variant="primary" type="submit">
                Show what lands there
              </Button>
              <span className={styles.aside}>
                {data && (
                  <>
                    <span aria-live="polite">{count(data.total, 'path')}</span>
                    <CsvButton
                      fileName={`what-lands-on-${textOfRef(data.ref).replace(
                        /[^\w.-]+/g,
                        '-',
                      )}${past ? '-past' : ''}.csv`}
                      columns={pathColumns}
                      load={async () => data}
                      isDisabled={data.total === 0}
                    />
                  </>
                )}
              </span>
            </form>
            <PathViews current="reverse" />
          </>
        }
      >
        {ref && live.loading && (
          <SkeletonLines lines={4} height={48} label="Loading paths" />
        )}
        {!ref && (
          <EmptyState title="What lands on …">
            Enter a VMID (7801), an address (192.0.2.50), the name of a node, or
            a switch port (xg-core/5). You see every host name whose path leads
            there.
          </EmptyState>
        )}
        {data && data.items.length > 0 && (
          <>
            <h2 className={styles.title}>{`What lands on ${data.title}`}</h2>
            <PathList
              label={`What lands on ${data.title}`}
              rows={data.items}
              outdated={live.outdated}
              onOpen={open}
            />
            {data.total > data.items.length && (
              <p className={styles.more}>
                {`and ${(
                  data.total - data.items.length
                ).toLocaleString()} more`}
              </p>
            )}
          </>
        )}
        {data?.items.length === 0 && <NothingLands answer={data} />}
      </PageFrame>
      {panel}
    </>
  );
}

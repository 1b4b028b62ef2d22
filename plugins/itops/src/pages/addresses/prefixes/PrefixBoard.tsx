import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Section } from '../../../components/frame';
import { FreshnessStrip } from '../../../components/freshness';
import { PrefixFacts } from '../../../components/prefix';
import { Editable } from '../../../components/record';
import { ProblemState, SkeletonLines } from '../../../components/states';
import { POLL_MS } from '../../../hooks/polling';
import { useAsOf } from '../../../hooks/useAsOf';
import { useLive } from '../../../hooks/useLive';
import { useTableQuery } from '../../../hooks/useTableQuery';
import { useUrlState } from '../../../hooks/useUrlState';
import { AddressGrid } from './AddressGrid';
import { CellPanel } from './CellPanel';
import { NextFree } from './NextFree';
import { PrefixActions } from './PrefixActions';
import styles from './PrefixesView.module.css';

/** As many as a /24 has. */
const CELLS = 256;
const NO_FILTERS: readonly never[] = [];

/**
 * The cursor of the page on which an IPv4 address stands: pages of a prefix
 * larger than a /24 are its /24s.
 */
function pageOf(address: string, cidr: string): string | undefined {
  const block = (text: string) =>
    text.split('.', 3).reduce((number, part) => number * 256 + Number(part), 0);
  const at = block(address);
  if (at === block(cidr)) {
    return undefined;
  }
  const before = at - 1;
  return [before >> 16, (before >> 8) % 256, before % 256, 255].join('.');
}

/** One prefix, address by address; larger ones 256 at a time. */
export function PrefixBoard(props: {
  id: string;
  editable: Editable;
  onChange: () => void;
}) {
  const { id, editable, onChange } = props;
  const { ipam } = useApi(itopsApiRef);
  const { asOf, past } = useAsOf();
  const url = useUrlState();
  const query = useTableQuery(NO_FILTERS);
  const { cursor } = query;
  const live = useLive(
    `grid ${id} ${cursor} ${asOf}`,
    signal => ipam.grid(id, { cursor, asOf, limit: CELLS }, { signal }),
    asOf ? undefined : POLL_MS,
  );
  const [changes, setChanges] = useState(0);
  const { data } = live;
  const wanted = url.get('cell');
  const opened = data?.items.find(({ address }) => address === wanted);
  const changed = () => {
    setChanges(changes + 1);
    live.reload();
    onChange();
  };
  return (
    <Section
      title={data ? data.prefix.cidr : 'Addresses'}
      aside={data && <PrefixActions prefix={data.prefix} editable={editable} />}
    >
      <div className={styles.board}>
        {data && (
          <>
            <PrefixFacts prefix={data.prefix} />
            <FreshnessStrip sources={data.sources} />
          </>
        )}
        {live.problem && (
          <ProblemState
            problem={live.problem}
            onRetry={live.reload}
            keepsData={data !== undefined}
          />
        )}
        {live.loading && <SkeletonLines lines={10} label="Loading addresses" />}
        {data && (
          <>
            {!past && data.prefix.status !== 'container' && (
              <NextFree
                key={changes}
                id={id}
                onOpen={address =>
                  url.set({
                    cell: address,
                    ...(address.includes(':')
                      ? {}
                      : { cursor: pageOf(address, data.prefix.cidr) }),
                  })
                }
              />
            )}
            <AddressGrid
              cells={data.items}
              onOpen={address => url.set({ cell: address })}
            />
            {(cursor || data.nextCursor) && (
              <Flex gap="2">
                <Button
                  size="small"
                  variant="secondary"
                  isDisabled={!cursor}
                  onPress={query.previous}
                >
                  Addresses before
                </Button>
                <Button
                  size="small"
                  variant="secondary"
                  isDisabled={!data.nextCursor}
                  onPress={() => data.nextCursor && query.next(data.nextCursor)}
                >
                  Addresses after
                </Button>
              </Flex>
            )}
          </>
        )}
      </div>
      {opened && data && (
        <CellPanel
          key={opened.address}
          cell={opened}
          answer={data}
          onChanged={changed}
          onClose={() => url.set({ cell: undefined })}
        />
      )}
    </Section>
  );
}

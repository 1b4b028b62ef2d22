import { useState } from 'react';
import { Button, ButtonLink, Flex } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { itopsIpamUpdatePermission } from '@sankofa/plugin-itops-common';
import { PageFrame } from '../../../components/frame';
import { EditableNote, useEditable } from '../../../components/record';
import { EmptyState, SkeletonLines } from '../../../components/states';
import { useLinks } from '../../../hooks/useLinks';
import { useUrlState } from '../../../hooks/useUrlState';
import { AddressViews } from '../AddressViews';
import { usePrefixes } from '../usePrefixes';
import { PrefixBoard } from './PrefixBoard';
import { PrefixPanel } from './PrefixPanel';
import { PrefixTree } from './PrefixTree';
import { ReshapePanel } from './reshape/ReshapePanel';
import styles from './PrefixesView.module.css';

const NEW = 'new';

/** The planned prefixes as a tree; one of them address by address. */
export function PrefixesView() {
  const url = useUrlState();
  const links = useLinks();
  const editable = useEditable(itopsIpamUpdatePermission);
  const live = usePrefixes();
  const { data } = live;
  const [changes, setChanges] = useState(0);
  const block = url.get('block');
  const cidr = url.get('cidr');
  const chosen =
    data?.find(prefix =>
      block ? prefix.id === block : prefix.cidr === cidr,
    ) ??
    data?.find(({ status }) => status !== 'container') ??
    data?.[0];
  // A block that is not in the list any more is asked for, so that it is said.
  const id = block ?? chosen?.id;

  const record = url.get('record');
  const edited = data?.find(prefix => prefix.id === record);
  const isReshaped = url.get('reshape') !== undefined && editable.may;
  const close = () => url.set({ record: undefined, reshape: undefined });
  const changed = async (patch: { block?: string; cidr?: string }) => {
    // First read again: what is gone must not be asked for once more.
    await live.reload();
    url.set({
      record: undefined,
      reshape: undefined,
      cell: undefined,
      ...patch,
    });
    setChanges(count => count + 1);
  };
  const create = editable.may && (
    <Button
      size="small"
      variant="primary"
      iconStart={<RiAddLine />}
      onPress={() => url.set({ record: NEW })}
    >
      New prefix
    </Button>
  );
  return (
    <PageFrame
      idle
      problem={live.problem}
      onRetry={live.reload}
      question={<AddressViews current="prefixes" aside={data && create} />}
    >
      <EditableNote editable={editable} />
      {live.loading && <SkeletonLines lines={8} label="Loading prefixes" />}
      {data?.length === 0 && (
        <EmptyState
          title="No prefixes are written down yet"
          action={
            create && (
              <Flex gap="2">
                {create}
                <ButtonLink
                  size="small"
                  variant="secondary"
                  href={links.addresses({ view: 'import' })}
                >
                  Import files
                </ButtonLink>
              </Flex>
            )
          }
        >
          This page shows how prefixes nest and how full they are, and draws
          each address of one by its state. Write them down one by one, or
          import the files of NetBox.
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <div className={styles.columns}>
          <PrefixTree prefixes={data} chosen={id} />
          {id && (
            <PrefixBoard
              key={`${id} ${changes}`}
              id={id}
              editable={editable}
              onChange={live.reload}
            />
          )}
        </div>
      )}
      {data && (record === NEW || edited) && (
        <PrefixPanel
          key={edited?.id ?? NEW}
          record={edited}
          editable={editable}
          onSaved={saved =>
            changed(edited ? {} : { block: undefined, cidr: saved })
          }
          onDeleted={() => changed({ block: undefined, cidr: undefined })}
          onClose={close}
        />
      )}
      {data && chosen && isReshaped && (
        <ReshapePanel
          key={chosen.id}
          prefix={chosen}
          prefixes={data}
          onOutdated={live.reload}
          onDone={(shown: string) => changed({ block: undefined, cidr: shown })}
          onClose={close}
        />
      )}
    </PageFrame>
  );
}

import { useCallback, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { ItopsReadOptions, ReverseAnswer } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../api/itopsApiRef';
import { HopPanel, PathItem, hopsOf, pathId } from '../components/path';
import { sourceName } from '../format/words';
import { LiveCard } from './LiveCard';
import { refOfEntity } from './refOfEntity';
import styles from './HostnameCard.module.css';

function behind({ items }: ReverseAnswer) {
  return items.flatMap(row => [
    { sourceId: row.proxySourceId },
    ...hopsOf(row).flatMap(({ evidence }) => evidence),
  ]);
}

/** The path of each proxy that knows the name, and the evidence of a hop beside it. */
function Ways(props: { answer: ReverseAnswer }) {
  const { answer } = props;
  const [open, setOpen] = useState<{ path: string; hopId: string }>();
  const opened = answer.items.find(row => pathId(row) === open?.path);
  if (answer.items.length === 0) {
    return (
      <div>
        {answer.sources.some(({ kind }) => kind === 'npm')
          ? 'No proxy tells of this name now.'
          : 'No reverse proxy is read, so nobody can say where it leads.'}
      </div>
    );
  }
  return (
    <>
      {answer.items.map(row => (
        <div key={pathId(row)} className={styles.way}>
          <PathItem
            row={row}
            stacked
            unfolded
            onOpen={hopId => setOpen({ path: pathId(row), hopId })}
          />
          {answer.items.length > 1 && (
            <span className={styles.proxy}>
              {`as known to ${sourceName(row.proxySourceId)}`}
            </span>
          )}
        </div>
      ))}
      {opened && open && (
        <HopPanel
          row={opened}
          hopId={open.hopId}
          answer={answer}
          onOpen={hopId => setOpen({ ...open, hopId })}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

/** Entity card of a public host name: its path down to the switch port. */
export function HostnameCard() {
  const api = useApi(itopsApiRef);
  const load = useCallback(
    (id: string, options: ItopsReadOptions) =>
      api.reverse(refOfEntity('public-hostname', id), options),
    [api],
  );
  return (
    <LiveCard title="Path" name="path" load={load} behind={behind}>
      {answer => <Ways answer={answer} />}
    </LiveCard>
  );
}

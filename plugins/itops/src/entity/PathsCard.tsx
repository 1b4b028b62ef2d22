import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ItopsReadOptions, ReverseAnswer } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../api/itopsApiRef';
import { LandingList, hopsOf } from '../components/path';
import { isCurrent } from '../format/freshness';
import { LiveCard } from './LiveCard';
import { refOfEntity } from './refOfEntity';

function behind({ items }: ReverseAnswer) {
  return items.flatMap(row => [
    { sourceId: row.proxySourceId },
    ...hopsOf(row).flatMap(({ evidence }) => evidence),
  ]);
}

/** Nothing lands here: said only where the thing is known and a proxy was read completely. */
function NothingLands(props: { answer: ReverseAnswer }) {
  const { known, sources } = props.answer;
  if (!known) {
    return (
      <div>No source tells of it now, so nobody can say what lands here.</div>
    );
  }
  const proxies = sources.filter(({ kind }) => kind === 'npm');
  if (proxies.length === 0) {
    return <div>No reverse proxy is read, so no host name is known.</div>;
  }
  return (
    <div>
      {proxies.every(isCurrent)
        ? 'No host name lands here.'
        : 'No host name is known to land here; not every proxy was read completely.'}
    </div>
  );
}

/** Entity card: which host names land on this guest, node, address, switch or port. */
export function PathsCard() {
  const api = useApi(itopsApiRef);
  const { entity } = useEntity();
  const type = entity.spec?.type;
  const load = useCallback(
    (id: string, options: ItopsReadOptions) =>
      api.reverse(refOfEntity(type, id), options),
    [api, type],
  );
  return (
    <LiveCard
      title="Host names that land here"
      name={`paths ${type}`}
      load={load}
      behind={behind}
    >
      {answer =>
        answer.items.length > 0 ? (
          <LandingList
            label="Host names that land here"
            refName={answer.ref}
            rows={answer.items}
            total={answer.total}
          />
        ) : (
          <NothingLands answer={answer} />
        )
      }
    </LiveCard>
  );
}

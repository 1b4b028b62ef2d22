import { useApi } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink, Link } from '@backstage/ui';
import {
  ChangeRequestSummary,
  ChangeRequestsQuery,
} from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../api/itopsApiRef';
import { Moment } from '../components/clock';
import { ProblemState, SkeletonLines } from '../components/states';
import { StateBadge } from '../components/status';
import { useLinks } from '../hooks/useLinks';
import { useLive } from '../hooks/useLive';
import { useMay } from '../hooks/useMay';
import { POLL_MS } from '../hooks/polling';
import { useItopsId } from './useItopsId';
import styles from './ChangesCard.module.css';

/** As many as anybody reads on a card; the rest is on the page of changes. */
const SHOWN = 5;

interface Subject {
  query: ChangeRequestsQuery;
  /** What is typed into the search of the page of changes. */
  text: string;
  /** Of a guest, to ask for a change of it. */
  form?: { vmid: string; source: string };
}

/** What changes are about, behind the id of a guest or an address. */
function subjectOf(type: unknown, id: string): Subject {
  if (type !== 'guest') {
    return { query: { target: `address:${id}` }, text: id };
  }
  const slash = id.lastIndexOf('/');
  const source = id.slice(0, slash);
  const vmid = id.slice(slash + 1);
  return {
    query: { source, target: `guest:${vmid}` },
    text: vmid,
    form: { vmid, source },
  };
}

function Item(props: { change: ChangeRequestSummary }) {
  const { change } = props;
  const links = useLinks();
  return (
    <li className={styles.item}>
      <Link href={links.change(change.id)} variant="body-medium">
        {`${change.number}: ${change.title}`}
      </Link>
      <span className={styles.line}>
        <StateBadge of="change" state={change.state} />
        <Moment at={change.updatedAt} />
      </span>
    </li>
  );
}

function Changes(props: { subject: Subject }) {
  const { query, text, form } = props.subject;
  const { changeRequests } = useApi(itopsApiRef);
  const links = useLinks();
  const mayPlan = useMay('plan changes');
  const live = useLive(
    `changes of ${JSON.stringify(query)}`,
    signal => changeRequests.list({ ...query, limit: SHOWN }, { signal }),
    POLL_MS,
  );
  const { data, problem } = live;
  const rest = (data?.total ?? 0) - SHOWN;
  return (
    <div className={styles.card}>
      {problem && (
        <ProblemState
          problem={problem}
          onRetry={live.reload}
          keepsData={data !== undefined}
        />
      )}
      {live.loading && <SkeletonLines lines={3} label="Loading changes" />}
      {data && data.items.length === 0 && (
        <div>Nobody has asked for a change of it.</div>
      )}
      {data && data.items.length > 0 && (
        <ul className={styles.list} aria-label="Changes">
          {data.items.map(change => (
            <Item key={change.id} change={change} />
          ))}
        </ul>
      )}
      <div className={styles.line}>
        {rest > 0 && (
          <Link
            href={links.changes({ list: 'all', q: text })}
            variant="body-medium"
          >
            {`All ${data?.total}`}
          </Link>
        )}
        {form && mayPlan && (
          <ButtonLink
            size="small"
            variant="secondary"
            href={links.changes({
              new: 'change',
              do: 'guest.start',
              vmid: form.vmid,
              source: form.source,
            })}
          >
            Change it…
          </ButtonLink>
        )}
      </div>
    </div>
  );
}

/** Entity card: what was asked to be changed of this guest or address, and what became of it. */
export function ChangesCard() {
  const { entity } = useEntity();
  const id = useItopsId();
  // The card of the thing itself says why there is nothing where it has no id.
  return id ? (
    <EntityInfoCard title="Changes">
      <Changes subject={subjectOf(entity.spec?.type, id)} />
    </EntityInfoCard>
  ) : null;
}

import { useState } from 'react';
import { RiAddLine, RiEdit2Line, RiSubtractLine } from '@remixicon/react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { itopsApiRef } from '../../api/itopsApiRef';
import { Moment, useClock } from '../../components/clock';
import { Section } from '../../components/frame';
import { ProblemState, SkeletonLines } from '../../components/states';
import { IconComponent } from '../../components/status';
import { count } from '../../format/quantity';
import { startOfDay } from '../../format/time';
import { sourceName } from '../../format/words';
import { useAsOf } from '../../hooks/useAsOf';
import { useLive } from '../../hooks/useLive';
import { POLL_MS } from '../../hooks/polling';
import { ChangeGroup, groupChanges } from './groupChanges';
import styles from './Changes.module.css';

const ICONS: Record<string, IconComponent> = {
  appeared: RiAddLine,
  changed: RiEdit2Line,
  disappeared: RiSubtractLine,
};

const SHOWN = 10;

const FACTS: Record<string, [string, string]> = {
  guest: ['guest', 'guests'],
  node: ['node', 'nodes'],
  'guest-config': ['guest configuration', 'guest configurations'],
  'guest-addresses': ['guest’s addresses', 'guests’ addresses'],
  'node-interface': ['node interface', 'node interfaces'],
  'node-detail': ['node’s details', 'nodes’ details'],
  'declared-key': ['declared key', 'declared keys'],
  'declared-row': ['declared row', 'declared rows'],
  'declared-device': ['declared device', 'declared devices'],
  storage: ['storage', 'storages'],
  subscription: ['subscription', 'subscriptions'],
  unparsed: ['unreadable line', 'unreadable lines'],
  vnet: ['virtual network', 'virtual networks'],
  proxy: ['proxy', 'proxies'],
  'proxy-host': ['proxy host', 'proxy hosts'],
  'redirection-host': ['redirection', 'redirections'],
  'dead-host': ['dead host', 'dead hosts'],
  stream: ['stream', 'streams'],
  switch: ['switch', 'switches'],
  'switch-port': ['switch port', 'switch ports'],
  network: ['network', 'networks'],
  'port-forward': ['port forward', 'port forwards'],
  'node-link': ['link of a node', 'links of nodes'],
};

/** "61 guests", "3 declared keys". */
function countFacts(amount: number, factKind: string): string {
  const [one, many] = FACTS[factKind] ?? [factKind, `${factKind} facts`];
  return count(amount, one, many);
}

function GroupLine(props: { group: ChangeGroup }) {
  const { kind, at, changes, factKind, sourceId } = props.group;
  const Icon = ICONS[kind] ?? RiEdit2Line;
  return (
    <li className={styles.line} data-kind={kind}>
      <span className={styles.icon} title={kind}>
        <Icon size={16} aria-label={kind} />
      </span>
      {changes.length === 1 ? (
        <span className={styles.text}>{changes[0].summary}</span>
      ) : (
        <details className={styles.text}>
          <summary>
            {`${countFacts(changes.length, factKind)} ${kind}`}
            <span className={styles.source}> {sourceName(sourceId)}</span>
          </summary>
          <ul>
            {changes.slice(0, 50).map((change, index) => (
              <li key={index}>{change.summary}</li>
            ))}
            {changes.length > 50 && (
              <li>{`and ${(changes.length - 50).toLocaleString()} more`}</li>
            )}
          </ul>
        </details>
      )}
      <span className={styles.at}>
        <Moment at={at} />
      </span>
    </li>
  );
}

/** Moves, new guests, address changes since the viewer's day began. */
export function Changes() {
  const api = useApi(itopsApiRef);
  const { asOf } = useAsOf();
  const { now } = useClock();
  const [all, setAll] = useState(false);
  const since = startOfDay(asOf ? Date.parse(asOf) : now);
  const live = useLive(
    `changes ${since} ${asOf}`,
    signal => api.changes({ since, asOf }, { signal }),
    asOf ? undefined : POLL_MS,
  );
  const groups = live.data && groupChanges(live.data.items);
  const shown = all ? groups : groups?.slice(0, SHOWN);
  const untold = live.data ? live.data.total - live.data.items.length : 0;
  return (
    <Section card title={asOf ? 'What changed that day' : 'What changed today'}>
      {live.problem && (
        <ProblemState
          problem={live.problem}
          onRetry={live.reload}
          keepsData={groups !== undefined}
        />
      )}
      {live.loading && <SkeletonLines lines={5} height={24} />}
      {groups?.length === 0 && (
        <p className={styles.calm}>
          Nothing since midnight: no guest came, went, moved or changed its
          address.
        </p>
      )}
      {shown && shown.length > 0 && (
        <ul className={styles.list} data-outdated={live.outdated || undefined}>
          {shown.map(group => (
            <GroupLine key={group.key} group={group} />
          ))}
        </ul>
      )}
      {groups && groups.length > SHOWN && !all && (
        <Button size="small" variant="tertiary" onPress={() => setAll(true)}>
          {`Show all ${groups.length}`}
        </Button>
      )}
      {untold > 0 && (
        <p className={styles.more}>
          {`and ${untold.toLocaleString()} more, older than these`}
        </p>
      )}
    </Section>
  );
}

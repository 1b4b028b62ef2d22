import { Link } from '@backstage/ui';
import {
  NodeCapacityRow,
  StorageCapacityRow,
} from '@sankofa/plugin-itops-common';
import { FreshnessStamp, Observed } from '../../../components/freshness';
import { StateBadge, StatusChip } from '../../../components/status';
import { bytes, cores, count } from '../../../format/quantity';
import { wordOf } from '../../../format/words';
import { useEntityHref } from '../../../hooks/useEntityHref';
import { useLinks } from '../../../hooks/useLinks';
import { LIFECYCLES, sayForecast, subscriptionWord } from '../sayCapacity';
import { HeatBars } from './HeatBars';
import styles from './NodeTile.module.css';

type Resource = NodeCapacityRow['cpu'];

function notesOf(resource: Resource, say: (value: number) => string): string[] {
  const { overcommit, unknownAllocations, allocatedStopped } = resource;
  return [
    overcommit === undefined
      ? 'Overcommit unknown'
      : `Overcommit ${overcommit.toFixed(2)} : 1`,
    ...(allocatedStopped > 0
      ? [`${say(allocatedStopped)} more to guests that are stopped`]
      : []),
    ...(unknownAllocations > 0
      ? [`${count(unknownAllocations, 'guest')} not counted: share unknown`]
      : []),
    ...(resource.forecast.state === 'forecast' &&
    resource.forecast.fit === 'good'
      ? [sayForecast(resource.forecast, say)]
      : []),
  ];
}

/** Guests by state. Those of a node that cannot be asked have none that is known. */
function sayGuests({ guests, cpu }: NodeCapacityRow): string {
  const { running, stopped, templates } = guests;
  if (running + stopped + templates === 0 && cpu.unknownAllocations > 0) {
    return `${count(cpu.unknownAllocations, 'guest')}, state unknown`;
  }
  return `${running} running, ${stopped} stopped, ${count(
    templates,
    'template',
  )}`;
}

/** One node of the heat map. */
export function NodeTile(props: {
  node: NodeCapacityRow;
  /** All spaces; those of this node alone are drawn here. */
  spaces: StorageCapacityRow[];
}) {
  const { node, spaces } = props;
  const links = useLinks();
  const href = useEntityHref()(node.entityRef);
  const lifecycle = wordOf(LIFECYCLES, node.lifecycle);
  const key = subscriptionWord(node);
  const own = spaces.filter(
    space =>
      !space.shared &&
      node.storages.some(({ spaceId }) => spaceId === space.id),
  );
  const shared = node.storages.filter(storage => storage.shared);
  const common = {
    freshness: node.detailFreshness,
    metricsFreshness: node.metricsFreshness,
  };
  return (
    <li className={styles.tile}>
      <div className={styles.head}>
        <h3 className={styles.name}>
          {href ? (
            <Link href={href} standalone weight="bold">
              {node.name}
            </Link>
          ) : (
            node.name
          )}
        </h3>
        <Observed label={node.freshness}>
          <StateBadge of="node" state={node.status} />
        </Observed>
        {node.lifecycle !== 'active' && (
          <StatusChip
            tone={lifecycle.tone}
            label={lifecycle.label}
            hint={node.lifecycleNote ?? lifecycle.hint}
          />
        )}
      </div>
      {node.lifecycleNote && (
        <span className={styles.small}>{node.lifecycleNote}</span>
      )}
      <HeatBars
        {...common}
        label="CPU"
        allocated={node.cpu.allocated}
        atLeast={node.cpu.unknownAllocations > 0}
        total={node.cpu.total}
        usage={node.cpu.usage}
        say={cores}
        notes={notesOf(node.cpu, cores)}
      />
      <HeatBars
        {...common}
        label="Memory"
        allocated={node.memory.allocated}
        atLeast={node.memory.unknownAllocations > 0}
        total={node.memory.total}
        usage={node.memory.usage}
        say={bytes}
        notes={notesOf(node.memory, bytes)}
      />
      {own.map(space => (
        <HeatBars
          key={space.id}
          {...common}
          label={`Storage ${space.storages.join(', ')}`}
          now={space.usedBytes}
          total={space.totalBytes}
          usage={space.usage}
          say={bytes}
          notes={[sayForecast(space.forecast)]}
        />
      ))}
      <HeatBars
        {...common}
        label="Root file system"
        total={node.root.total}
        usage={node.root.usage}
        say={bytes}
      />
      {shared.length > 0 && (
        <span className={styles.small}>
          {`Shared, counted once below: ${shared
            .map(({ storage, active }) =>
              active ? storage : `${storage} (not active here)`,
            )
            .join(', ')}`}
        </span>
      )}
      <dl className={styles.facts}>
        <dt>Subscription</dt>
        <dd>
          <StatusChip tone={key.tone} label={key.label} hint={key.hint} />
          {key.hint && <span className={styles.small}>{key.hint}</span>}
        </dd>
        <dt>Guests</dt>
        <dd>
          <Observed label={node.freshness}>{sayGuests(node)}</Observed>
        </dd>
        <dt>Measured</dt>
        <dd>
          <FreshnessStamp label={node.metricsFreshness} />
        </dd>
      </dl>
      <Link
        standalone
        variant="body-small"
        href={links.hosts({
          view: 'usage',
          source: node.sourceId,
          subject: `node:${node.name}`,
        })}
      >
        {`Use of ${node.name} over time`}
      </Link>
    </li>
  );
}

import { compareText } from '../text/compareText';
import { FactKind } from '../facts';
import { SiteNode } from './site';
import { FactOf, SourceReading } from './SourceReading';

function byNode<K extends FactKind>(
  facts: FactOf<K>[],
  nodeOf: (fact: FactOf<K>) => string,
): Map<string, FactOf<K>[]> {
  const groups = new Map<string, FactOf<K>[]>();
  for (const fact of facts) {
    const node = nodeOf(fact);
    const group = groups.get(node);
    if (group) {
      group.push(fact);
    } else {
      groups.set(node, [fact]);
    }
  }
  return groups;
}

/** The members of a cluster. Guests are filled in when they are joined. */
export function nodesOf(reading: SourceReading): SiteNode[] {
  const { sourceId, cluster } = reading;
  const details = byNode(reading.facts('node-detail'), f => f.value.node);
  const interfaces = byNode(reading.facts('node-interface'), f => f.value.node);
  const storages = byNode(reading.facts('storage'), f => f.value.node);
  const subscriptions = byNode(
    reading.facts('subscription'),
    f => f.value.node,
  );
  return reading
    .facts('node')
    .map((fact): SiteNode => {
      const { name, status, address } = fact.value;
      const locator = reading.locatorOf(fact);
      const detail = details.get(name)?.[0]?.value;
      const subscription = subscriptions.get(name)?.[0]?.value;
      return {
        id: `${sourceId}/${name}`,
        sourceId,
        cluster,
        name,
        status,
        ...(address !== undefined && { address }),
        ...(detail && { detail }),
        interfaces: (interfaces.get(name) ?? [])
          .map(({ value }) => value)
          .sort((left, right) => compareText(left.name, right.name)),
        storages: (storages.get(name) ?? [])
          .map(({ value }) => value)
          .sort((left, right) => compareText(left.storage, right.storage)),
        ...(subscription && { subscription }),
        guestIds: [],
        freshness: reading.labelOf(fact),
        ...(locator !== undefined && { locator }),
      };
    })
    .sort((left, right) => compareText(left.name, right.name));
}

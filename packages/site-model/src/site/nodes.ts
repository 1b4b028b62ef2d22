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

/** The address of a node, and the fact that has it. */
export interface NodeAddress {
  address: string;
  fact: FactOf<'cluster'>;
}

/**
 * Addresses of the nodes as the cluster knows them, by name. They keep their own
 * age while the state of the cluster is not readable.
 */
export function nodeAddresses(
  reading: SourceReading,
): ReadonlyMap<string, NodeAddress> {
  return new Map(
    reading
      .facts('cluster')
      .flatMap(fact =>
        (fact.value.members ?? []).map(
          ({ name, address }): [string, NodeAddress] => [
            name,
            { address, fact },
          ],
        ),
      ),
  );
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
  const addresses = nodeAddresses(reading);
  return reading
    .facts('node')
    .map((fact): SiteNode => {
      const { name, status } = fact.value;
      const address = addresses.get(name)?.address;
      const locator = reading.locatorOf(fact);
      const detailFreshness = reading.scopeLabel(`node:${name}`);
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
        ...(detailFreshness && { detailFreshness }),
        ...(locator !== undefined && { locator }),
      };
    })
    .sort((left, right) => compareText(left.name, right.name));
}

import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { CollectionResult, Collector } from '@sankofa/plugin-itops-node';
import { valuesOf } from '@sankofa/plugin-itops-node/testUtils';
import { neighboursCollectorsFromConfig } from '../neighboursCollectorsFromConfig';

/** The collector of one source with these nodes. */
export function collectorOf(nodes: object[], source: object = {}): Collector {
  const [collector] = neighboursCollectorsFromConfig(
    new ConfigReader({
      itops: {
        sources: { neighbours: [{ id: 'nodes', nodes, ...source }] as never },
      },
    }),
    { logger: mockServices.logger.mock() },
  );
  return collector;
}

const contextOf = (signal: AbortSignal) => ({
  signal,
  logger: mockServices.logger.mock(),
});

export function collect(
  collector: Collector,
  signal: AbortSignal = new AbortController().signal,
): Promise<CollectionResult> {
  return collector.collect(contextOf(signal));
}

export function check(collector: Collector) {
  return collector.check(contextOf(new AbortController().signal));
}

/** Everything a result says, without keys and locators. */
export function tablesOf(result: CollectionResult) {
  return {
    neighbours: valuesOf(result, 'neighbour'),
    links: valuesOf(result, 'node-link'),
  };
}

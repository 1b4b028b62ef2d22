import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  Collector,
  itopsCollectorsExtensionPoint,
} from '@sankofa/plugin-itops-node';
import { collect, tablesOf } from './__testUtils__/collect';
import { NEIGH_JSON } from './__testUtils__/outputs';
import { itopsModuleNeighbours } from './module';

const folder = createMockDirectory({ content: { 'one.json': NEIGH_JSON } });

it('adds a collector for each source to the itops backend', async () => {
  const collectors: Collector[] = [];
  const itops = createBackendPlugin({
    pluginId: 'itops',
    register(reg) {
      reg.registerExtensionPoint(itopsCollectorsExtensionPoint, {
        addCollector: (...added) => void collectors.push(...added),
      });
      reg.registerInit({ deps: {}, init: async () => {} });
    },
  });
  const nodes = [{ node: 'one', file: folder.resolve('one.json') }];
  await startTestBackend({
    features: [
      itops,
      itopsModuleNeighbours,
      mockServices.rootConfig.factory({
        data: {
          itops: {
            sources: {
              neighbours: [
                { id: 'nodes', nodes },
                { id: 'branch', nodes },
              ],
            },
          },
        },
      }),
    ],
  });
  expect(
    collectors.map(({ sourceId, title, kind, pass }) => [
      sourceId,
      title,
      kind,
      pass,
    ]),
  ).toEqual([
    ['neighbours/nodes', 'Neighbours nodes', 'neighbours', 'inventory'],
    ['neighbours/branch', 'Neighbours branch', 'neighbours', 'inventory'],
  ]);
  expect(tablesOf(await collect(collectors[1])).neighbours).toHaveLength(3);
});

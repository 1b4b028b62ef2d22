import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  Collector,
  itopsCollectorsExtensionPoint,
} from '@sankofa/plugin-itops-node';
import { itopsModuleUnifi } from './module';

it('adds a collector for each console to the itops backend', async () => {
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
  const source = (id: string) => ({
    id,
    url: 'https://192.168.11.1',
    apiKey: 'k',
  });
  await startTestBackend({
    features: [
      itops,
      itopsModuleUnifi,
      mockServices.rootConfig.factory({
        data: {
          itops: { sources: { unifi: [source('udm'), source('attic')] } },
        },
      }),
    ],
  });
  expect(
    collectors.map(({ sourceId, kind, pass, title }) => ({
      sourceId,
      kind,
      pass,
      title,
    })),
  ).toEqual([
    {
      sourceId: 'unifi/udm',
      kind: 'unifi',
      pass: 'inventory',
      title: 'UniFi udm',
    },
    {
      sourceId: 'unifi/attic',
      kind: 'unifi',
      pass: 'inventory',
      title: 'UniFi attic',
    },
  ]);
});

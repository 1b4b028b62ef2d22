import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  Collector,
  itopsCollectorsExtensionPoint,
} from '@sankofa/plugin-itops-node';
import { declaredCollectorsFromConfig } from './declaredCollectorsFromConfig';
import { itopsModuleDeclared } from './module';

const folder = createMockDirectory({
  content: { 'addresses.conf': 'IP_GIT=10.20.0.5' },
});

it('adds a collector for each declared file to the itops backend, which reads local and remote ones', async () => {
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
  const table = '| VMID | IP |\n|---|---|\n| 4101 | 10.20.0.5 |';
  await startTestBackend({
    features: [
      itops,
      itopsModuleDeclared,
      mockServices.urlReader.mock({
        readUrl: async () => ({ buffer: async () => Buffer.from(table) }),
      }).factory,
      mockServices.rootConfig.factory({
        data: {
          itops: {
            sources: {
              declared: [
                {
                  id: 'addresses.conf',
                  kind: 'env',
                  path: folder.resolve('addresses.conf'),
                },
                {
                  id: 'ENDPOINTS.md',
                  kind: 'endpoints',
                  url: 'https://git.example/ENDPOINTS.md',
                },
              ],
            },
          },
        },
      }),
    ],
  });
  expect(collectors.map(({ sourceId }) => sourceId)).toEqual([
    'declared/addresses.conf',
    'declared/ENDPOINTS.md',
  ]);
  const context = {
    signal: new AbortController().signal,
    logger: mockServices.logger.mock(),
  };
  const results = await Promise.all(
    collectors.map(collector => collector.collect(context)),
  );
  expect(
    results.map(({ scopes }) =>
      scopes[1].facts.map(({ kind, key }) => `${kind} ${key}`),
    ),
  ).toEqual([
    ['declared-key IP_GIT', 'declared-file addresses.conf'],
    ['declared-row 4101', 'declared-file ENDPOINTS.md'],
  ]);
});

it('refuses an address where there is nothing to read it with', () => {
  const config = new ConfigReader({
    itops: {
      sources: {
        declared: [{ id: 'x', kind: 'env', url: 'https://git.example/x' }],
      },
    },
  });
  expect(() =>
    declaredCollectorsFromConfig(config, {
      logger: mockServices.logger.mock(),
    }),
  ).toThrow("needs Backstage's UrlReader");
});

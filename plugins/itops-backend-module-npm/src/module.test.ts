import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  Collector,
  itopsCollectorsExtensionPoint,
} from '@sankofa/plugin-itops-node';
import { itopsModuleNpm } from './module';

it('adds a collector for each proxy to the itops backend, and warns where the way there is not encrypted', async () => {
  const collectors: Collector[] = [];
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const itops = createBackendPlugin({
    pluginId: 'itops',
    register(reg) {
      reg.registerExtensionPoint(itopsCollectorsExtensionPoint, {
        addCollector: (...added) => void collectors.push(...added),
      });
      reg.registerInit({ deps: {}, init: async () => {} });
    },
  });
  const account = { identity: 'reader@attic.example', secret: 'canary' };
  await startTestBackend({
    features: [
      itops,
      itopsModuleNpm,
      logger.factory,
      mockServices.rootConfig.factory({
        data: {
          itops: {
            sources: {
              npm: [
                { id: 'edge', url: 'https://10.9.0.1:81/api', ...account },
                { id: 'attic', url: 'http://10.9.0.2:81/api', ...account },
              ],
            },
          },
        },
      }),
    ],
  });
  expect(
    collectors.map(({ sourceId, kind, pass, title }) => [
      sourceId,
      kind,
      pass,
      title,
    ]),
  ).toEqual([
    ['npm/edge', 'npm', 'inventory', 'Reverse proxy edge'],
    ['npm/attic', 'npm', 'inventory', 'Reverse proxy attic'],
  ]);
  const warnings = logger.warn.mock.calls.flat().join('\n');
  expect(warnings).toContain(
    'npm/attic: http://10.9.0.2:81/api is not encrypted',
  );
  expect(warnings).not.toContain('npm/edge');
  expect(warnings).not.toContain('canary');
});

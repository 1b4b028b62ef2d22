import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  Collector,
  Executor,
  itopsCollectorsExtensionPoint,
  itopsExecutorsExtensionPoint,
} from '@sankofa/plugin-itops-node';
import { itopsModuleProxmox } from './module';

const source = {
  endpoints: [{ url: 'https://10.9.0.1:8006' }],
  token: 'ro@pve!itops=canary-1234',
};

async function start(...proxmox: object[]) {
  const collectors: Collector[] = [];
  const executors: Executor[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        itopsCollectorsExtensionPoint,
        { addCollector: (...added) => collectors.push(...added) },
      ],
      [
        itopsExecutorsExtensionPoint,
        { addExecutor: (...added) => executors.push(...added) },
      ],
    ],
    features: [
      itopsModuleProxmox,
      mockServices.rootConfig.factory({
        data: { itops: { sources: { proxmox: proxmox as never } } },
      }),
    ],
  });
  await backend.stop();
  return {
    collectors: new Set(collectors.map(({ sourceId }) => sourceId)),
    executors: executors.map(({ sourceId }) => sourceId),
  };
}

it('adds an executor only for the cluster that is configured to be changed', async () => {
  const execution = { token: 'rw@pve!itops=canary-5678' };
  expect(
    await start(
      { id: 'attic', ...source },
      { id: 'lab', ...source, execution },
    ),
  ).toEqual({
    collectors: new Set(['proxmox/attic', 'proxmox/lab']),
    executors: ['proxmox/lab'],
  });
});

it('does not start where one token reads and writes', async () => {
  await expect(
    start({ id: 'attic', ...source, execution: { token: source.token } }),
  ).rejects.toThrow(/is the token that reads/);
});

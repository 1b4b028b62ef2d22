import { ProxmoxApi } from '../clients/ProxmoxApi';
import { checkExecution } from './checkExecution';

it('fails over one token for reading and writing, without asking anybody', async () => {
  const api = ProxmoxApi.create({
    endpoints: [{ url: 'https://127.0.0.1:1', fingerprints: [] }],
    token: 'it@pve!both=11aa-canary',
    concurrency: 1,
    requestTimeoutMs: 100,
  });
  const checks = await checkExecution(api, {
    sourceId: 'proxmox/attic',
    collectingTokenId: 'it@pve!both',
    signal: new AbortController().signal,
  });
  expect(checks).toMatchObject([
    { status: 'fail', detail: expect.stringContaining('reads and writes') },
  ]);
});

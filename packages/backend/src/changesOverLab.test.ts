import {
  TestDatabases,
  createMockDirectory,
} from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { Lab, startLab } from '@sankofa/lab';
import { ChangeRequest, ItopsClient } from '@sankofa/plugin-itops-common';
import { RecordedPortal } from './__testUtils__/RecordedPortal';

jest.setTimeout(120_000);

const SOURCE = 'proxmox/pve-main';
const NODE = 'r630-03';
const VMID = 7811;
const LOOK_MS = 50;

const verbs = [
  'guest.create',
  'guest.shutdown',
  'guest.set-tags',
  'guest.destroy',
];

/** Two people agree on everything that is done to a range of containers on one node. */
const changes = {
  stepUp: 'none',
  policy: {
    version: '1',
    allow: [{ verbs, nodes: [NODE], vmids: [7800, 7899] }],
    riskClasses: {
      normal: { approvals: 1, ticketPattern: 'CHG-\\d+', approvalHours: 24 },
    },
    risk: Object.fromEntries(verbs.map(verb => [verb, 'normal'])),
    protectedTags: [],
    freezes: [],
  },
};

const CREATE = {
  verb: 'guest.create',
  node: NODE,
  vmid: VMID,
  pool: 'it-managed',
  hostname: 'web01',
  template: 'local:vztmpl/debian-13-standard_13.1-2_amd64.tar.zst',
  storage: 'local-zfs',
  diskGiB: 8,
  cores: 1,
  memoryMiB: 512,
  swapMiB: 0,
  network: { bridge: 'vmbr0', vlan: 11, addressing: { mode: 'dhcp' } },
  tags: ['web'],
  ownerRef: 'group:default/it',
  start: true,
};

/** The whole way: the portal with its real connector and executor, and a cluster that answers. */
describe('a change to the cluster of the lab', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
  const folder = createMockDirectory();
  let lab: Lab;
  let portal: RecordedPortal;
  let approver: ItopsClient;

  beforeAll(async () => {
    lab = await startLab({
      stateDir: folder.path,
      latency: { deadAgentMs: 50, taskMs: 50, reportMs: 0 },
    });
    for (const { name } of lab.world.nodes) {
      await lab.change({ change: 'set-node', node: name, state: 'online' });
    }
    const { itops } = lab.config({ executionToken: 'provisioner' });
    portal = await RecordedPortal.start({
      knex: await databases.init('POSTGRES_15'),
      config: { itops: { ...itops, changes } } as unknown as JsonObject,
    });
    approver = portal.as('user:default/kofi');
    await portal.collect();
  });
  afterAll(async () => {
    await portal.stop();
    await lab.close();
  });
  afterEach(async () => {
    lab.clearWrites();
    await lab.repair();
  });

  let keys = 0;
  async function applied(intent: object): Promise<string> {
    const { changeRequests } = portal.client;
    const { id, version } = await changeRequests.create({
      sourceId: SOURCE,
      intent: intent as never,
      ticket: 'CHG-7',
      idempotencyKey: `key-${++keys}-of-test`,
    });
    const { plan } = await changeRequests.plan(id, version);
    await changeRequests.submit(id, plan!.hash);
    await approver.changeRequests.approve(id, plan!.hash);
    await changeRequests.apply(id, plan!.hash);
    return id;
  }

  const OVER = ['done', 'failed', 'needs-human', 'stale'];
  async function ended(id: string): Promise<ChangeRequest> {
    for (;;) {
      const change = await portal.client.changeRequests.one(id);
      if (OVER.includes(change.state)) {
        return change;
      }
      await new Promise(resolve => setTimeout(resolve, LOOK_MS));
    }
  }

  const guest = () => lab.world.guests.find(({ vmid }) => vmid === VMID);
  const writes = () =>
    lab.writes().map(({ method, path }) => `${method} ${path}`);

  it('creates a container, tags and starts it, and looks whether it is so', async () => {
    const { state, reason } = await ended(await applied(CREATE));
    expect({ state, reason }).toEqual({ state: 'done' });
    expect(guest()).toMatchObject({
      node: NODE,
      name: 'web01',
      status: 'running',
      tags: ['web'],
      pool: 'it-managed',
    });
    expect(writes()).toEqual([
      `POST /nodes/${NODE}/lxc`,
      `PUT /nodes/${NODE}/lxc/${VMID}/config`,
      `POST /nodes/${NODE}/lxc/${VMID}/status/start`,
    ]);
  });

  it('finds the task of a call whose answer was lost, and sends nothing twice', async () => {
    await lab.inject({ kind: 'hang-up', method: 'POST', executed: true });
    const id = await applied({ verb: 'guest.shutdown', vmid: VMID });
    expect((await ended(id)).state).toBe('done');
    expect(guest()?.status).toBe('stopped');
    expect(writes()).toEqual([
      `POST /nodes/${NODE}/lxc/${VMID}/status/shutdown`,
    ]);
  });

  it('sends nothing again that somebody was faster with', async () => {
    await lab.inject({ kind: 'edited-meanwhile', vmid: VMID });
    const id = await applied({
      verb: 'guest.set-tags',
      vmid: VMID,
      tags: ['late'],
    });
    const { state, reason } = await ended(id);
    expect(state).toBe('failed');
    expect(reason).toContain('detected modified configuration');
    expect(guest()?.tags).toEqual(['web']);
    expect(writes()).toHaveLength(1);
  });

  it('destroys what a change created', async () => {
    const id = await applied({
      verb: 'guest.destroy',
      vmid: VMID,
      name: 'web01',
    });
    const { state, reason } = await ended(id);
    expect({ state, reason }).toEqual({ state: 'done' });
    expect(guest()).toBeUndefined();
  });
});

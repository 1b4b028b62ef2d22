import { Lab, startLab } from '../../Lab';
import { PveClient } from '../../__testUtils__/PveClient';
import { QUICK, stateDir } from '../../__testUtils__/stateDir';
import { LabTokenName } from './tokens';

describe('the tokens that write', () => {
  const folder = stateDir();
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({ stateDir: folder, latency: QUICK });
  });
  afterAll(() => lab.close());

  async function permissions(name: LabTokenName) {
    const client = PveClient.of(lab, { token: lab.token(name) });
    const { data } = await client.get('/access/permissions');
    await client.close();
    return data;
  }

  it('have another secret than those that read', async () => {
    const secret = (name: LabTokenName) => lab.token(name).split('=')[1];
    expect(secret('provisioner')).not.toBe(secret('collector'));
    const mixed = `it-prov@pve!provisioner=${secret('collector')}`;
    const client = PveClient.of(lab, { token: mixed });
    expect((await client.get('/version')).status).toBe(401);
    await client.close();
  });

  it('have rights on pools, and through them on their guests alone', async () => {
    const granted = await permissions('provisioner');
    expect(granted['/pool/it-managed']).toEqual({
      'Pool.Audit': 1,
      'VM.Allocate': 1,
      'VM.Audit': 1,
      'VM.Config.CPU': 1,
      'VM.Config.Disk': 1,
      'VM.Config.Memory': 1,
      'VM.Config.Network': 1,
      'VM.Config.Options': 1,
      'VM.PowerMgmt': 1,
    });
    expect(granted['/vms/7706']['VM.Audit']).toBe(0);
    expect(granted['/storage/local-zfs']).toEqual({
      'Datastore.AllocateSpace': 1,
      'Datastore.Audit': 1,
    });
    // The bridge itself, and no tag below it but those that are named.
    expect(granted['/sdn/zones/localnetwork/vmbr0']).toEqual({ 'SDN.Use': 0 });
    expect(granted['/sdn/zones/localnetwork/vmbr0/11']).toEqual({
      'SDN.Use': 0,
    });
    for (const everything of ['/', '/vms', '/nodes', '/access']) {
      expect(granted).not.toHaveProperty([everything]);
    }
  });

  it('are too strong or too weak for tests that have to notice', async () => {
    const strong = await permissions('provisioner-strong');
    expect(strong['/']).toMatchObject({
      'Permissions.Modify': 1,
      'Sys.Modify': 1,
      'VM.Allocate': 1,
    });
    const weak = await permissions('provisioner-weak');
    expect(weak['/pool/it-managed']).toEqual({
      'Pool.Audit': 1,
      'VM.Audit': 1,
      'VM.PowerMgmt': 1,
    });
  });
});

import { Lab, startLab } from '../../Lab';
import { PveClient } from '../../__testUtils__/PveClient';
import { QUICK, stateDir } from '../../__testUtils__/stateDir';

describe('what the Proxmox servers of the lab have measured', () => {
  const folder = stateDir();
  let lab: Lab;
  let auditor: PveClient;

  beforeAll(async () => {
    lab = await startLab({ stateDir: folder, latency: QUICK });
    auditor = PveClient.of(lab);
  });
  afterAll(async () => {
    await auditor.close();
    await lab.close();
  });

  async function someGuest(status: string) {
    const { data } = await auditor.get('/cluster/resources');
    return data.find(
      (row: any) =>
        row.type === 'lxc' && row.status === status && !row.template,
    );
  }

  it('is an archive for each node and guest, the last step just ended', async () => {
    const { node, vmid } = await someGuest('running');
    const path = `/nodes/${node}/lxc/${vmid}/rrddata`;
    const { data } = await auditor.get(`${path}?timeframe=hour`);
    expect(data.at(-1)).toEqual(
      expect.objectContaining({
        cpu: expect.any(Number),
        maxcpu: expect.any(Number),
        mem: expect.any(Number),
        netin: expect.any(Number),
      }),
    );
    expect(data.at(-1)).not.toHaveProperty('memused');
    expect(data[1].time - data[0].time).toBe(60);
    expect(Date.now() / 1000 - data.at(-1).time).toBeLessThan(180);
    expect((await auditor.get(path)).status).toBe(400);
    const ofNode = await auditor.get(`/nodes/${node}/rrddata?timeframe=week`);
    expect(ofNode.data.at(-1)).toEqual(
      expect.objectContaining({ memused: expect.any(Number) }),
    );
  });

  it('has limits and no load of a guest that does not run', async () => {
    const { node, vmid } = await someGuest('stopped');
    const { data } = await auditor.get(
      `/nodes/${node}/lxc/${vmid}/rrddata?timeframe=hour`,
    );
    expect(data[0]).toHaveProperty('maxcpu');
    expect(data[0]).not.toHaveProperty('cpu');
  });

  it('is exported at once to those who may see everything', async () => {
    const now = Math.floor(Date.now() / 1000);
    const path = `/cluster/metrics/export?history=1&start-time=${now - 60}`;
    const { data } = await auditor.get(path);
    const metrics = new Set(data.data.map((row: any) => row.metric));
    expect([...metrics]).toEqual(
      expect.arrayContaining(['cpu_current', 'cpu_max', 'mem_used', 'net_in']),
    );
    expect(data.data.every((row: any) => row.timestamp > now - 60)).toBe(true);
    const vmonly = PveClient.of(lab, { token: lab.token('vmonly') });
    expect(await vmonly.get(path)).toMatchObject({
      status: 403,
      reason: 'Permission check failed (/, Sys.Audit)',
    });
    await vmonly.close();
  });
});

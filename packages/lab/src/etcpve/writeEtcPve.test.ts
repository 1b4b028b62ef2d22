import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { stateDir } from '../__testUtils__/stateDir';
import { sankofaSite } from '../world';
import { writeEtcPve } from './writeEtcPve';

describe('writeEtcPve', () => {
  const folder = stateDir();
  const world = sankofaSite();
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');

  beforeAll(() => writeEtcPve(world, folder));

  it('has a file for every guest, also those of a node that is switched off', () => {
    const files = world.nodes.flatMap(({ name }) => [
      ...readdirSync(path.join(folder, 'nodes', name, 'lxc')),
      ...readdirSync(path.join(folder, 'nodes', name, 'qemu-server')),
    ]);
    expect(files.sort()).toEqual(
      world.guests.map(({ vmid }) => `${vmid}.conf`).sort(),
    );
    expect(read('nodes/ml110/lxc/300.conf')).toContain('hostname: old-wiki');
  });

  it('puts what is pending and what a snapshot remembers into sections of their own', () => {
    const [active, pending] = read('nodes/r630-03/lxc/7705.conf').split(
      '[pve:pending]',
    );
    expect(active).toContain('ip=192.168.11.55/24');
    expect(pending).toContain('ip=192.168.11.155/24');
    const [now, before] = read('nodes/r630-01/lxc/7701.conf').split(
      '[before-13]',
    );
    expect(now).not.toContain('192.168.11.99');
    expect(before).toContain('ip=192.168.11.99/24');
    expect(before).toContain('snaptime: ');
  });

  it('writes a description as encoded comment lines at the top', () => {
    expect(read('nodes/r630-01/lxc/116.conf')).toMatch(
      /^#Unseal%20with%20two%20of%20three\.\n#console%20password/,
    );
  });

  it('has a hash where the API answers stars', () => {
    expect(read('nodes/r630-02/qemu-server/2500.conf')).toMatch(
      /cipassword: \$5\$/,
    );
  });

  it('names members, guests and virtual networks', () => {
    expect(JSON.parse(read('.members'))).toMatchObject({
      nodename: 'r630-01',
      cluster: { name: 'sankofa', quorate: 1 },
      nodelist: { ml110: { online: 0, ip: '192.168.11.10' } },
    });
    expect(JSON.parse(read('.vmlist')).ids['1000']).toMatchObject({
      node: 'r630-01',
      type: 'lxc',
    });
    expect(read('sdn/vnets.cfg')).toContain(
      'vnet: vnet110\n\tzone plan\n\ttag 110\n\talias validators\n',
    );
    expect(read('sdn/subnets.cfg')).toContain(
      'subnet: plan-10.110.0.0-24\n\tvnet vnet110\n\tgateway 10.110.0.1\n',
    );
  });
});

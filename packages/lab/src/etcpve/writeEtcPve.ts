import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LabStorage, LabVnet, LabZone, World } from '../world';
import { configurationFile } from '../world/configuration';

function block(head: string, values: Record<string, string | undefined>) {
  const lines = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `\t${key} ${value}`);
  return [head, ...lines, ''].join('\n');
}

function zoneBlock({ zone, type, bridge }: LabZone): string {
  return block(`${type}: ${zone}`, { bridge, ipam: 'pve' });
}

function vnetBlock({ vnet, zone, tag, alias }: LabVnet): string {
  return block(`vnet: ${vnet}`, { zone, tag: tag?.toString(), alias });
}

function subnetBlocks({ vnet, zone, subnets }: LabVnet): string[] {
  return subnets.map(({ cidr, gateway }) =>
    block(`subnet: ${zone}-${cidr.replace('/', '-')}`, { vnet, gateway }),
  );
}

function storageBlock(storage: LabStorage): string {
  return block(`${storage.type}: ${storage.storage}`, {
    content: storage.content.join(','),
    nodes: storage.nodes?.join(','),
    ...(storage.type === 'dir' ? { path: '/var/lib/vz' } : {}),
    ...(storage.type === 'zfspool' ? { pool: 'rpool/data' } : {}),
  });
}

function members(world: World, here: string) {
  const online = world.nodes.filter(node => node.state === 'online').length;
  return {
    nodename: here,
    version: world.nodes.length,
    cluster: {
      name: world.cluster,
      version: world.nodes.length,
      nodes: world.nodes.length,
      quorate: online * 2 > world.nodes.length ? 1 : 0,
    },
    nodelist: Object.fromEntries(
      world.nodes.map(node => [
        node.name,
        {
          id: node.nodeId,
          online: node.state === 'online' ? 1 : 0,
          ip: node.address,
        },
      ]),
    ),
  };
}

function vmlist(world: World) {
  return {
    version: 1,
    ids: Object.fromEntries(
      world.guests.map(({ vmid, node, type }) => [
        vmid,
        { node, type, version: 1 },
      ]),
    ),
  };
}

/**
 * Writes the world as the `/etc/pve` that somebody sees over SSH on one node: the
 * guests of *all* nodes, also of those that are switched off, with snapshot
 * and pending sections, and the cluster files beside them. Nothing under `priv`.
 *
 * @param here - the node whose view it is; default: the first one that is online
 * @public
 */
export async function writeEtcPve(
  world: World,
  folder: string,
  here = world.nodes.find(node => node.state === 'online')?.name ?? '',
): Promise<void> {
  for (const { name } of world.nodes) {
    for (const kind of ['lxc', 'qemu-server']) {
      await mkdir(path.join(folder, 'nodes', name, kind), { recursive: true });
    }
  }
  await mkdir(path.join(folder, 'sdn'), { recursive: true });
  const json = (value: unknown) => `${JSON.stringify(value, undefined, 1)}\n`;
  const files: Record<string, string> = {
    '.members': json(members(world, here)),
    '.vmlist': json(vmlist(world)),
    'datacenter.cfg': 'keyboard: en-us\nnext-id: lower=1000,upper=8999\n',
    'storage.cfg': world.storages.map(storageBlock).join('\n'),
    'sdn/zones.cfg': world.zones.map(zoneBlock).join('\n'),
    'sdn/vnets.cfg': world.vnets.map(vnetBlock).join('\n'),
    'sdn/subnets.cfg': world.vnets.flatMap(subnetBlocks).join('\n'),
  };
  for (const guest of world.guests) {
    const kind = guest.type === 'lxc' ? 'lxc' : 'qemu-server';
    files[`nodes/${guest.node}/${kind}/${guest.vmid}.conf`] =
      configurationFile(guest);
  }
  for (const [name, content] of Object.entries(files)) {
    await writeFile(path.join(folder, name), content);
  }
}

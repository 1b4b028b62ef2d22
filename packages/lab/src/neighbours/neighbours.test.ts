import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseIpLink, parseNeighbours } from '@sankofa/site-model';
import { startLab } from '../Lab';
import { QUICK, stateDir } from '../__testUtils__/stateDir';
import { sankofaSite } from '../world';
import { GATEWAY_MAC, nodeCardMac } from '../world/macs';
import { nodeLinks } from './nodeLinks';
import { nodeNeighbours } from './nodeNeighbours';

const world = sankofaSite();
const nodeOf = (name: string) => world.nodes.find(node => node.name === name)!;
const neighboursOf = (name: string) =>
  parseNeighbours(JSON.stringify(nodeNeighbours(world, nodeOf(name)))).entries;
const linksOf = (name: string) =>
  parseIpLink(JSON.stringify(nodeLinks(nodeOf(name), []))).links.map(
    ({ name: link, kind, mac, permanentMac, master, activeSlave }) =>
      [link, kind, mac?.slice(9), permanentMac?.slice(9), master, activeSlave]
        .filter(part => part !== undefined)
        .join(' '),
  );

describe('neighbours of the demo site', () => {
  it('are the gateway, the other nodes and guests, each with the MAC it has elsewhere', () => {
    const entries = neighboursOf('r630-01');
    const of = (...wanted: string[]) =>
      wanted.map(address => entries.find(entry => entry.address === address));
    expect(of('192.168.11.1', '192.168.11.10', '192.168.11.12')).toEqual([
      {
        device: 'vmbr0',
        address: '192.168.11.1',
        mac: GATEWAY_MAC,
        presence: 'present',
      },
      { device: 'vmbr0', address: '192.168.11.10', presence: 'absent' },
      {
        device: 'vmbr0',
        address: '192.168.11.12',
        mac: nodeCardMac(3, 1),
        presence: 'present',
      },
    ]);
    const owners = new Map(
      world.guests.flatMap(guest =>
        guest.nets.map(net => [net.mac.toLowerCase(), guest]),
      ),
    );
    const guests = entries.flatMap(({ mac }) => owners.get(mac ?? '') ?? []);
    expect(guests.length).toBeGreaterThan(10);
    expect(guests.map(({ status }) => status)).not.toContain('stopped');
    expect(guests.map(({ node }) => node)).not.toContain('ml110');
    expect(new Set(entries.map(({ presence }) => presence))).toEqual(
      new Set(['present', 'absent', 'seen']),
    );
  });

  it('has the switches and the stations that the network controller has, those that left as history', () => {
    const { devices, stations } = world.switching!;
    const known = ['r630-01', 'r630-02'].flatMap(neighboursOf);
    for (const { mac } of devices) {
      expect(known).toContainEqual(
        expect.objectContaining({ mac, presence: 'present' }),
      );
    }
    const onLan = stations.filter(({ address }) =>
      address?.startsWith('192.168.11.'),
    );
    expect(onLan.length).toBeGreaterThan(0);
    for (const { mac, address, goneForDays } of onLan) {
      expect(known).toContainEqual({
        device: expect.any(String),
        address,
        mac,
        presence: goneForDays ? 'seen' : 'present',
      });
    }
  });

  it('has each address once, also where two guests fight for it', () => {
    for (const { name } of world.nodes) {
      const addresses = neighboursOf(name).map(({ address }) => address);
      expect(new Set(addresses).size).toBe(addresses.length);
    }
  });

  it('names the interface that has the address of the node', () => {
    expect(
      ['r630-01', 'r630-02', 'r630-04'].map(
        name => neighboursOf(name)[0].device,
      ),
    ).toEqual(['vmbr0', 'vmbr0.11', 'mgmt']);
  });

  it('shows how each node is wired', () => {
    expect(linksOf('r630-01')).toEqual([
      'eno1 physical 02:00:01 02:00:01 bond0',
      'eno2 physical 02:00:01 02:00:02 bond0',
      'bond0 bond 02:00:01 vmbr0',
      'vmbr0 bridge 02:00:01',
      'vmbr1 bridge 02:00:f1',
    ]);
    expect(linksOf('r630-02').slice(2, 5)).toEqual([
      'bond0 bond 03:00:01 vmbr0 eno1',
      'vmbr0 bridge 03:00:01',
      'vmbr0.11 vlan 03:00:01',
    ]);
    expect(linksOf('r630-03')[0]).toBe('eno1 physical 04:00:01 vmbr0');
    expect(linksOf('r630-04').slice(0, 2)).toEqual([
      'eno1 physical 05:00:01 ovs-system',
      'eno2 physical 05:00:02 ovs-system',
    ]);
  });
});

describe('recorded files of the lab', () => {
  const folder = stateDir();

  it('are configured for the nodes that are on, and follow the world', async () => {
    const lab = await startLab({ stateDir: folder, latency: QUICK });
    try {
      const [{ id, nodes }] = lab.config().itops.sources.neighbours;
      expect(id).toBe('nodes');
      expect(nodes.map(({ node }) => node)).toEqual([
        'r630-01',
        'r630-02',
        'r630-03',
        'r630-04',
      ]);
      const [{ file, linksFile }] = nodes;
      const read = async () =>
        parseNeighbours(await readFile(file, 'utf8')).entries.map(
          ({ address }) => address,
        );
      expect(await read()).not.toContain('192.168.11.77');
      await lab.change({
        change: 'add-guest',
        vmid: 7799,
        node: 'r630-01',
        address: '192.168.11.77/24',
      });
      expect(await read()).toContain('192.168.11.77');
      const links = parseIpLink(await readFile(linksFile, 'utf8'));
      expect(links.unread).toEqual([]);
      expect(links.links.map(({ name }) => name)).toContain('veth7799i0');

      const fault = await lab.inject({ kind: 'node-down', node: 'r630-01' });
      expect([file, linksFile].map(existsSync)).toEqual([false, false]);
      await lab.repair(fault);
      const before = await read();
      await lab.inject({ kind: 'zero-guests' });
      expect(await read()).toEqual(before);
    } finally {
      await lab.close();
    }
  });
});

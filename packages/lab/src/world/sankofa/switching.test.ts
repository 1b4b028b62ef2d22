import { readFileSync } from 'node:fs';
import { parsePortList } from '@sankofa/site-model';
import { siteFiles } from '../../siteFiles';
import { sightings } from '../sightings';
import { sankofaSite } from './sankofaSite';
import { switching } from './switching';

const world = sankofaSite();
const env = readFileSync(siteFiles.env, 'utf8');
const device = (name: string) =>
  switching.devices.find(each => each.name === name)!;
const seen = sightings(world);
const guestOf = (mac: string) =>
  world.guests.find(({ nets }) =>
    nets.some(net => net.mac.toLowerCase() === mac),
  );

describe('the switches of the demo site', () => {
  it('have unique MACs, also beside guests and nodes', () => {
    const macs = [
      ...switching.devices.map(({ mac }) => mac),
      ...seen.map(({ mac }) => mac),
    ];
    expect(new Set(macs).size).toBe(macs.length);
  });

  it('plug every node in, as it is wired, into ports that exist', () => {
    expect(switching.plugs.map(({ node }) => node)).toEqual(
      world.nodes.map(({ name }) => name),
    );
    for (const { node, device: name, ports } of switching.plugs) {
      const { wiring } = world.nodes.find(each => each.name === node)!;
      expect(ports).toHaveLength(wiring === 'single' ? 1 : 2);
      const lag = device(name).ports[ports[0] - 1].lag;
      expect(lag).toEqual(
        ['bond-lacp', 'open-vswitch'].includes(wiring) ? ports : undefined,
      );
    }
  });

  it('have a network for the VLAN of every vnet, with its prefix', () => {
    for (const { vnet, tag, subnets } of world.vnets) {
      if (tag !== undefined) {
        const network = switching.networks.find(({ vlan }) => vlan === tag);
        expect([vnet, network?.subnet]).toEqual([
          vnet,
          subnets[0].cidr.replace(/\d+\/24$/, '1/24'),
        ]);
      }
    }
  });

  it('carry every VLAN that a guest needs, but for the one that is left out', () => {
    const missing = seen.flatMap(({ mac, network, at, goneForDays }) => {
      const guest = guestOf(mac);
      const plug = switching.plugs.find(({ node }) => node === guest?.node);
      const port = plug && device(plug.device).ports[plug.ports[0] - 1];
      const profile = switching.profiles.find(({ id }) => id === port?.profile);
      return at && goneForDays === 0 && profile?.excluded?.includes(network)
        ? [guest!.name]
        : [];
    });
    expect(missing).toEqual(['chain-indexer']);
  });

  it('label one port with a node that is somewhere else', () => {
    const labelled = switching.devices.flatMap(({ name, ports }) =>
      ports.flatMap(({ number, label }) => {
        const node = world.nodes.find(
          each => each.name === label?.split(' ')[0],
        );
        const plug = switching.plugs.find(each => each.node === node?.name);
        return node && !(plug?.device === name && plug.ports.includes(number))
          ? [`${name}/${number}`]
          : [];
      }),
    );
    expect(labelled).toEqual(['sw-core1/5']);
  });

  it('see one address that nobody has declared and DHCP does not give', () => {
    const { start, stop } = switching.networks[0].dhcp!;
    const last = (address: string) => Number(address.split('.')[3]);
    const strangers = switching.stations.filter(
      ({ address, at }) =>
        at &&
        address?.startsWith('192.168.11.') &&
        !env.includes(address) &&
        !(last(address) >= last(start) && last(address) <= last(stop)) &&
        !(last(address) >= 16 && last(address) <= 19), // iDRACs, in a table
    );
    expect(strangers.map(({ address }) => address)).toEqual(['192.168.11.93']);
  });

  it('forward ports that can be read, to hosts of the site but for one', () => {
    const known = new Set([
      ...world.nodes.map(({ address }) => address),
      ...world.guests.flatMap(({ nets }) =>
        nets.map(({ address }) => address?.split('/')[0]),
      ),
    ]);
    for (const { ports, targetPorts } of switching.forwards) {
      const count = (text: string) => parsePortList(text)!.ranges.length;
      expect(count(targetPorts)).toBe(count(ports));
    }
    const enabled = switching.forwards.filter(each => each.enabled);
    expect(
      enabled
        .filter(({ target }) => !known.has(target))
        .map(({ name }) => name),
    ).toEqual(['vpn']);
    expect(new Set(enabled.map(each => each.interface))).toEqual(
      new Set(['wan', 'wan2', 'both', 'all']),
    );
  });

  it('are wrong only about guests that exist and run', () => {
    for (const { vmid } of switching.oddities) {
      expect(world.guests.find(guest => guest.vmid === vmid)?.status).toBe(
        'running',
      );
    }
  });
});

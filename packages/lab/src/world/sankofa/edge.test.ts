import { readFileSync } from 'node:fs';
import { siteFiles } from '../../siteFiles';
import { edge } from './edge';
import { sankofaSite } from './sankofaSite';

const world = sankofaSite();
const declared = readFileSync(siteFiles.env, 'utf8');

/** Addresses of guests, leases and VIPs included. */
const owned = new Map(
  world.guests.flatMap(guest =>
    guest.nets.flatMap(net =>
      [net.address, net.address6, ...net.live]
        .filter((text): text is string => text !== undefined)
        .map(text => [text.split('/')[0], guest] as const),
    ),
  ),
);
const nodes = world.nodes.map(({ address }) => address);

/** Every target that nginx would use or has been told. */
const targets = [
  ...edge.proxyHosts.flatMap(row => [
    { row, host: row.target.host },
    ...row.locations.map(({ target }) => ({ row, host: target.host })),
  ]),
  ...edge.streams.map(row => ({ row, host: row.host })),
].map(({ row, host }) => ({ row, host: host.replace(/[[\]]/g, '') }));

const isAddress = (host: string) => /^[\d.]+$|:/.test(host);

describe('the edge of the demo site', () => {
  it('runs in a guest that has its addresses', () => {
    const guest = world.guests.find(({ vmid }) => vmid === edge.vmid);
    expect(guest?.nets.map(net => net.address?.split('/')[0])).toEqual(
      edge.addresses,
    );
  });

  it('has unique ids in each list, and unique names over all of them', () => {
    for (const list of [
      edge.proxyHosts,
      edge.redirections,
      edge.deadHosts,
      edge.streams,
    ]) {
      const ids = list.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
    const names = [
      ...edge.proxyHosts,
      ...edge.redirections,
      ...edge.deadHosts,
    ].flatMap(({ domains }) => domains.map(name => name.toLowerCase()));
    expect(new Set(names).size).toBe(names.length);
  });

  it('sends everything to guests and nodes of the site, but for what is meant to lead nowhere', () => {
    const nowhere = targets
      .filter(({ host }) => isAddress(host))
      .filter(({ host }) => !owned.has(host) && !nodes.includes(host))
      .map(({ host }) => host);
    expect([...new Set(nowhere)].sort()).toEqual([
      '192.168.11.210',
      '192.168.11.211',
    ]);
    nowhere.forEach(address =>
      expect(declared).not.toMatch(new RegExp(`${address}\\b`)),
    );
    const names = targets.filter(({ host }) => !isAddress(host));
    expect(names.map(({ host }) => host).sort()).toEqual([
      'keycloak.lan',
      'origin.example.net',
      'uptime-kuma',
      'vpn.lan',
    ]);
  });

  it('shows every trap: stopped and shared upstreams, a loop, refusals, free text, one port twice', () => {
    const hosts = edge.proxyHosts;
    const has = (what: (row: (typeof hosts)[number]) => unknown) =>
      hosts.filter(what).map(({ id }) => id);
    const owner = (row: (typeof hosts)[number]) => owned.get(row.target.host);
    expect(
      has(row => row.enabled && owner(row)?.status === 'stopped'),
    ).toContain(15);
    expect(has(row => edge.addresses.includes(row.target.host))).toEqual([16]);
    expect(has(row => row.refusal)).toEqual([18, 21]);
    expect(has(row => row.locations.some(({ path }) => path === '/'))).toEqual([
      5,
    ]);
    expect(has(row => row.freeText.includes('proxy_pass'))).toEqual([3, 6]);
    expect(has(row => row.domains[0].startsWith('*.'))).toEqual([10]);
    expect(has(row => !row.enabled)).toEqual([9]);
    const ports = edge.streams
      .filter(({ enabled }) => enabled)
      .map(({ port }) => port);
    expect(ports.filter((port, at) => ports.indexOf(port) !== at)).toEqual([
      2222,
    ]);
  });
});

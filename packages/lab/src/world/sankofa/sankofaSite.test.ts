import { readFileSync } from 'node:fs';
import { siteFiles } from '../../siteFiles';
import { sankofaSite } from './sankofaSite';
import { seededDrift } from './seededDrift';

const world = sankofaSite();
const env = readFileSync(siteFiles.env, 'utf8');
const endpoints = readFileSync(siteFiles.endpoints, 'utf8');
const texts: Record<string, string> = {
  'ip-addresses.conf': env,
  'ALL_VMIDS_ENDPOINTS.md': endpoints,
  'PUBLIC_HOSTNAMES.md': readFileSync(siteFiles.hostnames, 'utf8'),
};

function subjects(rule: string): string[] {
  return seededDrift
    .filter(item => item.rule === rule)
    .map(item => item.subject);
}

/** Static and leased addresses of the guests, without prefix length. */
function addressesOf(id: number): string[] {
  const guest = world.guests.find(({ vmid }) => vmid === id)!;
  return guest.nets.flatMap(net =>
    [net.address, net.address6, ...net.live]
      .filter((text): text is string => text !== undefined && text !== 'dhcp')
      .map(text => text.split('/')[0]),
  );
}

/** Rows that are neither struck out nor in a comment or fence, cell by cell. */
const rows = endpoints
  .replace(/<!--[\s\S]*?-->|```[\s\S]*?```/g, '')
  .split('\n')
  .filter(line => /^\|\s*\**\d+\**\s*\|/.test(line))
  .map(line => line.split('|').map(cell => cell.replace(/[*`]/g, '').trim()));

describe('the demo site', () => {
  it('has five nodes, a good sixty guests, and unique numbers, names and MACs', () => {
    expect(world.nodes).toHaveLength(5);
    expect(world.guests.length).toBeGreaterThanOrEqual(60);
    expect(world.guests.length).toBeLessThanOrEqual(70);
    const unique = (values: unknown[]) =>
      new Set(values).size === values.length;
    expect(unique(world.guests.map(({ vmid }) => vmid))).toBe(true);
    expect(unique(world.guests.map(({ name }) => name))).toBe(true);
    expect(
      unique(world.guests.flatMap(({ nets }) => nets.map(({ mac }) => mac))),
    ).toBe(true);
  });

  it('stands on nodes, pools, bridges, vnets and storages that exist', () => {
    const nodes = world.nodes.map(({ name }) => name);
    const pools = [undefined, ...world.pools.map(({ poolid }) => poolid)];
    const bridges = [
      undefined,
      'vmbr0',
      'vmbr1',
      ...world.vnets.map(({ vnet }) => vnet),
    ];
    const storages = world.storages.map(({ storage }) => storage);
    for (const guest of world.guests) {
      expect(nodes).toContain(guest.node);
      expect(pools).toContain(guest.pool);
      expect(storages).toContain(guest.storage);
      guest.nets.forEach(({ bridge }) => expect(bridges).toContain(bridge));
    }
  });

  it('has a row for every guest that is not seeded as undeclared, and none besides those seeded as missing', () => {
    const declared = rows.map(([, id]) => Number(id));
    const living = world.guests
      .filter(({ template }) => !template)
      .map(({ vmid }) => vmid);
    expect(
      living.filter(id => !declared.includes(id)).map(id => `guest:${id}`),
    ).toEqual(subjects('guest-undeclared'));
    expect(
      declared.filter(id => !living.includes(id)).map(id => `guest:${id}`),
    ).toEqual(subjects('guest-missing'));
  });

  it('declares each guest with its address, except where a mismatch is seeded', () => {
    const disagreeing = rows
      .map(cells => ({
        id: Number(cells[1]),
        addresses: cells
          .join(' ')
          .match(/\b\d+\.\d+\.\d+\.\d+\b|\bfd00[0-9a-f:]+/g),
      }))
      .filter(({ id, addresses }) => {
        const seen = world.guests.some(({ vmid }) => vmid === id)
          ? addressesOf(id)
          : [];
        return (
          addresses &&
          seen.length > 0 &&
          !addresses.some(address => seen.includes(address))
        );
      });
    expect(disagreeing.map(({ id }) => `guest:${id}`)).toEqual(
      subjects('address-mismatch'),
    );
  });

  it('runs exactly the seeded pairs on one address', () => {
    const owners = new Map<string, number[]>();
    for (const { vmid } of world.guests) {
      for (const address of addressesOf(vmid)) {
        owners.set(address, [...(owners.get(address) ?? []), vmid]);
      }
    }
    const shared = [...owners]
      .filter(([, ids]) => ids.length > 1)
      .map(([address]) => `address:${address}`);
    expect(shared.sort()).toEqual(subjects('duplicate-address').sort());
  });

  it('puts every owner tag of a guest into the organisation', () => {
    const groups = readFileSync(siteFiles.organization, 'utf8')
      .split('---')
      .filter(text => text.includes('kind: Group'))
      .map(text => /^ {2}name: (\S+)/m.exec(text)![1]);
    const owners = world.guests
      .flatMap(({ tags }) => tags)
      .filter(tag => tag.startsWith('owner-'))
      .map(tag => tag.slice('owner-'.length));
    expect(groups).toEqual(expect.arrayContaining([...new Set(owners)]));
  });

  it('names lines in its seeded drift that are there', () => {
    for (const subject of subjects('declared-unparsed')) {
      const [, file, line] = subject.split(':');
      const text = texts[file];
      expect(text.split('\n')[Number(line) - 1]).toMatch(
        /^SENTRY_3_IP=.*352|^METRICS_IPS=|^PUBLIC_IP=|^\| 7704|^\| 192.168.11.57:8080/,
      );
    }
  });

  it('shows every rule of the drift at least once', () => {
    expect([...new Set(seededDrift.map(({ rule }) => rule))].sort()).toEqual([
      'address-mismatch',
      'address-undeclared',
      'address-unused',
      'declared-duplicate',
      'declared-unparsed',
      'duplicate-address',
      'forward-dangling',
      'guest-missing',
      'guest-undeclared',
      'hostname-missing',
      'hostname-undeclared',
      'listener-conflict',
      'name-mismatch',
      'node-mismatch',
      'port-mismatch',
      'port-unmanaged',
      'source-unhealthy',
      'squatter',
      'subscription-uncovered',
      'upstream-down',
      'upstream-loop',
      'upstream-mismatch',
      'upstream-overridden',
      'upstream-unknown',
      'vlan-mismatch',
    ]);
  });
});

import fc from 'fast-check';
import {
  addressEntityName,
  entityName,
  guestEntityName,
  hostnameEntityName,
  nodeEntityName,
  prefixEntityName,
  resourceRef,
  switchEntityName,
  switchPortEntityName,
  vlanEntityName,
} from './catalogNames';

/** The catalog's rule for `metadata.name`, as @backstage/catalog-model checks it. */
const VALID = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** Source and node ids as people choose them, with the words that names are made of. */
const word = fc.oneof(
  fc.constantFrom(
    ...['pve', 'main', 'node', 'port', 'vlan', 'ip', 'sw', 'hostname'],
    ...['source', '1', '2', '7'],
  ),
  fc.stringMatching(/^[a-z0-9]{1,8}$/),
);
const instance = fc
  .array(word, { minLength: 1, maxLength: 4 })
  .map(words => words.join('-'));
const hostile = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), instance);
const vmid = fc.integer({ min: 100, max: 999_999_999 });
const octet = fc.integer({ min: 0, max: 255 });
const ipv4 = fc.tuple(octet, octet, octet, octet).map(o => o.join('.'));
const group = fc.integer({ min: 1, max: 0xffff }).map(n => n.toString(16));
const ipv6 = fc.oneof(
  fc
    .array(group, { minLength: 8, maxLength: 8 })
    .map(groups => groups.join(':')),
  fc
    .tuple(fc.array(group, { maxLength: 3 }), fc.array(group, { maxLength: 3 }))
    .map(([head, tail]) => `${head.join(':')}::${tail.join(':')}`),
  ipv4.map(text => `::ffff:${text}`),
);

/** Lowest first. */
const ports = fc
  .uniqueArray(fc.integer({ min: 1, max: 54 }), { minLength: 1, maxLength: 4 })
  .map(numbers => numbers.sort((left, right) => left - right));
const hostname = fc
  .tuple(
    fc.constantFrom('', '*.', '.', 'wildcard.'),
    fc.array(instance, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', '.*'),
  )
  .map(([first, labels, last]) => `${first}${labels.join('.')}${last}`);

/** `core1` and `sw-core1` are one name; the inventory gives it to one switch only. */
const calledSwitch = (name: string) => name.replace(/^sw-/, '');

/** A thing of any kind with the key that tells it from every other thing. */
const thing = fc.oneof(
  fc.record({ source: instance, id: vmid }).map(({ source, id }) => ({
    key: `guest ${source} ${id}`,
    name: guestEntityName(`proxmox/${source}`, id),
  })),
  fc.record({ source: instance, node: instance }).map(({ source, node }) => ({
    key: `node ${source} ${node}`,
    name: nodeEntityName(`proxmox/${source}`, node),
  })),
  ipv4.map(text => ({ key: `ip ${text}`, name: addressEntityName(text) })),
  fc.tuple(ipv4, fc.integer({ min: 0, max: 32 })).map(([text, length]) => ({
    key: `prefix ${text}/${length}`,
    name: prefixEntityName(`${text}/${length}`),
  })),
  fc
    .integer({ min: 1, max: 4094 })
    .map(vid => ({ key: `vlan ${vid}`, name: vlanEntityName(vid) })),
  instance.map(name => ({
    key: `switch ${calledSwitch(name)}`,
    name: switchEntityName(name),
  })),
  fc.tuple(instance, ports).map(([name, numbers]) => ({
    key: `port ${calledSwitch(name)} ${numbers}`,
    name: switchPortEntityName(name, numbers),
  })),
  hostname.map(name => ({
    key: `hostname ${name}`,
    name: hostnameEntityName(name),
  })),
);

describe('entity names', () => {
  it('are the natural keys of DOMAIN.md', () => {
    expect(guestEntityName('proxmox/pve-main', 7801)).toBe('pve-main-7801');
    expect(nodeEntityName('proxmox/pve-main', 'r630-01')).toBe(
      'pve-main-node-r630-01',
    );
    expect(addressEntityName('192.168.11.10')).toBe('ip-192.168.11.10');
    expect(addressEntityName('fd00::a')).toBe('ip-fd00-0-0-0-0-0-0-a');
    expect(addressEntityName('::')).toBe('ip-0-0-0-0-0-0-0-0');
    expect(addressEntityName('::ffff:192.168.11.10')).toBe(
      'ip-0-0-0-0-0-ffff-c0a8-b0a',
    );
    expect(prefixEntityName('192.168.11.0/24')).toBe('prefix-192.168.11.0-24');
    expect(prefixEntityName('fd00::/64')).toBe('prefix-fd00-0-0-0-0-0-0-0-64');
    expect(vlanEntityName(110)).toBe('vlan-110');
    expect(switchEntityName('core1')).toBe('sw-core1');
    expect(switchEntityName('sw-core1')).toBe('sw-core1');
    expect(switchPortEntityName('core1', [12])).toBe('sw-core1-port-12');
    expect(switchPortEntityName('core1', [2, 1])).toBe('sw-core1-port-1-2');
    expect(hostnameEntityName('Portal.example.org')).toBe(
      'hostname-portal.example.org',
    );
    expect(resourceRef('pve-main-7801')).toBe('resource:default/pve-main-7801');
  });

  it('are valid and at most 63 characters for any text', () => {
    fc.assert(
      fc.property(hostile, vmid, (text, id) => {
        const names = [
          entityName(text),
          guestEntityName(`proxmox/${text}`, id),
          nodeEntityName('proxmox/pve-main', text),
          switchEntityName(text),
          switchPortEntityName(text, [id, id + 1]),
          hostnameEntityName(text),
        ];
        for (const name of names) {
          expect(name).toMatch(VALID);
          expect(name.length).toBeLessThanOrEqual(63);
        }
      }),
    );
  });

  it('are valid for every IPv4 and IPv6 address', () => {
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6), text => {
        expect(addressEntityName(text)).toMatch(VALID);
        expect(addressEntityName(text).length).toBeLessThanOrEqual(63);
        expect(prefixEntityName(`${text}/128`).length).toBeLessThanOrEqual(63);
      }),
    );
  });

  it('are never shared by two texts, also where the catalog ignores case', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        fc.pre(one !== other);
        expect(entityName(one).toLowerCase()).not.toBe(
          entityName(other).toLowerCase(),
        );
      }),
      { numRuns: 2000 },
    );
    expect(entityName('R630-01')).not.toBe(entityName('r630-01'));
    expect(entityName(entityName('a b'))).not.toBe(entityName('a b'));
  });

  it('are never shared by two things of any kind', () => {
    fc.assert(
      fc.property(thing, thing, (one, other) => {
        fc.pre(one.key !== other.key);
        expect(one.name).not.toBe(other.name);
      }),
      { numRuns: 5000 },
    );
    expect(guestEntityName('proxmox/vlan', 110)).not.toBe(vlanEntityName(110));
    expect(guestEntityName('proxmox/pve-node', 110)).not.toBe(
      nodeEntityName('proxmox/pve', '110'),
    );
    expect(guestEntityName('proxmox/vlan-node', 110)).not.toBe(
      nodeEntityName('proxmox/vlan', '110'),
    );
    expect(switchEntityName('core1-port-12')).not.toBe(
      switchPortEntityName('core1', [12]),
    );
    expect(switchPortEntityName('core1-port-1', [2])).not.toBe(
      switchPortEntityName('core1', [1, 2]),
    );
    expect(guestEntityName('proxmox/sw-core1-port', 12)).not.toBe(
      switchPortEntityName('core1', [12]),
    );
  });

  it('keep a pattern apart from the name without its star, and from a long name', () => {
    const name = hostnameEntityName('*.tenants.example');
    expect(name).toMatch(/^hostname-tenants\.example--[a-z0-9]{11}$/);
    expect(name).not.toBe(hostnameEntityName('.tenants.example'));
    const long = `${'a'.repeat(60)}.${'b'.repeat(60)}.example`;
    expect(hostnameEntityName(long)).toHaveLength(63);
    expect(hostnameEntityName(long)).not.toBe(hostnameEntityName(`${long}s`));
  });
});

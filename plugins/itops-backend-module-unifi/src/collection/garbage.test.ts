import fc from 'fast-check';
import { factSchemas } from '@sankofa/site-model';
import { LegacyReader } from '../clients/LegacyReader';
import { UnifiList } from '../clients/UnifiClient';
import { readLegacy } from './readLegacy';

type Fields = Record<string, fc.Arbitrary<unknown>>;

const garbage = fc.oneof(
  fc.constantFrom<unknown>(null, '', 'x', -1, 1e18, true, [], {}),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A row whose fields are mostly of the right kind, and sometimes of any other, or not there. */
function row(fields: Fields, required: string[] = []) {
  return fc.record(
    Object.fromEntries(
      Object.entries(fields).map(([name, sound]) => [
        name,
        fc.oneof(
          { weight: 40, arbitrary: sound },
          { weight: 1, arbitrary: garbage },
        ),
      ]),
    ),
    { requiredKeys: required },
  );
}

const rows = (one: fc.Arbitrary<unknown>) => fc.array(one, { maxLength: 4 });

const number = fc.integer({ min: 1, max: 5 });
const count = fc.oneof(number, number.map(String));
const flag = fc.constantFrom<unknown>(true, false, 'true', 'false', 0, 1);
const mac = fc.constantFrom('02:00:00:00:00:01', '02-00-00-00-00-02');
const address = fc.constantFrom('10.0.0.9', '198.51.100.7');
const text = fc.constantFrom(
  'lan',
  'wan2',
  '\u202eevil\u0000',
  'a'.repeat(900),
);
const time = fc.integer({ min: 1_795_000_000, max: 1_795_458_600 });
const network = fc.constantFrom('a', 'b', 'gone', '');

const vlans: Fields = {
  forward: fc.constantFrom('all', 'native', 'customize', 'disabled'),
  native_networkconf_id: network,
  tagged_vlan_mgmt: fc.constantFrom('auto', 'block_all', 'custom'),
  excluded_networkconf_ids: fc.array(network),
};
const neighbour = row({
  local_port_idx: count,
  chassis_id: fc.oneof(mac, text),
  port_id: text,
});
const LISTS: Fields = {
  '/stat/device': row(
    {
      mac,
      name: text,
      type: fc.constantFrom('usw', 'udm', 'uap'),
      state: count,
      ip: address,
      lan_ip: address,
      last_seen: time,
      uplink: row({ uplink_mac: mac, port_idx: count }),
      wan1: row({ ip: address }),
      port_table: rows(
        row({
          port_idx: count,
          name: text,
          network_name: text,
          up: flag,
          speed: count,
          is_uplink: flag,
          op_mode: fc.constantFrom('switch', 'aggregate'),
          aggregated_by: fc.oneof(fc.constant(false), number),
          lag_idx: count,
          portconf_id: fc.constantFrom('p', 'gone'),
          last_connection: row({ mac }),
          lldp_table: rows(row({ lldp_chassis_id: mac })),
          ...vlans,
        }),
      ),
      port_overrides: rows(
        row({
          port_idx: count,
          op_mode: fc.constant('aggregate'),
          aggregate_members: fc.array(number),
        }),
      ),
      lldp_table: rows(neighbour),
      downlink_table: rows(row({ mac, port_idx: count })),
    },
    ['mac'],
  ),
  '/stat/sta': row(
    {
      mac,
      ip: address,
      hostname: text,
      is_wired: flag,
      sw_mac: mac,
      sw_port: count,
      network_id: network,
      last_seen: time,
    },
    ['mac'],
  ),
  '/rest/networkconf': row(
    {
      _id: fc.constantFrom('a', 'b'),
      name: text,
      purpose: fc.constantFrom('corporate', 'wan', 'vlan-only'),
      vlan: count,
      ip_subnet: fc.constantFrom('10.0.0.1/24', 'x'),
      enabled: flag,
    },
    ['_id'],
  ),
  '/rest/portconf': row({ _id: fc.constant('p'), name: text, ...vlans }, [
    '_id',
  ]),
  '/rest/portforward': row(
    {
      _id: fc.constantFrom('x', 'y'),
      name: text,
      dst_port: fc.constantFrom<unknown>('80,443', 22),
      fwd: address,
      proto: fc.constantFrom('tcp', 'udp', 'tcp_udp'),
      src: fc.constantFrom('any', '198.51.100.0/24'),
    },
    ['_id', 'dst_port', 'fwd'],
  ),
};

it('makes sound facts or a named problem of whatever a console answers', async () => {
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.record(
        Object.fromEntries(
          Object.entries(LISTS).map(([path, one]) => [
            path,
            rows(
              fc.oneof(
                { weight: 20, arbitrary: one },
                { weight: 1, arbitrary: garbage },
              ),
            ),
          ]),
        ),
      ),
      async answers => {
        const reader = {
          list: async (path: string): Promise<UnifiList> => ({
            rows: (answers as Record<string, unknown[]>)[path] ?? [],
            locator: path,
          }),
        } as LegacyReader;
        const scopes = await readLegacy(reader, 'unifi/udm').catch(error => {
          expect(error).toMatchObject({
            reason: expect.stringMatching(/^(invalid-answer|node-offline)$/),
          });
          return [];
        });
        for (const { completeness, error, facts } of scopes) {
          expect(completeness === 'complete').toBe(error === undefined);
          const keys = facts.map(({ kind, key }) => `${kind} ${key}`);
          expect(new Set(keys).size).toBe(keys.length);
          for (const fact of facts) {
            kinds.add(fact.kind);
            factSchemas[fact.kind].strict().parse(fact.value);
            // PostgreSQL keeps no NUL, and a page shows no text backwards.
            expect(JSON.stringify(fact.value)).not.toMatch(/\\u0000|\u202e/);
          }
        }
      },
    ),
    { numRuns: 400 },
  );
  // Otherwise nothing was tried.
  expect([...kinds].sort()).toEqual([
    'client',
    'network',
    'port-forward',
    'switch',
    'switch-port',
  ]);
});

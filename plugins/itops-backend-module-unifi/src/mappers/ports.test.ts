import { readDevices } from '../collection/readDevices';
import { profileSchema } from '../clients/deviceSchemas';
import { kindOf } from './devices';
import { mapPorts } from './ports';

const SWITCH = '02:00:00:00:00:01';
const AP = '02:00:00:00:00:0a';
const GATEWAY = '02:00:00:00:00:0f';

/** The ports of one switch that stands between a gateway and an access point. */
function ports(row: object) {
  const { devices, problem } = readDevices(
    [
      { mac: SWITCH, type: 'usw', state: 1, ...row },
      { mac: AP, type: 'uap', state: 1 },
      { mac: GATEWAY, type: 'udm', state: 1 },
    ],
    { sourceId: 'unifi/udm', locator: '/x' },
  );
  expect(problem).toBeUndefined();
  return mapPorts(devices[0], {
    profiles: new Map([
      [
        'p1',
        profileSchema.parse({ _id: 'p1', name: 'Off', forward: 'disabled' }),
      ],
    ]),
    networks: new Map([['lan', 11]]),
    kinds: new Map(devices.map(({ device }) => [device.mac, kindOf(device)])),
    locator: '/x',
  }).map(({ value }) => value);
}

describe('mapPorts', () => {
  it('lets a profile decide, and the port itself where the profile is not known', () => {
    const own = { forward: 'all', native_networkconf_id: 'lan' };
    const [off, dangling] = ports({
      port_table: [
        { port_idx: 1, enable: true, portconf_id: 'p1', ...own },
        { port_idx: 2, enable: true, portconf_id: 'gone', ...own },
      ],
    });
    expect(off).toMatchObject({
      enabled: false,
      profile: 'Off',
      taggedVlans: [],
    });
    expect(off).not.toHaveProperty('nativeVlan');
    expect(dangling).toMatchObject({
      enabled: true,
      nativeVlan: 11,
      taggedVlans: 'all',
    });
    expect(dangling).not.toHaveProperty('profile');
  });

  it('reads text for numbers and booleans', () => {
    expect(
      ports({
        port_table: [
          {
            port_idx: '7',
            up: 'true',
            enable: '1',
            speed: '1000',
            aggregated_by: 'false',
            is_uplink: 'false',
            port_poe: 1,
            poe_mode: 'auto',
            channel: 'auto',
          },
        ],
      }),
    ).toEqual([
      {
        switchMac: SWITCH,
        port: 7,
        up: true,
        enabled: true,
        speedMbps: 1000,
        isUplink: false,
        poe: 'on',
        taggedVlans: 'all',
        lldp: [],
      },
    ]);
  });

  it('passes over the interfaces of a USG, which have no number', () => {
    expect(
      ports({ port_table: [{ name: 'wan', ifname: 'eth0', mac: 'x' }] }),
    ).toEqual([]);
  });

  it.each([
    ['the port', { port_table: [{ port_idx: 3, is_uplink: true }] }],
    [
      'the uplink',
      {
        port_table: [{ port_idx: 3 }],
        uplink: { uplink_mac: GATEWAY, port_idx: 3 },
      },
    ],
    [
      'what is below',
      {
        port_table: [{ port_idx: 3 }],
        downlink_table: [{ mac: GATEWAY, port_idx: 3 }],
      },
    ],
    [
      'a neighbour',
      {
        port_table: [{ port_idx: 3, up: true }],
        lldp_table: [{ local_port_idx: 3, chassis_id: GATEWAY.toUpperCase() }],
      },
    ],
    [
      'the other members of its group',
      {
        port_table: [
          { port_idx: 3, aggregated_by: 2 },
          { port_idx: 2, is_uplink: true },
        ],
      },
    ],
  ])('knows an uplink by %s', (_, row) => {
    expect(ports(row)[0]).toMatchObject({ port: 3, isUplink: true });
  });

  it('does not take an access point for an uplink: what is behind it is here', () => {
    expect(
      ports({
        port_table: [{ port_idx: 3, up: true }],
        downlink_table: [{ mac: AP, port_idx: 3 }],
        lldp_table: [{ local_port_idx: 3, chassis_id: AP }],
      })[0],
    ).toMatchObject({ isUplink: false });
  });

  it('lets the members of a group do as the lowest, and hides what they say of speed', () => {
    const [first, second] = ports({
      port_table: [
        {
          port_idx: 1,
          op_mode: 'aggregate',
          up: true,
          speed: 20000,
          native_networkconf_id: 'lan',
        },
        {
          port_idx: 2,
          masked: true,
          aggregated_by: 1,
          up: true,
          speed: 20000,
          portconf_id: 'p1',
        },
      ],
    });
    expect(first).toMatchObject({
      lag: [1, 2],
      speedMbps: 20000,
      nativeVlan: 11,
    });
    expect(second).toMatchObject({
      lag: [1, 2],
      nativeVlan: 11,
      enabled: true,
    });
    expect(second).not.toHaveProperty('speedMbps');
  });

  it('reads the neighbours of either firmware, in one order', () => {
    const rows = [
      {
        local_port_idx: 4,
        chassis_id: '02:00:00:00:00:cc',
        port_id: 'local Port 7',
      },
      {
        local_port_name: 'eth4',
        chassis_id: '02-00-00-00-00-BB',
        system_name: 'b',
      },
      { local_port_idx: 5, chassis_id: '02:00:00:00:00:dd' },
    ];
    const port_table = [
      {
        port_idx: 4,
        ifname: 'eth4',
        lldp_table: [
          { lldp_chassis_id: 'F0:9F:C2:1A:2B:3C:4E', lldp_system_name: 'c' },
        ],
      },
    ];
    const expected = [
      { chassisId: '02:00:00:00:00:bb', systemName: 'b' },
      { chassisId: '02:00:00:00:00:cc', portId: 'local Port 7' },
      { chassisId: 'F0:9F:C2:1A:2B:3C:4E', systemName: 'c' },
    ];
    for (const lldp_table of [rows, [...rows].reverse()]) {
      expect(ports({ port_table, lldp_table })[0].lldp).toEqual(expected);
    }
  });

  it('shuts the WAN ports of a gateway off from every VLAN', () => {
    expect(
      ports({ port_table: [{ port_idx: 9, network_name: 'wan2' }] })[0],
    ).toMatchObject({ taggedVlans: [] });
  });
});

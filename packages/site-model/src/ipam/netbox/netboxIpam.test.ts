import { readNetboxIpam } from './readIpam';
import {
  netboxAddresses,
  netboxHead,
  netboxPrefixes,
  netboxVlans,
} from './writeIpam';

const read = (name: string, text: string, words = {}) =>
  readNetboxIpam([{ name, text }], words);
const problems = (name: string, text: string) =>
  read(name, text).problems.map(({ line, column, message }) => [
    line,
    column,
    message,
  ]);

describe('NetBox files of address management', () => {
  it('reads the headings of its import forms', () => {
    const { addresses, notes } = read(
      'ip-addresses.csv',
      'address,vrf,tenant,status,role,device,virtual_machine,interface,fhrp_group,is_primary,is_oob,dns_name,description,owner,comments,tags\n' +
        '192.0.2.4/24,,net,active,,,,,,,,db1.example.org,first,,,\n' +
        'fd00::5/64,,,dhcp,vrrp,,,,,,,,,,,\n',
    );
    expect(addresses.map(({ said }) => said)).toEqual([
      {
        address: '192.0.2.4',
        lifecycle: 'active',
        ownerTeam: 'net',
        hostname: 'db1.example.org',
        description: 'first',
      },
      expect.objectContaining({
        address: 'fd00::5',
        lifecycle: 'active',
        role: 'vip',
      }),
    ]);
    expect(notes.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Not kept: device, virtual_machine/),
      '1 addresses with the status dhcp or slaac are kept as active',
    ]);
  });

  it('says for each row that is wrong in which line it is, and why', () => {
    expect(
      problems(
        'ip-addresses.csv',
        'address,vrf,status\n' +
          '192.0.2.4,,active\n' +
          '192.0.2.5/24,VRF 1,active\n' +
          '192.0.2.6/24,,sleeping\n' +
          '224.0.0.1/24,,active\n' +
          '192.0.2.7/24,default,active\n' +
          '192.0.2.7/32,,active\n',
      ),
    ).toEqual([
      [2, undefined, expect.stringMatching(/with its prefix length/)],
      [3, undefined, expect.stringMatching(/'VRF 1': only .* default VRF/)],
      [4, 'status', expect.stringMatching(/'sleeping'/)],
      [5, undefined, expect.stringMatching(/No machine can have/)],
      [7, undefined, '192.0.2.7 is already in line 6'],
    ]);
    expect(
      problems(
        'prefixes.csv',
        'prefix,status,vlan\n192.0.2.1/24,active,\n10.0.0.0/8,container,5000\n',
      ),
    ).toEqual([
      [2, undefined, expect.stringMatching(/host bits/)],
      [3, undefined, "'5000' is not a VLAN number"],
    ]);
    expect(problems('vlans.csv', 'vid,name\n,x\n9999,y\n')).toEqual([
      [2, undefined, 'The row needs vid'],
      [3, 'vid', expect.stringMatching(/'9999'/)],
    ]);
    expect(problems('things.csv', 'a\n1\n')).toEqual([
      [1, undefined, expect.stringMatching(/vlans.csv, prefixes.csv, ip-/)],
    ]);
  });

  it('understands words of another language where somebody says what they mean', () => {
    const { vlans } = read('vlans.csv', 'VID,Name,Zustand\n7,lab,aktiv\n', {
      Zustand: 'status',
      aktiv: 'active',
    });
    expect(vlans[0].said).toEqual({ vid: 7, name: 'lab', status: 'active' });
  });

  it('writes what it reads', () => {
    const vlan = {
      vid: 110,
      name: '=cmd',
      group: 'dc1',
      status: 'active',
      ownerTeam: 'net',
      environment: 'prod',
      description: 'a, "b"',
    } as const;
    const vlans = read('vlans.csv', netboxHead('vlans') + netboxVlans([vlan]));
    expect(vlans.problems).toEqual([]);
    expect(vlans.vlans[0].said).toEqual(vlan);

    const prefix = {
      cidr: '10.0.0.0/16',
      status: 'container',
      vlan: { vid: 110, group: 'dc1' },
      ownerTeam: 'net',
      routingNotes: 'line one\nline two',
      ranges: [],
      sources: [],
    } as const;
    const prefixes = read(
      'prefixes.csv',
      netboxHead('prefixes') +
        netboxPrefixes([{ ...prefix, ranges: [], sources: [] }]),
    );
    expect(prefixes.problems).toEqual([]);
    const { ranges: _ranges, sources: _sources, ...said } = prefix;
    expect(prefixes.prefixes[0].said).toEqual({
      ...said,
      environment: undefined,
      description: undefined,
    });

    const address = {
      address: '10.0.0.5',
      role: 'vip',
      lifecycle: 'active',
      hostname: 'web',
    } as const;
    const addresses = read(
      'ip-addresses.csv',
      netboxHead('addresses') + netboxAddresses([address], () => 16),
    );
    expect(addresses.problems).toEqual([]);
    expect(addresses.addresses[0].said).toMatchObject(address);
  });
});

import { SMALL_SITE, port } from '../__testUtils__/records';
import { comparePortMaps } from '../comparePortMaps';
import { EMPTY_PORT_MAP, PortMap } from '../portMap';
import { exportNetbox } from './exportNetbox';
import { NetboxImportOptions, importNetbox } from './importNetbox';

function read(files: Record<string, string>, options?: NetboxImportOptions) {
  return importNetbox(
    Object.entries(files).map(([name, text]) => ({ name, text })),
    options,
  );
}

function mapOf(
  files: Record<string, string>,
  options?: NetboxImportOptions,
): PortMap {
  const { patch, problems } = read(files, options);
  expect(problems).toEqual([]);
  return comparePortMaps(options?.current ?? EMPTY_PORT_MAP, patch, {
    origin: 'netbox',
    originOf: () => 'netbox',
  }).result;
}

describe('importNetbox', () => {
  it('reads the import form: names by attribute, ids, custom fields', () => {
    const { devices } = mapOf({
      'devices.csv':
        'id,name,role.name,manufacturer,device_type.model,status,site,cf_rack_key\n' +
        '7,sw1,Access Switch,Ubiquiti,US-16-XG,active,home,x\n',
    });
    expect(devices).toEqual([
      {
        name: 'sw1',
        role: 'switch',
        roleName: 'Access Switch',
        manufacturer: 'Ubiquiti',
        model: 'US-16-XG',
        status: 'active',
        site: 'home',
      },
    ]);
  });

  it('says which columns it does not keep', () => {
    const { notes } = read({
      'devices.csv': 'name,serial,face\nsw1,AB12,front\n',
    });
    expect(notes).toEqual([
      { file: 'devices.csv', message: 'Not kept: serial, face' },
    ]);
  });

  it('refuses the whole file at a heading that it does not know', () => {
    const { patch, problems } = read({
      'devices.csv': 'name,site.slug\nsw1,home\n',
      'interfaces.csv': 'device,name,typo\nsw1,eth0,x\n',
    });
    expect(patch).toMatchObject({ devices: [], ports: [] });
    expect(problems).toMatchObject([
      { file: 'devices.csv', line: 1, column: 'site.slug' },
      { file: 'interfaces.csv', line: 1, column: 'typo' },
    ]);
  });

  it('reads what the pages export: labels, semicolons, a byte order mark', () => {
    const { ports, cables } = mapOf({
      'netbox_devices.csv':
        '\ufeffName;Status;Tenant;Site;Role;Manufacturer;Type;IP Address\r\n' +
        'sw1;Active;;home;Switch;Ubiquiti;UniFi Switch 16 XG;192.0.2.2/24\r\n' +
        'panel;Active;;home;Patch Panel;;;\r\n',
      'netbox_interfaces.csv':
        'Name;Device;Label;Enabled;Type;Description;MAC Addresses;Primary MAC\r\n' +
        'Port 13;sw1;;True;10GBASE-T (10GE);;02:00:00:00:00:01,02:00:00:00:00:0A;02:00:00:00:00:0A\r\n',
      'netbox_rear_ports.csv':
        'Name;Device;Label;Type;Color;Positions;Mappings;Description\r\n' +
        '1;panel;;8P8C;;1;;\r\n',
      'netbox_front_ports.csv':
        'Name;Device;Label;Type;Color;Positions;Mappings;Description\r\n' +
        'F1;panel;;8P8C;;1;1:1;\r\n',
      'netbox_cables.csv':
        'ID;Label;Device A;Termination A;Device B;Termination B;Status;Type;Color;Length\r\n' +
        '1;W7;sw1;Port 13;panel;F1;Connected;CAT6a;f44336;1.5 m\r\n',
    });
    expect(ports).toMatchObject([
      {
        name: 'Port 13',
        number: 13,
        type: '10gbase-t',
        macs: ['02:00:00:00:00:0a', '02:00:00:00:00:01'],
      },
      { name: '1', kind: 'rear-port', type: '8p8c', positions: 1 },
      { name: 'F1', kind: 'front-port', rearPort: '1', rearPosition: 1 },
    ]);
    expect(cables).toEqual([
      {
        a: { device: 'sw1', kind: 'interface', port: 'Port 13' },
        b: { device: 'panel', kind: 'front-port', port: 'F1' },
        label: 'W7',
        type: 'cat6a',
        color: 'f44336',
        length: 1.5,
        lengthUnit: 'm',
        status: 'connected',
      },
    ]);
  });

  it('reads German labels, and any other language that is explained', () => {
    const german =
      'Label;Gerät A;Kündigung A;Gerät B;Kündigung B;Status;Typ;Länge\n' +
      'W1;sw1;SFP+ 1;pve1;eno1;Verbunden;CAT6a;2 m\n';
    const { cables } = mapOf(
      { 'netbox_cables.csv': german },
      { current: SMALL_SITE },
    );
    expect(cables[1]).toMatchObject({ label: 'W1', length: 2, type: 'cat6a' });
    const polish = { 'devices.csv': 'Nazwa,Stan\nsw1,Aktywny\n' };
    expect(read(polish).problems).toMatchObject([{ column: 'Nazwa' }]);
    const words = { Nazwa: 'name', Stan: 'status', Aktywny: 'active' };
    expect(mapOf(polish, { words }).devices).toMatchObject([
      { name: 'sw1', status: 'active' },
    ]);
  });

  it('does not guess which port a cable of an export means', () => {
    const current = {
      ...SMALL_SITE,
      ports: [
        ...SMALL_SITE.ports,
        port('panel', '1', { kind: 'rear-port', positions: 1 }),
      ],
    };
    const { problems } = read(
      {
        'cables.csv':
          'Device A,Termination A,Device B,Termination B\n' +
          'sw1,SFP+ 1,panel,1\n' +
          'sw1,SFP+ 9,pve1,eno1\n',
      },
      { current },
    );
    expect(problems).toMatchObject([
      { line: 2, message: expect.stringMatching(/several ports 1/) },
      { line: 3, message: 'sw1 has no port SFP+ 9' },
    ]);
  });

  it.each([
    [
      'front-ports.csv',
      'device,name,type,positions,rear_port,rear_port_position\npanel,9,8p8c,2,R1,1',
      /several positions/,
    ],
    [
      'cables.csv',
      'side_a_device,side_a_type,side_a_name,side_b_device,side_b_type,side_b_name\npdu,dcim.poweroutlet,1,pve1,dcim.powerport,PSU1',
      /no kind of port/,
    ],
    [
      'mac-addresses.csv',
      'mac_address,device,interface\nzz,pve1,eno1',
      /no MAC address/,
    ],
    [
      'mac-addresses.csv',
      'mac_address,device,interface\n02:00:00:00:00:07,pve1,eno9',
      /no interface here/,
    ],
    ['things.csv', 'a', /must be one of devices.csv/],
  ])('refuses a row of %s and says why', (name, text, message) => {
    const { problems } = read({ [name]: text }, { current: SMALL_SITE });
    expect(problems[0].message).toMatch(message);
    expect(problems[0].line).toBe(name === 'things.csv' ? 1 : 2);
  });

  it('leaves the addresses of guests to the guests', () => {
    const { patch, notes } = read(
      {
        'netbox_mac_addresses.csv':
          'MAC Address,Primary,Parent,Interface\n02:00:00:00:00:09,True,vm-7,net0\n',
      },
      { current: SMALL_SITE },
    );
    expect(patch.ports).toEqual([]);
    expect(notes[0].message).toMatch(/vm-7 is no device here/);
  });

  it('takes the number of a port from its name, unless somebody wrote another one', () => {
    const files = {
      'interfaces.csv':
        'device,name,type\nsw1,Port 14,10gbase-t\nsw1,Port 13,10gbase-t\n',
    };
    const current = {
      ...SMALL_SITE,
      ports: SMALL_SITE.ports.map(record =>
        record.name === 'Port 13' ? { ...record, number: 99 } : record,
      ),
    };
    const numbers = new Map(
      mapOf(files, { current }).ports.map(({ name, number }) => [name, number]),
    );
    expect(numbers.get('Port 14')).toBe(14);
    expect(numbers.get('Port 13')).toBe(99);
  });
});

describe('exportNetbox', () => {
  it('writes LAGs before their members, for NetBox looks them up', () => {
    const { files } = exportNetbox({
      ...SMALL_SITE,
      ports: [...SMALL_SITE.ports].reverse(),
    });
    const names = files[1].text.split('\n').map(row => row.split(',')[1]);
    expect(names.indexOf('bond0')).toBeLessThan(names.indexOf('eno1'));
  });

  it('tells what NetBox will ask for and nobody wrote down', () => {
    expect(
      exportNetbox(SMALL_SITE).notes.map(({ message }) => message),
    ).toEqual([
      '3 of 3 devices have no manufacturer, which NetBox requires',
      '1 of 3 devices have no model, which NetBox requires',
      '3 of 3 devices have no site, which NetBox requires',
    ]);
  });
});

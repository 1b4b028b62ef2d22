import { SMALL_SITE, cable, device, end, port } from './__testUtils__/records';
import { PortMap } from './portMap';
import { validatePortMap } from './validatePortMap';

function messages(more: Partial<{ [K in keyof PortMap]: PortMap[K] }>) {
  const { devices = [], ports = [], cables = [] } = more;
  return validatePortMap({
    devices: [...SMALL_SITE.devices, ...devices],
    ports: [...SMALL_SITE.ports, ...ports],
    cables: [...SMALL_SITE.cables, ...cables],
  }).map(({ message }) => message);
}

describe('validatePortMap', () => {
  it('has nothing against a site that is wired as it should be', () => {
    expect(messages({})).toEqual([]);
  });

  it.each<[string, Parameters<typeof messages>[0], RegExp]>([
    [
      'two devices of one name',
      { devices: [device('sw1')] },
      /sw1 is there twice/,
    ],
    [
      'two interfaces of one name',
      { ports: [port('sw1', 'Port 13')] },
      /sw1 interface Port 13 is there twice/,
    ],
    [
      'a port of nobody',
      { ports: [port('sw9', '1')] },
      /belongs to sw9, which is no device/,
    ],
    [
      'a member of a LAG on another device',
      { ports: [port('sw1', 'x', { lag: 'bond0' })] },
      /is in bond0, which is no interface of sw1/,
    ],
    [
      'a LAG in a LAG',
      { ports: [port('pve1', 'x', { lag: 'eno1' })] },
      /is in eno1, which is itself in bond0/,
    ],
    [
      'a LAG in itself',
      { ports: [port('sw1', 'x', { lag: 'x' })] },
      /cannot be in itself/,
    ],
    [
      'a front port to nowhere',
      {
        ports: [
          port('panel', '2', {
            kind: 'front-port',
            rearPort: 'R2',
            rearPosition: 1,
          }),
        ],
      },
      /leads to R2, which is no rear port of panel/,
    ],
    [
      'a front port behind the last position',
      {
        ports: [
          port('panel', '2', {
            kind: 'front-port',
            rearPort: 'R1',
            rearPosition: 3,
          }),
        ],
      },
      /position 3 of R1, which has 2/,
    ],
    [
      'two front ports at one position',
      {
        ports: [
          port('panel', '2', {
            kind: 'front-port',
            rearPort: 'R1',
            rearPosition: 1,
          }),
        ],
      },
      /both lead to position 1 of R1/,
    ],
    [
      'a front port without a rear port',
      { ports: [port('panel', '2', { kind: 'front-port' })] },
      /needs its rear port/,
    ],
    [
      'a rear port without positions',
      { ports: [port('panel', 'R2', { kind: 'rear-port' })] },
      /needs its number of positions/,
    ],
    [
      'an interface with positions',
      { ports: [port('sw1', 'x', { positions: 1 })] },
      /cannot have positions/,
    ],
    [
      'a MAC address on a panel',
      {
        ports: [
          port('panel', 'R2', {
            kind: 'rear-port',
            positions: 1,
            macs: ['02:00:00:00:00:09'],
          }),
        ],
      },
      /cannot have a MAC address/,
    ],
    [
      'a cable to itself',
      { cables: [cable(end('sw1', 'SFP+ 1'), end('sw1', 'SFP+ 1'))] },
      /cannot lead from sw1 interface SFP\+ 1 to itself/,
    ],
    [
      'a cable into the air',
      { cables: [cable(end('sw1', 'SFP+ 1'), end('sw1', 'SFP+ 99'))] },
      /SFP\+ 99 is no port here/,
    ],
    [
      'a cable into a LAG',
      { cables: [cable(end('sw1', 'SFP+ 1'), end('pve1', 'bond0'))] },
      /bond0 is a LAG; cables end at its members/,
    ],
    [
      'two cables in one port',
      { cables: [cable(end('sw1', 'Port 13'), end('pve1', 'eno1'))] },
      /sw1 interface Port 13 would have two cables/,
    ],
    [
      'a length without a unit',
      {
        cables: [
          cable(end('sw1', 'SFP+ 1'), end('pve1', 'eno1'), { length: 2 }),
        ],
      },
      /needs a length and its unit/,
    ],
    [
      'a role name that says another role',
      { devices: [device('x', { role: 'host', roleName: 'Access Switch' })] },
      /role name Access Switch means switch/,
    ],
  ])('refuses %s', (_, more, message) => {
    expect(messages(more)).toEqual([expect.stringMatching(message)]);
  });

  it('knows the two sides of a panel apart, though they have one name', () => {
    const rear = port('panel', '1', { kind: 'rear-port', positions: 1 });
    expect(messages({ ports: [rear] })).toEqual([]);
  });
});

import fc from 'fast-check';
import { cableKey, endKey, portKey } from '../keys';
import {
  CABLE_STATUSES,
  Cable,
  DEVICE_ROLES,
  DEVICE_STATUSES,
  DevicePort,
  LENGTH_UNITS,
  PortDevice,
  PortMap,
} from '../portMap';
import { roleNameOf, roleOfName } from '../roles';

/** Names that formats and spreadsheets trip over. */
const HOSTILE = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '@SUM(A1)',
  '-1',
  "'=1",
  "''+x",
  "'",
  'a,b;c\td'.replace('\t', '|'),
  'say "hello"',
  '"',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  "'; DROP TABLE cables; --",
  '{port:7} x',
  '{port:-}',
  'Ünïcödé 🦊',
  '＝1',
  '0x10',
  '007',
  'TRUE',
  'null',
  '__proto__',
  'constructor',
];

function clean(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f]|\p{Surrogate}/gu, '').trim();
}

/** One line of up to `max` characters, often an awkward one. */
function line(max: number): fc.Arbitrary<string> {
  return fc
    .oneof(
      fc.constantFrom(...HOSTILE),
      fc.string({ minLength: 1, maxLength: max }),
      fc.string({ minLength: 1, maxLength: 8, unit: 'binary' }),
    )
    .map(text => clean(clean(text).slice(0, max)))
    .filter(text => text.length > 0);
}

const description = fc
  .array(line(40), { minLength: 1, maxLength: 3 })
  .map(parts => parts.join('\n'));

function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined });
}

function known<T extends object>(record: T): T {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined),
  ) as T;
}

const model = fc.constantFrom(
  'US-16-XG',
  'udm-pro',
  'PowerEdge R630',
  '=model',
);

const device: fc.Arbitrary<PortDevice> = fc
  .record({
    name: line(20),
    role: fc.constantFrom(...DEVICE_ROLES),
    roleName: maybe(fc.oneof(line(20), fc.constant('Access Switch'))),
    manufacturer: maybe(line(20)),
    model: maybe(model),
    site: maybe(line(20)),
    location: maybe(line(20)),
    rack: maybe(line(20)),
    status: fc.constantFrom(...DEVICE_STATUSES),
    description: maybe(description),
  })
  .map(({ role, roleName, ...rest }) => {
    const name = roleName && roleNameOf(roleName);
    return known(
      name === undefined
        ? { role, ...rest }
        : { role: roleOfName(name), roleName: name, ...rest },
    );
  });

const portName = fc.oneof(
  line(12),
  fc.constantFrom('SFP+ 1', 'Port 13', 'eth10', 'Gig-E 1', '13'),
);
const mac = fc
  .array(fc.integer({ min: 0, max: 255 }), { minLength: 6, maxLength: 6 })
  .map(bytes =>
    bytes.map(byte => byte.toString(16).padStart(2, '0')).join(':'),
  );
const port = fc.record({
  name: portName,
  label: maybe(line(12)),
  number: maybe(fc.integer({ min: 0, max: 65_535 })),
  type: fc.constantFrom('1000base-t', '10gbase-x-sfpp', '8p8c', 'other'),
  description: maybe(description),
});
type PlainPort = { type: string; name: string };

/** Ports of one device: a LAG with members, single interfaces, a panel's two sides. */
function portsOf(name: string): fc.Arbitrary<DevicePort[]> {
  const uniquePorts = (max: number) =>
    fc.uniqueArray(port, { selector: item => item.name, maxLength: max });
  return fc
    .record({
      interfaces: uniquePorts(5),
      macs: fc.array(fc.uniqueArray(mac, { maxLength: 2 }), {
        minLength: 5,
        maxLength: 5,
      }),
      members: fc.integer({ min: 0, max: 4 }),
      rears: uniquePorts(2),
      fronts: uniquePorts(4),
      swap: fc.boolean(),
    })
    .map(({ interfaces, macs, members, rears, fronts, swap }) => {
      const of = (kind: DevicePort['kind'], item: PlainPort, more: object) =>
        known({ device: name, kind, macs: [], ...item, ...more } as DevicePort);
      const [first] = interfaces;
      const all = interfaces.map((item, index) =>
        of('interface', item, {
          macs: macs[index],
          ...(index === 0 && members > 0 && { type: 'lag' }),
          ...(index > 0 && index <= members && { lag: first.name }),
        }),
      );
      const rear = rears.map(item => of('rear-port', item, { positions: 4 }));
      const front = rears.length
        ? fronts.map((item, index) =>
            of('front-port', item, {
              rearPort: rears[index % rears.length].name,
              rearPosition: Math.floor(index / rears.length) + 1,
            }),
          )
        : [];
      // Members may be written before their LAG.
      return [...(swap ? all.reverse() : all), ...front, ...rear];
    });
}

const cableFields = fc
  .record({
    label: maybe(line(20)),
    type: maybe(fc.constantFrom('cat6a', 'dac-passive', 'mmf-om4')),
    status: fc.constantFrom(...CABLE_STATUSES),
    color: maybe(fc.constantFrom('ff0000', '00aa0b', '0000ff')),
    length: maybe(fc.integer({ min: 1, max: 99_999_999 }).map(n => n / 100)),
    unit: fc.constantFrom(...LENGTH_UNITS),
    description: maybe(description),
  })
  .map(({ unit, ...rest }) => ({
    ...rest,
    lengthUnit: rest.length === undefined ? undefined : unit,
  }));

/** Port maps in which everything is as it must be, with awkward names. */
export const portMaps: fc.Arbitrary<PortMap> = fc
  .uniqueArray(device, { selector: ({ name }) => name, maxLength: 4 })
  .chain(devices =>
    fc
      .tuple(...devices.map(({ name }) => portsOf(name)))
      .map(lists => ({ devices, ports: lists.flat() })),
  )
  .chain(({ devices, ports }) => {
    const free = ports.filter(({ type }) => type !== 'lag');
    return fc
      .tuple(
        fc.shuffledSubarray(free),
        fc.array(cableFields, { minLength: 10, maxLength: 10 }),
      )
      .map(([ends, fields]) => ({
        devices,
        ports,
        cables: pairs(ends).map(([left, right], index) =>
          known({
            a: endOf(left),
            b: endOf(right),
            ...fields[index % fields.length],
          } as Cable),
        ),
      }));
  });

function pairs<T>(items: readonly T[]): [T, T][] {
  return Array.from({ length: Math.floor(items.length / 2) }, (_, index) => [
    items[2 * index],
    items[2 * index + 1],
  ]);
}

function endOf({ device: name, kind, name: portOfDevice }: DevicePort) {
  return { device: name, kind, port: portOfDevice };
}

/** The same map whatever the order of its records and the direction of its cables. */
export function sorted(map: PortMap): PortMap {
  const by =
    <T>(keyOf: (item: T) => string) =>
    (left: T, right: T) =>
      keyOf(left) < keyOf(right) ? -1 : 1;
  return {
    devices: [...map.devices].sort(by(({ name }) => name)),
    ports: [...map.ports].sort(by(portKey)),
    cables: map.cables
      .map(cable =>
        endKey(cable.a) < endKey(cable.b)
          ? cable
          : { ...cable, a: cable.b, b: cable.a },
      )
      .sort(by(cableKey)),
  };
}

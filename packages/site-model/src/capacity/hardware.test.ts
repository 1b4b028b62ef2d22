import { SnapshotBuilder, siteOf } from '../__testUtils__/siteBuilder';
import { DeclaredHardwareFact, NodeHardwareFact } from '../facts';
import {
  parseDmidecodeSystem,
  parseHardwareTables,
  parseLsblk,
} from '../parsers';
import { compareHardware } from './compareHardware';

const GIB = 1024 ** 3;

describe('what a node says of its hardware', () => {
  it('is vendor, model and serial of the firmware', () => {
    const text = [
      '# dmidecode 3.4',
      'Handle 0x0100, DMI type 1, 27 bytes',
      'System Information',
      '\tManufacturer: Dell Inc.',
      '\tProduct Name: PowerEdge R630',
      '\tVersion: Not Specified',
      '\tSerial Number: 7XK3M02',
      '\tUUID: 4c4c4544-0058-4b10-8033-b7c04f4d3032',
      '',
      'Handle 0x0C00, DMI type 12, 5 bytes',
      'System Configuration Options',
      '\tOption 1: Serial Number: other',
    ].join('\n');
    expect(parseDmidecodeSystem(text)).toEqual({
      vendor: 'Dell Inc.',
      model: 'PowerEdge R630',
      serial: '7XK3M02',
    });
    expect(parseDmidecodeSystem(text.replace(/\n/g, '\r\n'))).toHaveProperty(
      'serial',
      '7XK3M02',
    );
  });

  it('is nothing where the vendor had nothing to say', () => {
    const text =
      'System Information\n\tManufacturer: To Be Filled By O.E.M.\n\tSerial Number: Default string\n';
    expect(parseDmidecodeSystem(text)).toEqual({});
    expect(parseDmidecodeSystem('/dev/mem: Permission denied')).toBeUndefined();
  });

  it('is its disks, from new and old versions of lsblk', () => {
    const disks = (sda: object) =>
      parseLsblk(
        JSON.stringify({
          blockdevices: [
            {
              name: 'sda',
              type: 'disk',
              model: 'PERC H730',
              serial: '61',
              ...sda,
            },
            { name: 'zd0', type: 'disk', size: 5 },
            { name: 'rbd1', type: 'disk', size: 5 },
            { name: 'sr0', type: 'rom', size: 5 },
            { name: 'nvme0n1', type: 'disk', tran: 'nvme', size: null },
          ],
        }),
      );
    const expected = [
      { name: 'nvme0n1', media: 'nvme' },
      {
        name: 'sda',
        model: 'PERC H730',
        serial: '61',
        sizeBytes: 100,
        media: 'hdd',
      },
    ];
    expect(disks({ size: 100, rota: true })).toEqual(expected);
    expect(disks({ size: '100', rota: '1' })).toEqual(expected);
    expect(parseLsblk('lsblk: invalid option')).toBeUndefined();
    expect(parseLsblk('[]')).toBeUndefined();
  });
});

describe('declared hardware', () => {
  const read = (...rows: string[]) =>
    parseHardwareTables(
      [
        '| Node | Model | Service Tag | CPU | Sockets | Cores | RAM | NICs | Disks |',
        '|---|---|---|---|---|---|---|---|---|',
        ...rows,
      ].join('\n'),
      { file: 'hardware.md' },
    );

  it('is read from a table, whatever the units', () => {
    expect(
      read(
        '| **r630-01** (rack 2) | PowerEdge R630 | `7XK3M02` | E5-2690 v4 | 2 | 28 | 256 GB | 4 x 10G | 8 |',
        '| ml110 | ML110 Gen9 | TBD | - | 1 | 8 | 0,5 TB | n/a | 2 |',
        '| ~~old~~ | R610 | A | x | 2 | 12 | 96 | 2 | 2 |',
      ),
    ).toEqual({
      tables: 1,
      unparsed: [],
      rows: [
        {
          file: 'hardware.md',
          line: 3,
          node: 'r630-01',
          model: 'PowerEdge R630',
          serial: '7XK3M02',
          cpuModel: 'E5-2690 v4',
          sockets: 2,
          cores: 28,
          memoryBytes: 256 * GIB,
          nics: 4,
          disks: 8,
        },
        {
          file: 'hardware.md',
          line: 4,
          node: 'ml110',
          model: 'ML110 Gen9',
          sockets: 1,
          cores: 8,
          memoryBytes: 512 * GIB,
          disks: 2,
        },
      ],
    });
  });

  it('says what of a row is no number, and keeps the rest', () => {
    const { rows, unparsed } = read(
      '| a | R630 | S1 | x | two | 8 | lots | 4 | 2 |',
    );
    expect(rows).toMatchObject([{ node: 'a', serial: 'S1', cores: 8 }]);
    expect(rows[0]).not.toHaveProperty('sockets');
    expect(unparsed).toMatchObject([
      { line: 3, why: expect.stringContaining('"two" is no number') },
    ]);
  });

  it('is in no other table', () => {
    const text = '| Name | Model |\n|---|---|\n| nas | DS920 |\n';
    expect(parseHardwareTables(text, { file: 'x' }).tables).toBe(0);
  });
});

describe('hardware held against the table', () => {
  const report = (
    hardware: Partial<NodeHardwareFact> | undefined,
    declared: Partial<DeclaredHardwareFact>,
  ) => {
    const cluster = SnapshotBuilder.cluster().node('node-a');
    cluster.fact(
      {
        kind: 'node-detail',
        key: 'node-a',
        value: {
          node: 'node-a',
          sockets: 2,
          cores: 28,
          memoryBytes: 250 * GIB,
        },
      },
      'node:node-a',
    );
    if (hardware) {
      cluster.scope('node:node-a', {}, 'hardware').fact(
        {
          kind: 'node-hardware',
          key: 'node-a',
          value: { node: 'node-a', ...hardware },
        },
        'node:node-a',
        { pass: 'hardware' },
      );
    }
    const table = SnapshotBuilder.declared('hardware.md').fact(
      {
        kind: 'declared-hardware',
        key: 'node-a',
        value: { file: 'hardware.md', line: 3, node: 'Node-A', ...declared },
        locator: 'hardware.md:3',
      },
      'source',
    );
    return compareHardware(siteOf([cluster, table]));
  };
  const states = (...args: Parameters<typeof report>) =>
    report(...args).nodes[0].declared.map(
      ({ field, state }) => `${field} ${state}`,
    );

  it('agrees in the words and sizes that people use', () => {
    expect(
      states(
        { vendor: 'Dell Inc.', model: 'PowerEdge R630', serial: '7XK3M02' },
        {
          model: 'r630',
          serial: '7xk3m02',
          sockets: 2,
          memoryBytes: 256 * GIB,
        },
      ),
    ).toEqual([
      'model agrees',
      'serial agrees',
      'sockets agrees',
      'memoryBytes agrees',
    ]);
  });

  it('differs, with both sides', () => {
    const { nodes } = report(
      { serial: '7XK3M02', disks: [{ name: 'sda' }] },
      { serial: '7XK3M03', disks: 8, memoryBytes: 128 * GIB },
    );
    expect(nodes[0].declared).toMatchObject([
      {
        field: 'serial',
        declared: '7XK3M03',
        observed: '7XK3M02',
        state: 'differs',
        locator: 'hardware.md:3',
      },
      { field: 'memoryBytes', state: 'differs' },
      { field: 'disks', declared: 8, observed: 1, state: 'differs' },
    ]);
  });

  it('is unknown, and no difference, without SSH', () => {
    const found = report(undefined, { serial: 'S1', nics: 4, sockets: 1 });
    expect(found.nodes[0].hardwareFreshness.freshness).toBe('never');
    expect(
      found.nodes[0].declared.map(({ field, state }) => `${field} ${state}`),
    ).toEqual(['serial unknown', 'sockets differs', 'nics unknown']);
  });

  it('names rows about nodes that no cluster has', () => {
    expect(report({}, { node: 'r610' }).unknownNodes).toEqual([
      { node: 'r610', locator: 'hardware.md:3' },
    ]);
  });
});

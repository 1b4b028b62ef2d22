import fc from 'fast-check';
import { portMaps, sorted } from './__testUtils__/arbitraries';
import { comparePortMaps } from './comparePortMaps';
import { exportCsv, importCsv } from './csv';
import { parseCsv } from './csv/parseCsv';
import { exportNetbox, importNetbox } from './netbox';
import { ImportReading } from './patch';
import { EMPTY_PORT_MAP, PortMap } from './portMap';
import { validatePortMap } from './validatePortMap';

const RUNS = { numRuns: 500 };

function imported(
  { patch, problems }: ImportReading,
  current = EMPTY_PORT_MAP,
) {
  expect(problems).toEqual([]);
  return comparePortMaps(current, patch, {
    origin: 'csv',
    originOf: () => 'csv',
  });
}

const FORMS = {
  csv: {
    write: (map: PortMap) => exportCsv(map),
    read: importCsv,
  },
  netbox: {
    write: (map: PortMap) => exportNetbox(map).files,
    read: (files: Parameters<typeof importNetbox>[0]) => importNetbox(files),
  },
};

describe.each(Object.entries(FORMS))('the %s form', (_, { write, read }) => {
  it('gives back every map exactly', () => {
    fc.assert(
      fc.property(portMaps, map => {
        expect(validatePortMap(map)).toEqual([]);
        const { result } = imported(read(write(map)));
        expect(sorted(result)).toEqual(sorted(map));
      }),
      RUNS,
    );
  });

  it('changes nothing where the map is already', () => {
    fc.assert(
      fc.property(portMaps, map => {
        const comparison = imported(read(write(map)), map);
        expect(comparison).toMatchObject({
          added: [],
          changed: [],
          conflicts: [],
          missing: [],
          removed: [],
        });
        expect(comparison.result).toEqual(map);
      }),
      { numRuns: 100 },
    );
  });

  it('is read whatever program wrote it: byte order mark, line ends, delimiter', () => {
    fc.assert(
      fc.property(
        portMaps,
        fc.constantFrom<(text: string) => string>(
          text => text.replace(/\n/g, '\r\n'),
          text => text.replace(/\n/g, '\r'),
          inSemicolons,
        ),
        (map, rewrite) => {
          const files = write(map).map(({ name, text }) => ({
            name,
            text: `\ufeff${rewrite(text)}`,
          }));
          expect(sorted(imported(read(files)).result)).toEqual(sorted(map));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('never throws at a damaged file, and says in which line', () => {
    fc.assert(
      fc.property(
        portMaps,
        fc.array(
          fc.record({
            at: fc.nat(2000),
            cut: fc.nat(5),
            put: fc.oneof(
              fc.constantFrom('"', ',', '\n', ';', '\0', "'"),
              fc.string({ maxLength: 4, unit: 'binary' }),
            ),
          }),
          { minLength: 1, maxLength: 5 },
        ),
        (map, damages) => {
          const files = write(map).map(({ name, text }) => ({
            name,
            text: damages.reduce(
              (damaged, { at, cut, put }) =>
                damaged.slice(0, at) + put + damaged.slice(at + cut),
              text,
            ),
          }));
          const { patch, problems } = read(files);
          for (const { file, line, message } of problems) {
            const { text } = files.find(({ name }) => name === file)!;
            expect(line).toBeGreaterThanOrEqual(1);
            expect(line).toBeLessThanOrEqual(
              text.split(/\r\n|\n|\r/).length + 1,
            );
            expect(message).not.toBe('');
          }
          const { result } = comparePortMaps(map, patch, {
            origin: 'csv',
            originOf: () => 'csv',
          });
          validatePortMap(result);
        },
      ),
      RUNS,
    );
  });

  it('never throws at any text at all', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...write(EMPTY_PORT_MAP).map(({ name }) => name)),
        fc.string({ unit: 'binary', maxLength: 200 }),
        (name, text) => {
          for (const { line } of read([{ name, text }]).problems) {
            expect(line).toBeGreaterThanOrEqual(1);
          }
        },
      ),
      RUNS,
    );
  });
});

describe('our own form', () => {
  it('has no cell that a spreadsheet would calculate', () => {
    fc.assert(
      fc.property(portMaps, map => {
        for (const { text } of exportCsv(map)) {
          for (const cell of cellsOf(text).flat()) {
            expect(cell).not.toMatch(/^[=+\-@＝＋－＠]/);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

function cellsOf(text: string): string[][] {
  const reading = parseCsv(text);
  return 'records' in reading ? reading.records.map(({ cells }) => cells) : [];
}

/** As a program writes it that quotes everything and separates by semicolons. */
function inSemicolons(text: string): string {
  return cellsOf(text)
    .map(cells => cells.map(cell => `"${cell.replace(/"/g, '""')}"`).join(';'))
    .join('\r\n');
}

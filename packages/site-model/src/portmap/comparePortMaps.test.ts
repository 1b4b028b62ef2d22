import { SMALL_SITE } from './__testUtils__/records';
import { CompareOptions, PortOrigin, comparePortMaps } from './comparePortMaps';
import { importCsv } from './csv';
import { cableKey } from './keys';

function compare(
  files: Record<string, string>,
  options: Partial<CompareOptions> & { held?: PortOrigin } = {},
) {
  const { patch, problems } = importCsv(
    Object.entries(files).map(([name, text]) => ({ name, text })),
  );
  expect(problems).toEqual([]);
  const { held = 'manual', ...rest } = options;
  return comparePortMaps(SMALL_SITE, patch, {
    origin: 'csv',
    originOf: () => held,
    ...rest,
  });
}

const ENDS = 'a_device,a_kind,a_port,b_device,b_kind,b_port';
const MOVED = {
  'cables.csv': `${ENDS}\nsw1,interface,Port 13,pve1,interface,eno1\n`,
};

describe('comparePortMaps', () => {
  it('leaves alone what the file does not speak of', () => {
    const { changed, unchanged, result } = compare({
      'port-devices.csv': 'name,site\nsw1,lab\npve1,\n',
    });
    expect(changed).toMatchObject([
      {
        kind: 'device',
        label: 'sw1',
        fields: [{ field: 'site', to: 'lab' }],
        at: { file: 'port-devices.csv', line: 2 },
      },
    ]);
    expect(unchanged).toBe(1);
    expect(result.devices[0]).toEqual({
      ...SMALL_SITE.devices[0],
      site: 'lab',
    });
  });

  it('takes an empty cell for a value that is taken away', () => {
    const { changed, result } = compare({
      'port-devices.csv': 'name,model\nsw1,\n',
    });
    expect(changed[0].fields).toEqual([{ field: 'model', from: 'US-16-XG' }]);
    expect(result.devices[0].model).toBeUndefined();
  });

  it('lists what is missing, and keeps it', () => {
    const { missing, removed, result } = compare({
      'port-devices.csv': 'name\nsw1\n',
    });
    expect(missing.map(({ label }) => label)).toEqual(['pve1', 'panel']);
    expect(removed).toEqual([]);
    expect(result).toEqual(SMALL_SITE);
  });

  it('removes what is missing only when told to replace, with ports and cables', () => {
    const { removed, result } = compare(
      { 'port-devices.csv': 'name\nsw1\npve1\n' },
      { replace: true },
    );
    expect(removed.map(({ label }) => label)).toEqual([
      'panel',
      'panel front port 1',
      'panel rear port R1',
      'sw1 interface Port 13 ↔ panel front port 1',
    ]);
    expect(result.cables).toEqual([]);
    expect(result.ports).toHaveLength(5);
  });

  it('does not let one hand overwrite what another wrote, but shows both', () => {
    const file = { 'port-devices.csv': 'name,site\nsw1,lab\n' };
    const kept = compare(file, { held: 'netbox' });
    expect(kept.changed).toEqual([]);
    expect(kept.conflicts).toMatchObject([
      {
        label: 'sw1',
        fields: [{ field: 'site', to: 'lab' }],
        heldBy: 'netbox',
        accepted: false,
      },
    ]);
    expect(kept.result).toEqual(SMALL_SITE);
    const taken = compare(file, {
      held: 'netbox',
      accept: new Set([kept.conflicts[0].key]),
    });
    expect(taken.conflicts).toMatchObject([{ accepted: true }]);
    expect(taken.result.devices[0].site).toBe('lab');
  });

  it('does not pull a cable out for another one, unless somebody says so', () => {
    const kept = compare(MOVED);
    expect(kept.conflicts).toMatchObject([
      {
        kind: 'cable',
        fields: [
          {
            field: 'ends',
            from: 'sw1 interface Port 13 ↔ panel front port 1',
            to: 'sw1 interface Port 13 ↔ pve1 interface eno1',
          },
        ],
      },
    ]);
    expect(kept.result.cables).toEqual(SMALL_SITE.cables);
    const taken = compare(MOVED, {
      accept: new Set([kept.conflicts[0].key]),
    });
    expect(taken.removed.map(({ key }) => key)).toEqual([
      cableKey(SMALL_SITE.cables[0]),
    ]);
    expect(taken.result.cables).toMatchObject([
      { a: { port: 'Port 13' }, b: { port: 'eno1' } },
    ]);
    expect(taken.added).toHaveLength(1);
  });

  it('knows a cable whichever end is written first', () => {
    const { unchanged, missing, result } = compare({
      'cables.csv': `${ENDS}\npanel,front-port,1,sw1,interface,Port 13\n`,
    });
    expect({ unchanged, missing }).toEqual({ unchanged: 1, missing: [] });
    expect(result).toEqual(SMALL_SITE);
  });
});

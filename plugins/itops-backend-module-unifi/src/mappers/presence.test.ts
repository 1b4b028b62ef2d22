import { clientSchema } from '../clients/schemas';
import { deviceSchema } from '../clients/deviceSchemas';
import { mapClients } from './clients';
import { PRESENT_MS, controllerNow } from './presence';

const NOW = 1_795_458_600;

const client = (more: object) =>
  clientSchema.parse({ mac: 'bc:24:11:00:00:01', is_wired: true, ...more });
const device = (more: object) =>
  deviceSchema.parse({ mac: '78:45:58:bb:00:01', type: 'usw', ...more });

function presence(more: object, now: number | undefined = NOW * 1000) {
  const [{ value }] = mapClients([client(more)], { now, locator: '/x' });
  return value.presence;
}

describe('the clock of the controller', () => {
  it('is the newest report of a connected device, not the date of the answer', () => {
    const devices = [
      device({ state: 1, last_seen: NOW - 20 }),
      device({ state: 1, last_seen: NOW }),
      device({ state: 0, last_seen: NOW + 5 }),
    ];
    // Our clock, and that of a proxy in between, may be hours off.
    expect(controllerNow(devices, [], (NOW + 7200) * 1000)).toBe(NOW * 1000);
  });

  it('does not stand still when nothing is connected any more', () => {
    const devices = [device({ state: 0, last_seen: NOW - 86_400 })];
    const clients = [client({ last_seen: NOW - 86_400 })];
    expect(controllerNow(devices, clients, NOW * 1000)).toBe(NOW * 1000);
  });

  it('is not moved by one client that says something odd', () => {
    const devices = [device({ state: 1, last_seen: NOW })];
    const clients = [client({ last_seen: NOW + 1_000_000 })];
    expect(controllerNow(devices, clients, undefined)).toBe(NOW * 1000);
  });
});

describe('presence', () => {
  it.each([
    ['seconds', NOW - 20, 'present'],
    ['milliseconds', (NOW - 20) * 1000, 'present'],
    ['text', `${NOW - 20}`, 'present'],
    ['ahead of the clock', NOW + 30, 'present'],
    ['at the limit', NOW - PRESENT_MS / 1000, 'present'],
    ['a second past it', NOW - PRESENT_MS / 1000 - 1, 'stale'],
    ['three days ago', NOW - 3 * 86_400, 'stale'],
    ['never', undefined, 'stale'],
  ])('of a sighting in %s', (_, last_seen, expected) => {
    expect(presence({ last_seen })).toBe(expected);
  });

  it('rests on what the switch saw: the gateway may still know who has left the port', () => {
    const sightings = { last_seen: NOW, _last_seen_by_usw: NOW - 7200 };
    expect(presence({ ...sightings, sw_mac: '78:45:58:bb:00:01' })).toBe(
      'stale',
    );
    expect(presence(sightings)).toBe('present');
  });

  it('is not claimed without a clock', () => {
    const [{ value }] = mapClients([client({ last_seen: NOW })], {
      now: undefined,
      locator: '/x',
    });
    expect(value).toMatchObject({ presence: 'stale' });
  });

  it('keeps the later of two sightings of one MAC', () => {
    const twice = [
      client({
        last_seen: NOW - 86_400,
        sw_mac: '78:45:58:bb:00:01',
        sw_port: 1,
      }),
      client({
        mac: 'BC:24:11:00:00:01',
        last_seen: NOW,
        sw_mac: '78:45:58:bb:00:01',
        sw_port: 2,
      }),
    ];
    for (const clients of [twice, [...twice].reverse()]) {
      const facts = mapClients(clients, { now: NOW * 1000, locator: '/x' });
      expect(facts.map(({ value }) => value.port)).toEqual([2]);
    }
  });
});

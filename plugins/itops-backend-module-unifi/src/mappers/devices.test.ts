import { deviceSchema } from '../clients/deviceSchemas';
import { mapDevice } from './devices';

/* Shapes as in recordings of aiounifi, unpoller and thib3113, shortened; all values are made up. */

const switchFact = (row: object) =>
  mapDevice(deviceSchema.parse({ mac: '02:00:00:00:00:01', ...row }), '/x')
    .value;

describe('mapDevice', () => {
  it.each([
    ['usw', 'switch'],
    ['uap', 'access-point'],
    ['ugw', 'gateway'],
    ['udm', 'gateway'],
    ['uxg', 'gateway'],
    ['usp', 'other'],
    [undefined, 'other'],
  ])('takes type %s for %s', (type, kind) => {
    expect(switchFact({ type })).toMatchObject({ kind });
  });

  it.each([
    [1, 'connected'],
    ['1', 'connected'],
    [5, 'connected'],
    [0, 'disconnected'],
    [6, 'disconnected'],
    [10, 'unknown'],
    [undefined, 'unknown'],
  ])('takes state %j for %s', (state, expected) => {
    expect(switchFact({ type: 'usw', state })).toMatchObject({
      state: expected,
    });
  });

  it.each([
    ['lan_ip', { lan_ip: '10.0.0.1' }],
    ['its network', { config_network_lan: { cidr: '10.0.0.1/24' } }],
    ['older firmware', { config_network: { type: 'dhcp', ip: '10.0.0.1' } }],
  ])('knows the LAN address of a gateway by %s', (_, more) => {
    const fact = switchFact({ type: 'udm', ip: '198.51.100.7', ...more });
    expect(fact.address).toBe('10.0.0.1');
  });

  it('never gives the WAN address of a gateway for its own', () => {
    const ip = '198.51.100.7';
    expect(switchFact({ type: 'ugw', ip }).address).toBeUndefined();
    expect(
      switchFact({ type: 'ugw', ip, config_network: { ip } }).address,
    ).toBeUndefined();
  });

  it('names the WANs, also where only the link in use is told', () => {
    expect(
      switchFact({ type: 'udm', wan1: { ip: '198.51.100.7' }, wan2: {} }).wans,
    ).toEqual([{ name: 'wan', address: '198.51.100.7' }, { name: 'wan2' }]);
    expect(
      switchFact({ type: 'ugw', uplink: { ip: '198.51.100.7' } }).wans,
    ).toEqual([{ name: 'wan', address: '198.51.100.7' }]);
    expect(
      switchFact({ type: 'usw', wan1: { ip: '198.51.100.7' } }).wans,
    ).toEqual([]);
  });

  it('knows what is above it, and not itself for that', () => {
    expect(
      switchFact({
        type: 'usw',
        uplink: {
          mac: '02:00:00:00:00:01',
          uplink_mac: '02:00:00:00:00:AA',
          uplink_remote_port: '5',
          port_idx: 24,
        },
      }).uplink,
    ).toEqual({ mac: '02:00:00:00:00:aa', port: 24, remotePort: 5 });
    expect(
      switchFact({
        type: 'usw',
        last_uplink: { uplink_mac: '02:00:00:00:00:aa' },
      }).uplink,
    ).toBeUndefined();
  });

  it('passes unknown fields over, and takes a hostile name for text', () => {
    const fact = switchFact({
      type: 'usw',
      name: `<img src=x onerror=alert(1)>\u202e\u0000\n${'a'.repeat(5000)}`,
      x_aes_gcm: 'secret',
      brand_new: { deep: [] },
    });
    expect(fact.name).toMatch(/^<img src=x onerror=alert\(1\)> aaa/);
    expect(fact.name!.length).toBeLessThanOrEqual(200);
    expect(JSON.stringify(fact)).not.toContain('secret');
  });
});

import { portForwardSchema } from '../clients/schemas';
import { mapPortForward } from './portForwards';

const RULE = { _id: 'pf1', dst_port: '443', fwd: '10.0.0.9' };
const groups = new Map([['g1', 'offices']]);

const forward = (more: object) =>
  mapPortForward(portForwardSchema.parse({ ...RULE, ...more }), groups, '/x')
    .value;

describe('mapPortForward', () => {
  it('has the controller defaults where a field is missing', () => {
    expect(forward({})).toEqual({
      id: 'pf1',
      enabled: true,
      interface: 'wan',
      protocol: 'tcp_udp',
      listenPorts: '443',
      targetAddress: '10.0.0.9',
      targetPorts: '',
    });
  });

  it('keeps ports as typed, also where they came as numbers', () => {
    expect(forward({ dst_port: 443, fwd_port: 8443 })).toMatchObject({
      listenPorts: '443',
      targetPorts: '8443',
    });
    expect(forward({ dst_port: '80,443,8000-8010' }).listenPorts).toBe(
      '80,443,8000-8010',
    );
  });

  it.each([
    ['any', { src: 'any' }, undefined],
    ['a network', { src: '198.51.100.0/24' }, '198.51.100.0/24'],
    ['all but one', { src: '!198.51.100.9' }, '!198.51.100.9'],
    [
      'a network that is not switched on',
      { src: '198.51.100.0/24', src_limiting_enabled: false },
      undefined,
    ],
    [
      'a group by its name',
      {
        src: 'any',
        src_limiting_enabled: true,
        src_limiting_type: 'firewall_group',
        src_firewall_group_id: 'g1',
      },
      'offices',
    ],
    [
      'a group that is gone',
      {
        src_limiting_enabled: 'true',
        src_limiting_type: 'firewall_group',
        src_firewall_group_id: 'g2',
      },
      'group g2',
    ],
  ])('limits the source to %s', (_, more, source) => {
    expect(forward(more).source).toBe(source);
  });

  it('names the WAN addresses it listens on, unless any will do', () => {
    expect(
      forward({
        pfwd_interface: 'both',
        destination_ip: 'any',
        destination_ips: [
          { interface: 'wan', destination_ip: '203.0.113.7' },
          { interface: 'wan2', destination_ip: '203.0.113.8' },
        ],
      }),
    ).toMatchObject({
      interface: 'both',
      destination: '203.0.113.7, 203.0.113.8',
    });
    expect(forward({ destination_ip: 'any' })).not.toHaveProperty(
      'destination',
    );
  });

  it.each([
    { proto: 'sctp' },
    { pfwd_interface: 'eth0' },
    { fwd: 'nas.lan' },
    { fwd: undefined },
    { dst_port: { $gt: '' } },
    { _id: 'a b' },
  ])('refuses %j', more => {
    expect(() => forward(more)).toThrow();
  });
});

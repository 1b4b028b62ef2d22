import { guestConfigFact, GuestConfigInput } from './guestConfigFact';

const fact = (input: Partial<GuestConfigInput>) =>
  guestConfigFact({
    vmid: 4101,
    type: 'qemu',
    config: {},
    keepDescription: false,
    ...input,
  });

describe('guestConfigFact', () => {
  it.each([
    ['1', true],
    [1, true],
    ['enabled=1,fstrim_cloned_disks=1', true],
    ['fstrim_cloned_disks=1,enabled=1', true],
    ['1,type=virtio', true],
    ['0', false],
    [0, false],
    ['enabled=0,fstrim_cloned_disks=1', false],
    ['fstrim_cloned_disks=1', false],
    ['type=virtio,1', false],
    ['', false],
    [undefined, false],
  ])('reads agent %j as %s', (agent, enabled) => {
    expect(fact({ config: { agent } }).agentEnabled).toBe(enabled);
  });

  it('never finds an agent in a container', () => {
    expect(fact({ type: 'lxc', config: { agent: '1' } }).agentEnabled).toBe(
      false,
    );
  });

  it.each([1, '1', true, 'yes', 'on'])(
    'takes onboot and protection %j as set',
    flag => {
      expect(
        fact({ config: { onboot: flag, protection: flag } }),
      ).toMatchObject({ onBoot: true, protection: true });
    },
  );

  it('orders interfaces by number and joins each with its cloud-init line', () => {
    const { interfaces } = fact({
      config: {
        net10: 'virtio=BC:24:11:AA:00:10,bridge=vmbr0',
        net2: 'virtio=BC:24:11:AA:00:02,bridge=vmbr0',
        ipconfig2: 'ip=10.20.0.2/24',
        ipconfig3: 'ip=10.20.0.3/24',
        network: 'x',
      },
    });
    expect(interfaces.map(({ id, addresses }) => [id, addresses])).toEqual([
      ['net2', ['10.20.0.2/24']],
      ['net10', []],
    ]);
  });

  it('keeps pending addresses apart from active ones, each once (ruling R04)', () => {
    const { interfaces, pendingAddresses } = fact({
      type: 'lxc',
      config: {
        net0: 'name=eth0,ip=10.20.0.5/24',
        net1: 'name=eth1,ip=10.30.0.5/24',
      },
      pendingConfig: {
        net0: 'name=eth0,ip=10.20.0.6/24,ip6=fd00:20::6/64',
        net2: 'name=eth2,ip=10.20.0.6/24',
        net1: 'name=eth1,ip=10.30.0.5/16',
      },
    });
    expect(interfaces.flatMap(({ addresses }) => addresses)).toEqual([
      '10.20.0.5/24',
      '10.30.0.5/24',
    ]);
    expect(pendingAddresses).toEqual(['10.20.0.6', 'fd00:20::6']);
  });

  it('finds the pending address of a VM in its cloud-init line alone', () => {
    expect(
      fact({
        config: {
          net0: 'virtio=BC:24:11:AA:00:02',
          ipconfig0: 'ip=10.20.0.2/24',
        },
        pendingConfig: { ipconfig0: 'ip=10.20.0.7/24', cores: 4 },
      }).pendingAddresses,
    ).toEqual(['10.20.0.7']);
  });

  it('drops everything it does not name, the description unless it is asked for', () => {
    const config = {
      cipassword: 'hunter2',
      sshkeys: 'ssh-rsa',
      description: 'root / hunter2',
      ostype: 'l26',
      digest: 'abc',
    };
    expect(fact({ config })).toEqual({
      vmid: 4101,
      interfaces: [],
      agentEnabled: false,
      pendingAddresses: [],
      onBoot: false,
      protection: false,
      osType: 'l26',
    });
    expect(fact({ config, keepDescription: true }).description).toBe(
      'root / hunter2',
    );
  });
});

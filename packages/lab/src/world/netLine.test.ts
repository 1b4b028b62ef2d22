import { activeConfiguration } from './configuration';
import { container, machine } from './guests';
import { NetLine, parseIpConfig, parseNetLine } from './netLine';

/* The lines are as Proxmox VE 9.2 prints and words them. */
describe('a line of an interface', () => {
  it('of a container comes back as it was read', () => {
    const text =
      'name=eth0,bridge=vmbr0,gw=192.168.11.1,gw6=2001:db8::1,hwaddr=BC:24:11:6A:D0:E1,ip=192.168.11.52/24,ip6=2001:db8::52/64,link_down=1,tag=11,trunks=20;30,type=veth';
    const line = parseNetLine('lxc', 'net0', text) as NetLine;
    const guest = container(7811, 'web01', 'r630-01');
    const nets = [{ live: [], ...line, mac: line.mac! }];
    expect(activeConfiguration({ ...guest, nets }).net0).toBe(text);
  });

  it.each([
    ['virtio=BC:24:11:00:00:01,bridge=vmbr0,tag=11', {}],
    ['model=e1000,macaddr=BC:24:11:00:00:01,bridge=vmbr0', { model: 'e1000' }],
    ['e1000=BC:24:11:00:00:01,bridge=vmbr0', { model: 'e1000' }],
  ])('of a virtual machine names its card: %s', (text, card) => {
    const line = parseNetLine('qemu', 'net0', text) as NetLine;
    expect(line).toMatchObject({ mac: 'BC:24:11:00:00:01', ...card });
    const guest = machine(100, 'vm', 'r630-01');
    const nets = [{ live: [], ...line, mac: line.mac! }];
    expect(activeConfiguration({ ...guest, nets }).net0).toContain(
      '=BC:24:11:00:00:01,bridge=vmbr0',
    );
  });

  it.each([
    ['name=eth0,tag=4095', 'net0.tag: value must have a maximum value of 4094'],
    ['bridge=vmbr0', 'net0.name: property is missing and it is not optional'],
    ['name=eth0,ip=10.0.0.1', /^net0\.ip: invalid format/],
    ['name=eth0,ip6=10.0.0.1/24', /^net0\.ip6: invalid format/],
    ['name=eth0,gw=10.0.0.256', /^net0\.gw: invalid format/],
    ['name=eth0,hwaddr=nonsense', /^net0\.hwaddr: invalid format/],
  ])('that says %s is refused', (text, why) => {
    const { problem } = parseNetLine('lxc', 'net0', text) as {
      problem: string;
    };
    const [head, ...found] = problem.split('\n');
    expect(head).toBe('invalid format - format error');
    expect(found[0]).toEqual(
      typeof why === 'string' ? why : expect.stringMatching(why),
    );
  });

  it('of addresses knows addresses only', () => {
    const text = 'gw6=2001:db8::1,ip6=2001:db8::52/64';
    expect(parseIpConfig('ipconfig0', text)).toEqual({
      address6: '2001:db8::52/64',
      gateway6: '2001:db8::1',
    });
    expect(parseIpConfig('ipconfig0', 'bridge=vmbr0')).toEqual({
      problem: expect.stringMatching(/ipconfig0\.bridge: property is not/),
    });
  });
});

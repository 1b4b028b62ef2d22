import fc from 'fast-check';
import { parseGuestConfigFile } from './guestConfigFile';

const CONTAINER = [
  '#Team%3A forge',
  '#100% by hand',
  'arch: amd64',
  'hostname: git',
  'memory: 2048',
  'net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:AA:00:01,ip=10.20.0.5/24,type=veth',
  'lxc.init.cwd: /',
  'lxc.mount.entry = /srv srv none bind 0 0',
  'Bad Line',
  '',
  '[before-upgrade]',
  '#old',
  'hostname: git-old',
  'net0: name=eth0,ip=10.20.0.99/24',
  '',
  '[pve:pending]',
  'net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:AA:00:01,ip=10.20.0.6/24,type=veth',
  'delete: net1',
  '',
  '[special:cloudinit]',
  'net0: name=eth0,ip=10.20.0.98/24',
].join('\n');

describe('parseGuestConfigFile', () => {
  it('reads the first section, the pending one and nothing of snapshots', () => {
    expect(parseGuestConfigFile(CONTAINER, 'lxc')).toEqual({
      description: 'Team: forge\n100% by hand',
      arch: 'amd64',
      hostname: 'git',
      memory: '2048',
      net0: 'name=eth0,bridge=vmbr0,hwaddr=BC:24:11:AA:00:01,ip=10.20.0.5/24,type=veth',
      pending: {
        net0: 'name=eth0,bridge=vmbr0,hwaddr=BC:24:11:AA:00:01,ip=10.20.0.6/24,type=veth',
        delete: 'net1',
      },
    });
    expect(JSON.stringify(parseGuestConfigFile(CONTAINER, 'lxc'))).not.toMatch(
      /10\.20\.0\.9[89]/,
    );
  });

  it('accepts CRLF', () => {
    expect(
      parseGuestConfigFile(CONTAINER.replace(/\n/g, '\r\n'), 'lxc'),
    ).toEqual(parseGuestConfigFile(CONTAINER, 'lxc'));
  });

  it('reads keys with dashes and digits, and lets the last of two win', () => {
    expect(
      parseGuestConfigFile('net0: a\nnet0: b\nscsi10: c\nqemu-x: d\n', 'qemu'),
    ).toEqual({ net0: 'b', scsi10: 'c', 'qemu-x': 'd', pending: {} });
  });

  it('decodes the older description line of a VM', () => {
    expect(parseGuestConfigFile('description: a%0Ab', 'qemu').description).toBe(
      'a\nb',
    );
  });

  it('never lets a file reach the prototype', () => {
    const config = parseGuestConfigFile(
      'constructor: x\n[pve:pending]\nvalueof: y',
      'qemu',
    );
    expect(config.constructor).toBe('x');
    expect(config.pending).toEqual({ valueof: 'y' });
  });

  it('takes any text, and what it wrote itself comes back', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc
            .stringMatching(/^[a-z][a-z0-9]{0,8}$/)
            .filter(key => key !== 'pending' && key !== 'description'),
          fc.stringMatching(/^[!-~]{1,20}$/),
        ),
        fc.string(),
        (settings, snapshot) => {
          const lines = Object.entries(settings).map(
            ([key, value]) => `${key}: ${value}`,
          );
          const text = `${lines.join('\n')}\n[snap]\n${snapshot.replace(
            /\[pve/g,
            '',
          )}`;
          expect({ ...parseGuestConfigFile(text, 'lxc') }).toEqual({
            ...settings,
            pending: {},
          });
        },
      ),
    );
  });
});

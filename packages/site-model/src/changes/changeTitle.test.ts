import { changeTitle } from './changeTitle';
import { ChangeIntent } from './intents';

const cases: [ChangeIntent, string][] = [
  [{ verb: 'guest.shutdown', vmid: 101 }, 'Shut down guest 101'],
  [
    { verb: 'guest.resize-disk', vmid: 101, disk: 'rootfs', sizeGiB: 16 },
    'Resize rootfs of guest 101 to 16 GiB',
  ],
  [
    {
      verb: 'guest.set-network',
      vmid: 101,
      interface: 'net0',
      vlan: 110,
      addressing: { mode: 'static', address: '192.168.11.50/24' },
    },
    'Set net0 of guest 101 to 192.168.11.50/24, VLAN 110',
  ],
  [
    {
      verb: 'guest.set-network',
      vmid: 101,
      interface: 'net0',
      addressing: { mode: 'dhcp' },
    },
    'Set net0 of guest 101 to DHCP, untagged',
  ],
  [
    { verb: 'guest.set-tags', vmid: 101, tags: [] },
    'Remove the tags of guest 101',
  ],
];

it.each(cases)('puts %j into one line', (intent, title) => {
  expect(changeTitle(intent)).toBe(title);
});

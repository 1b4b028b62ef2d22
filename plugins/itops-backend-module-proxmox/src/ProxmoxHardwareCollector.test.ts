import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import {
  TestSshd,
  describeHere,
  findSshd,
  startSshd,
} from '@sankofa/plugin-itops-node/testUtils';
import { proxmoxCapacityCollectorsFromConfig } from './proxmoxCapacityCollectorsFromConfig';
import { collect, factsOf, outcomes } from './__testUtils__/collect';
import { HARDWARE_COMMANDS } from './clients/readHardware';

const DMI =
  'System Information\n\tManufacturer: Dell Inc.\n\tProduct Name: PowerEdge R630\n\tSerial Number: 7XK3M02\n';
const DISKS = JSON.stringify({
  blockdevices: [
    {
      name: 'sda',
      type: 'disk',
      size: 5,
      model: 'SSD 870',
      serial: 'Y',
      rota: false,
    },
  ],
});
const LINKS = JSON.stringify([
  {
    ifname: 'lo',
    flags: ['UP'],
    link_type: 'loopback',
    address: '00:00:00:00:00:00',
  },
  {
    ifname: 'eno1',
    flags: ['UP'],
    link_type: 'ether',
    address: '02:00:00:00:00:01',
  },
  {
    ifname: 'vmbr0',
    flags: ['UP'],
    link_type: 'ether',
    address: '02:00:00:00:00:01',
    linkinfo: { info_kind: 'bridge' },
  },
]);

describeHere(
  findSshd() ? undefined : 'no sshd on this machine',
  'hardware over SSH, with a real OpenSSH server',
  () => {
    let sshd: TestSshd;
    let dir: string;
    const bin = () => path.join(dir, 'bin');

    /** Commands of these names that print a text, and write down how they were called. */
    function install(programs: Record<string, string>) {
      rmSync(bin(), { recursive: true, force: true });
      mkdirSync(bin());
      writeFileSync(path.join(dir, 'called'), '');
      for (const [name, body] of Object.entries(programs)) {
        const file = path.join(bin(), name);
        writeFileSync(
          file,
          `#!/bin/sh\necho "${name} $*" >> '${dir}/called'\n${body}\n`,
        );
        chmodSync(file, 0o755);
      }
    }
    const printing = (text: string) => `cat <<'END'\n${text}\nEND`;
    const sound = () => ({
      dmidecode: printing(DMI),
      lsblk: printing(DISKS),
      ip: printing(LINKS),
    });

    beforeAll(async () => {
      dir = mkdtempSync(path.join(os.tmpdir(), 'itops-hardware-'));
      sshd = await startSshd({
        environment: { PATH: `${bin()}:/usr/bin:/bin` },
      });
      writeFileSync(path.join(dir, 'key'), sshd.privateKey, { mode: 0o600 });
    });
    afterAll(async () => {
      await sshd?.stop();
      rmSync(dir, { recursive: true, force: true });
    });

    function collector(ssh: object = {}) {
      const [, hardware] = proxmoxCapacityCollectorsFromConfig(
        new ConfigReader({
          itops: {
            sources: {
              proxmox: [
                {
                  id: 'attic',
                  token: 'ro@pve!test=5f3c-canary',
                  endpoints: [
                    { url: 'https://10.9.0.1:8006', caFile: '/ca.pem' },
                  ],
                  hardware: {
                    nodes: [
                      {
                        node: 'one',
                        ssh: {
                          host: sshd.host,
                          port: sshd.port,
                          user: sshd.username,
                          privateKeyFile: path.join(dir, 'key'),
                          hostKey: sshd.hostKey,
                          ...ssh,
                        },
                      },
                    ],
                  },
                },
              ] as never,
            },
          },
        }),
      );
      return hardware;
    }

    it('is serial, model, cards and disks, by exactly three commands', async () => {
      install(sound());
      const result = await collect(collector());
      expect(outcomes(result)).toEqual({
        source: 'complete',
        'node:one': 'complete',
      });
      expect(
        factsOf(result, 'node-hardware').map(({ value }) => value),
      ).toEqual([
        {
          node: 'one',
          vendor: 'Dell Inc.',
          model: 'PowerEdge R630',
          serial: '7XK3M02',
          nics: [{ name: 'eno1', mac: '02:00:00:00:00:01' }],
          disks: [
            {
              name: 'sda',
              model: 'SSD 870',
              serial: 'Y',
              sizeBytes: 5,
              media: 'ssd',
            },
          ],
        },
      ]);
      expect(
        readFileSync(path.join(dir, 'called'), 'utf8').trim().split('\n'),
      ).toEqual(Object.values(HARDWARE_COMMANDS));
    });

    it('is partly unknown where one command may not be run', async () => {
      install({
        ...sound(),
        dmidecode: 'echo "/dev/mem: Permission denied" >&2; exit 1',
        lsblk: 'echo "not JSON"',
      });
      const result = await collect(collector());
      expect(outcomes(result)).toMatchObject({
        'node:one': 'partial: insufficient-privileges',
      });
      const [{ value }] = factsOf(result, 'node-hardware');
      expect(value).toEqual({ node: 'one', nics: [expect.anything()] });
    });

    it('is unknown where no command says anything, or the host key is another', async () => {
      const broken = 'exit 3';
      install({ dmidecode: broken, lsblk: broken, ip: broken });
      expect(outcomes(await collect(collector()))).toMatchObject({
        'node:one': 'failed: invalid-answer',
      });
      const result = await collect(
        collector({ hostKey: `SHA256:${'A'.repeat(43)}` }),
      );
      expect(outcomes(result)).toEqual({
        source: 'complete',
        'node:one': 'failed: host-key-changed',
      });
    });
  },
);

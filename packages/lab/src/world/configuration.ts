import { createHash } from 'node:crypto';
import { LabGuest, LabNet } from './world';

/** What stands in one section of a guest's configuration file, in file order. */
export type Configuration = Record<string, string>;

/** Keys whose values Proxmox answers as numbers. `memory` of a VM is none of them since 8.0.8. */
const NUMBERS = {
  lxc: [
    'cores',
    'memory',
    'swap',
    'onboot',
    'protection',
    'template',
    'unprivileged',
  ],
  qemu: ['cores', 'sockets', 'onboot', 'protection', 'template', 'numa'],
};

function defined(values: Record<string, string | undefined>): Configuration {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}

function list(values: Record<string, string | undefined>): string {
  return Object.entries(defined(values))
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

function containerNet(net: LabNet): string {
  return list({
    name: net.name,
    bridge: net.bridge,
    gw: net.gateway,
    gw6: net.gateway6,
    hwaddr: net.mac,
    ip: net.address,
    ip6: net.address6,
    link_down: net.linkDown ? '1' : undefined,
    tag: net.tag?.toString(),
    trunks: net.trunks,
    type: 'veth',
  });
}

function machineNet(net: LabNet): string {
  // Both ways of writing the MAC occur; the longer one where the card is not virtio.
  const card = net.model
    ? { model: net.model, macaddr: net.mac }
    : { virtio: net.mac };
  return list({
    ...card,
    bridge: net.bridge,
    link_down: net.linkDown ? '1' : undefined,
    tag: net.tag?.toString(),
    trunks: net.trunks,
  });
}

function ipConfig(net: LabNet): string | undefined {
  const { gateway: gw, gateway6: gw6, address: ip, address6: ip6 } = net;
  return ip || ip6 ? list({ gw, gw6, ip, ip6 }) : undefined;
}

/** Addresses, and gateways, of another time than now. */
interface Other {
  addresses?: Record<number, string>;
  gateways?: Record<number, string>;
}

function nets(guest: LabGuest, { addresses, gateways }: Other) {
  return Object.fromEntries(
    guest.nets.flatMap((now, index) => {
      const net = {
        ...now,
        address: addresses?.[index] ?? now.address,
        gateway: gateways?.[index] ?? now.gateway,
      };
      return guest.type === 'lxc'
        ? [[`net${index}`, containerNet(net)]]
        : [
            [`net${index}`, machineNet(net)],
            [`ipconfig${index}`, ipConfig(net)],
          ];
    }),
  );
}

function sorted(configuration: Configuration): Configuration {
  return Object.fromEntries(
    Object.entries(configuration).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const flag = (value: boolean) => (value ? '1' : undefined);

function volume(guest: LabGuest): string {
  const own = guest.type === 'lxc' ? 'subvol' : 'vm';
  const kind = guest.template ? 'base' : own;
  return `${guest.storage}:${kind}-${guest.vmid}-disk-0,size=${guest.diskGib}G`;
}

/** What is active in a guest's configuration. */
export function activeConfiguration(
  guest: LabGuest,
  other: Other = {},
): Configuration {
  const common = {
    ...nets(guest, other),
    cores: `${guest.cores}`,
    lock: guest.lock,
    memory: `${guest.memoryMib}`,
    onboot: flag(guest.onBoot),
    protection: flag(guest.protection),
    tags: guest.tags.length > 0 ? [...guest.tags].sort().join(';') : undefined,
    template: flag(guest.template),
  };
  return sorted(
    defined(
      guest.type === 'lxc'
        ? {
            ...common,
            arch: 'amd64',
            hostname: guest.name,
            ostype: 'debian',
            rootfs: volume(guest),
            swap: `${guest.swapMib ?? 512}`,
            unprivileged: flag(!guest.privileged),
          }
        : {
            ...common,
            agent: guest.agent ? 'enabled=1,fstrim_cloned_disks=1' : undefined,
            boot: 'order=scsi0;net0',
            // As the API shows it; the file holds a hash.
            cipassword: guest.agent === 'answers' ? '**********' : undefined,
            cpu: 'x86-64-v2-AES',
            meta: `creation-qemu=10.0.2,ctime=${1_735_000_000 + guest.vmid}`,
            name: guest.name,
            numa: '0',
            ostype: 'l26',
            scsi0: volume(guest),
            scsihw: 'virtio-scsi-single',
            smbios1: `uuid=7c1d4e00-5a5a-4000-8000-${`${guest.vmid}`.padStart(
              12,
              '0',
            )}`,
            sockets: '1',
          },
    ),
  );
}

/** Only the keys that wait for the next start. */
export function pendingConfiguration(guest: LabGuest): Configuration {
  const now = activeConfiguration(guest);
  const next = activeConfiguration(guest, {
    addresses: guest.pending,
    gateways: guest.pendingGateways,
  });
  return Object.fromEntries(
    Object.entries(next).filter(([key, value]) => now[key] !== value),
  );
}

/** The configuration as the API answers it: some values are numbers, sorted keys plus a digest. */
export function answeredConfiguration(
  guest: LabGuest,
  configuration: Configuration,
  memoryAsNumber: boolean,
): Record<string, string | number> {
  const numbers = memoryAsNumber
    ? [...NUMBERS[guest.type], 'memory']
    : NUMBERS[guest.type];
  return {
    ...Object.fromEntries(
      Object.entries(configuration).map(([key, value]) => [
        key,
        numbers.includes(key) ? Number(value) : value,
      ]),
    ),
    ...(guest.description ? { description: `${guest.description}\n` } : {}),
    // eslint-disable-next-line no-use-before-define
    digest: configurationDigest(guest),
  };
}

function section(configuration: Configuration): string[] {
  return Object.entries(configuration).map(
    ([key, value]) => `${key}: ${value}`,
  );
}

/** The guest's file as it lies in `/etc/pve`: description, active section, pending, snapshots. */
export function configurationFile(guest: LabGuest): string {
  const lines = (guest.description?.split('\n') ?? []).map(
    line => `#${encodeURI(line)}`,
  );
  const active = activeConfiguration(guest);
  if (active.cipassword) {
    active.cipassword =
      '$5$lab-canary-hash$0000000000000000000000000000000000000000';
  }
  lines.push(...section(active));
  const pending = pendingConfiguration(guest);
  if (Object.keys(pending).length > 0) {
    lines.push('', '[pve:pending]', ...section(pending));
  }
  for (const snapshot of guest.snapshots) {
    lines.push(
      '',
      `[${snapshot.name}]`,
      ...section(activeConfiguration(guest, { addresses: snapshot.addresses })),
      `snaptime: ${snapshot.time}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** SHA-1 of the file, as Proxmox computes it. */
export function configurationDigest(guest: LabGuest): string {
  return createHash('sha1').update(configurationFile(guest)).digest('hex');
}

import { ChangeIntent, CreateContainerIntent } from './intents';
import { PlannedRequest } from './plan';

/** What the calls for a guest that exists are made from. @public */
export interface RequestTarget {
  node: string;
  type: 'qemu' | 'lxc';
  /** Proxmox's hash of the configuration that was looked at. */
  digest?: string;
  /** `net0` … as the configuration says it, whole; absent: not read. */
  interfaceLines?: Readonly<Record<string, string>>;
}

/** @public */
export interface RequestOptions {
  changeId: string;
  ticket: string;
  /** Absent where the guest is to be created. */
  guest?: RequestTarget;
}

/** The calls of a change, or why nobody can say which they are. @public */
export type PlannedRequests =
  | { requests: PlannedRequest[]; undo: PlannedRequest[] }
  | { problem: string };

const PROXMOX = { executor: 'proxmox' } as const;

/** What a guest that a change created is known by. @public */
export function changeMarker(changeId: string): string {
  return `itops-change:${changeId}`;
}

function ipSettings(
  addressing: CreateContainerIntent['network']['addressing'],
): [string, string][] {
  if (addressing.mode === 'dhcp') {
    return [['ip', 'dhcp']];
  }
  const { address, gateway } = addressing;
  const [ip, gw] = address.includes(':') ? ['ip6', 'gw6'] : ['ip', 'gw'];
  return [
    [ip, address],
    ...(gateway ? [[gw, gateway] as [string, string]] : []),
  ];
}

function joined(settings: readonly [string, string | number][]): string {
  return settings.map(([key, value]) => `${key}=${value}`).join(',');
}

/** The line with these settings in the place of all of `dropped`. */
function edited(
  line: string,
  dropped: readonly string[],
  settings: readonly [string, string | number][],
): string {
  const kept = line
    .split(',')
    .filter(part => !dropped.includes(part.split('=')[0].trim()));
  return [...kept, ...settings.map(setting => joined([setting]))].join(',');
}

function creation(
  intent: CreateContainerIntent,
  { changeId, ticket }: RequestOptions,
): PlannedRequests {
  const { node, vmid, network } = intent;
  const guest = `/nodes/${node}/lxc/${vmid}`;
  const requests: PlannedRequest[] = [
    {
      ...PROXMOX,
      method: 'POST',
      path: `/nodes/${node}/lxc`,
      body: {
        vmid,
        hostname: intent.hostname,
        ostemplate: intent.template,
        pool: intent.pool,
        rootfs: `${intent.storage}:${intent.diskGiB}`,
        cores: intent.cores,
        memory: intent.memoryMiB,
        swap: intent.swapMiB,
        net0: joined([
          ['name', 'eth0'],
          ['bridge', network.bridge],
          ...(network.vlan === undefined
            ? []
            : [['tag', network.vlan] as [string, number]]),
          ...ipSettings(network.addressing),
        ]),
        unprivileged: 1,
        description: `Ticket ${ticket}\n${changeMarker(changeId)}`,
      },
    },
  ];
  // A token of a pool may set tags only once the guest is in the pool; the digest for
  // it comes from reading the new guest back.
  if (intent.tags.length > 0) {
    requests.push({
      ...PROXMOX,
      method: 'PUT',
      path: `${guest}/config`,
      body: { tags: intent.tags.join(';') },
    });
  }
  // `start` at create answers before anything has started.
  if (intent.start) {
    const path = `${guest}/status/start`;
    requests.push({ ...PROXMOX, method: 'POST', path, body: {} });
  }
  return {
    requests,
    undo: [{ ...PROXMOX, method: 'DELETE', path: guest, body: {} }],
  };
}

function networkBody(
  intent: Extract<ChangeIntent, { verb: 'guest.set-network' }>,
  type: RequestTarget['type'],
  line: string,
): Record<string, string> {
  const tag: [string, number][] =
    intent.vlan === undefined ? [] : [['tag', intent.vlan]];
  const addresses = ipSettings(intent.addressing);
  const family = addresses[0][0].endsWith('6') ? ['ip6', 'gw6'] : ['ip', 'gw'];
  return type === 'lxc'
    ? {
        [intent.interface]: edited(
          line,
          ['tag', ...family],
          [...tag, ...addresses],
        ),
      }
    : {
        [intent.interface]: edited(line, ['tag'], tag),
        [intent.interface.replace('net', 'ipconfig')]: joined(addresses),
      };
}

/**
 * The calls that will be sent, in their order: paths below `/api2/json`, bodies as
 * Proxmox VE 9 takes them. Configurations are only written with the digest that was
 * looked at. What takes a change back is named only where the change made the guest.
 *
 * @public
 */
export function planRequests(
  intent: ChangeIntent,
  options: RequestOptions,
): PlannedRequests {
  if (intent.verb === 'guest.create') {
    return creation(intent, options);
  }
  const { guest } = options;
  if (!guest) {
    return { problem: `No guest ${intent.vmid} is observed.` };
  }
  const { digest } = guest;
  const path = `/nodes/${guest.node}/${guest.type}/${intent.vmid}`;
  const only = (
    method: PlannedRequest['method'],
    end: string,
    body: PlannedRequest['body'],
  ) => ({
    requests: [{ ...PROXMOX, method, path: `${path}${end}`, body }],
    undo: [],
  });
  switch (intent.verb) {
    case 'guest.start':
    case 'guest.shutdown':
    case 'guest.stop':
      return only('POST', `/status/${intent.verb.slice('guest.'.length)}`, {});
    case 'guest.destroy':
      return only('DELETE', '', {});
    default:
  }
  if (digest === undefined) {
    return {
      problem:
        'The digest of the configuration has not been read; nothing is written without it.',
    };
  }
  switch (intent.verb) {
    case 'guest.resize-disk':
      return only('PUT', '/resize', {
        disk: intent.disk,
        size: `${intent.sizeGiB}G`,
        digest,
      });
    case 'guest.set-tags':
      return only(
        'PUT',
        '/config',
        intent.tags.length > 0
          ? { tags: intent.tags.join(';'), digest }
          : { delete: 'tags', digest },
      );
    default: {
      const line = guest.interfaceLines?.[intent.interface];
      return line === undefined
        ? {
            problem: `The line ${intent.interface} of the configuration has not been read; what else it says would be lost.`,
          }
        : only('PUT', '/config', {
            ...networkBody(intent, guest.type, line),
            digest,
          });
    }
  }
}

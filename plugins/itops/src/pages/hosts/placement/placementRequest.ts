import { PlacementRequestBody } from '@sankofa/plugin-itops-common';

/** What is typed, by the name of the field; also what the address of the page carries. */
export type PlacementValues = Record<string, string | undefined>;

export interface PlacementField {
  name: string;
  label: string;
  hint?: string;
  as?: 'number' | 'choice' | 'check';
  options?: { value: string; label: string }[];
  required?: boolean;
}

/** The fields of the form; the source is added where there are several. */
export const PLACEMENT_FIELDS: PlacementField[] = [
  { name: 'cores', label: 'Cores', as: 'number', required: true },
  { name: 'memory', label: 'Memory in GiB', as: 'number', required: true },
  { name: 'disk', label: 'Disk in GiB', as: 'number' },
  {
    name: 'content',
    label: 'Kind of guest',
    as: 'choice',
    options: [
      { value: 'images', label: 'VM (images)' },
      { value: 'rootdir', label: 'container (rootdir)' },
    ],
    required: true,
    hint: 'What the storage of its disk must take.',
  },
  { name: 'storage', label: 'Storage', hint: 'Its name; any when left empty.' },
  {
    name: 'class',
    label: 'Storage class',
    hint: 'Types of Proxmox: rbd, zfspool',
  },
  { name: 'vlan', label: 'VLANs', hint: '1 to 4094, with commas' },
  { name: 'bridge', label: 'Bridge', hint: 'Of the VLANs, such as vmbr0' },
  {
    name: 'tags',
    label: 'Away from guests with tag',
    hint: 'Anti-affinity, with commas',
  },
  {
    name: 'away',
    label: 'Away from guests',
    hint: 'Ids such as proxmox/pve-main/5010, with commas',
  },
  {
    name: 'without',
    label: 'Without nodes',
    hint: 'Ids such as proxmox/pve-main/r630-01, with commas',
  },
  { name: 'covered', label: 'Only with a subscription', as: 'check' },
  {
    name: 'anyVlan',
    label: 'Accept nodes where the VLAN is unknown',
    as: 'check',
  },
  {
    name: 'anyKey',
    label: 'Accept nodes where the subscription is unknown',
    as: 'check',
  },
];

const GIB = 1024 ** 3;
const MAX_GIB = 2 ** 20;
const MAX_CORES = 1000;

export function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(/[\s,;]+/)
    .map(part => part.trim())
    .filter(Boolean);
}

/** The unknowns that are let through. */
export function unknownsOf(
  values: PlacementValues,
): ('vlan' | 'subscription')[] {
  return [
    ...(values.anyVlan ? (['vlan'] as const) : []),
    ...(values.anyKey ? (['subscription'] as const) : []),
  ];
}

/** What the server is asked, or what is wrong with which field. */
export type ReadPlacement =
  | { request: PlacementRequestBody; errors?: undefined }
  | { request?: undefined; errors: Record<string, string> };

/** Reads the form. Everything that is left empty is no constraint. */
export function readPlacement(values: PlacementValues): ReadPlacement {
  const errors: Record<string, string> = {};
  const amount = (name: string, most: number, unit: number) => {
    const text = values[name]?.trim();
    if (!text) {
      return undefined;
    }
    const value = Number(text.replace(',', '.'));
    const whole = Math.round(value * unit);
    if (!Number.isFinite(value) || whole < 1 || value > most) {
      errors[
        name
      ] = `Enter a number above 0, at most ${most.toLocaleString()}.`;
    }
    return whole;
  };
  const milliCores = amount('cores', MAX_CORES, 1000);
  const memoryBytes = amount('memory', MAX_GIB, GIB);
  const diskBytes = amount('disk', MAX_GIB, GIB);
  const vlans = listOf(values.vlan).map(Number);
  const types = listOf(values.class);
  const tags = listOf(values.tags);
  const guestIds = listOf(values.away);
  const excludeNodeIds = listOf(values.without);
  const acceptUnknown = unknownsOf(values);
  const storage = values.storage?.trim();
  const bridge = values.bridge?.trim();

  if (milliCores === undefined) {
    errors.cores = 'How many cores does it need?';
  }
  if (memoryBytes === undefined) {
    errors.memory = 'How much memory does it need?';
  }
  if (vlans.some(vid => !Number.isInteger(vid) || vid < 1 || vid > 4094)) {
    errors.vlan = 'VLANs are whole numbers from 1 to 4094.';
  }
  if (bridge && vlans.length === 0) {
    errors.bridge = 'Name the VLAN that the bridge must carry.';
  }
  if (diskBytes === undefined && (storage || types.length > 0)) {
    errors.disk = 'How much of the storage does it need?';
  }
  if (
    Object.keys(errors).length > 0 ||
    milliCores === undefined ||
    memoryBytes === undefined
  ) {
    return { errors };
  }
  return {
    request: {
      milliCores,
      memoryBytes,
      ...(values.source && { sourceId: values.source }),
      ...(diskBytes !== undefined && {
        disk: {
          bytes: diskBytes,
          ...(storage && { storage }),
          ...(types.length > 0 && { types }),
          // Without it a storage that only takes backups would do.
          content: values.content === 'rootdir' ? 'rootdir' : 'images',
        },
      }),
      ...(vlans.length > 0 && {
        networks: vlans.map(vlan => ({ vlan, ...(bridge && { bridge }) })),
      }),
      ...(tags.length + guestIds.length > 0 && {
        antiAffinity: {
          ...(tags.length > 0 && { tags }),
          ...(guestIds.length > 0 && { guestIds }),
        },
      }),
      ...(values.covered && { requireSubscription: true }),
      ...(excludeNodeIds.length > 0 && { excludeNodeIds }),
      ...(acceptUnknown.length > 0 && { acceptUnknown }),
    },
  };
}

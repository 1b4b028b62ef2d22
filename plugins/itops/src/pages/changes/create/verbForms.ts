import { ChangeRequestOptions } from '@sankofa/plugin-itops-common';
import { Field, Values, requestOf } from '../../../components/form';
import { FilterOption } from '../../../components/table';
import { ChangeIntent, ChangeVerb } from '../../../format/changes';

type AllowRule = ChangeRequestOptions['policy']['allow'][number];
type Listed = 'nodes' | 'pools' | 'storages' | 'bridges' | 'templates';

/** What the allowlist has for a verb: what is not in it is refused by the guard anyway. */
export interface Allowed {
  /** Undefined where one of the rules leaves it open: anything may be typed. */
  choices: (what: Listed) => FilterOption[] | undefined;
  vlans: number[] | undefined;
  /** "7800 to 7899" */
  vmids: string;
}

export function allowedFor(allow: AllowRule[], verb: string): Allowed {
  const rules = allow.filter(({ verbs }) =>
    (verbs as readonly string[]).includes(verb),
  );
  const union = <T>(listOf: (rule: AllowRule) => T[] | undefined) =>
    rules.length > 0 && rules.every(listOf)
      ? [...new Set(rules.flatMap(rule => listOf(rule) ?? []))]
      : undefined;
  return {
    choices: what =>
      union(rule => rule[what])?.map(value => ({ value, label: value })),
    vlans: union(rule => rule.vlans),
    vmids: rules.map(({ vmids }) => vmids.join(' to ')).join(', '),
  };
}

const vmid = (allowed: Allowed): Field => ({
  name: 'vmid',
  label: 'VMID',
  as: 'number',
  required: true,
  hint: allowed.vmids && `Allowed: ${allowed.vmids}.`,
});

/** A list to choose from where the allowlist names what there is. */
function listed(
  allowed: Allowed,
  what: Listed,
  field: Pick<Field, 'name' | 'label' | 'hint'>,
): Field {
  const options = allowed.choices(what);
  return options
    ? {
        ...field,
        as: 'choice',
        required: true,
        options: [{ value: '', label: '–' }, ...options],
      }
    : { ...field, required: true };
}

function network({ vlans }: Allowed): Field[] {
  return [
    {
      name: 'vlan',
      label: 'VLAN',
      as: 'number',
      hint: `Untagged when empty.${
        vlans
          ? ` Allowed: ${vlans
              .map(vid => (vid === 0 ? 'untagged' : vid))
              .join(', ')}.`
          : ''
      }`,
    },
    {
      name: 'address',
      label: 'Address',
      hint: 'With its prefix length: 192.168.11.50/24. DHCP when empty.',
    },
    {
      name: 'gateway',
      label: 'Gateway',
      when: ({ address = '' }) => address.trim() !== '',
    },
  ];
}

const TAGS: Field = {
  name: 'tags',
  label: 'Tags',
  as: 'words',
  hint: 'With blanks between them.',
};

function createFields(allowed: Allowed): Field[] {
  return [
    listed(allowed, 'nodes', { name: 'node', label: 'Node' }),
    vmid(allowed),
    { name: 'hostname', label: 'Host name', required: true },
    listed(allowed, 'templates', { name: 'template', label: 'Template' }),
    listed(allowed, 'storages', { name: 'storage', label: 'Storage' }),
    {
      name: 'diskGiB',
      label: 'Disk in GiB',
      as: 'number',
      required: true,
    },
    { name: 'cores', label: 'Cores', as: 'number', required: true },
    {
      name: 'memoryMiB',
      label: 'Memory in MiB',
      as: 'number',
      required: true,
    },
    { name: 'swapMiB', label: 'Swap in MiB', as: 'number', required: true },
    listed(allowed, 'bridges', { name: 'bridge', label: 'Bridge' }),
    ...network(allowed),
    listed(allowed, 'pools', { name: 'pool', label: 'Pool' }),
    {
      name: 'ownerRef',
      label: 'Owner',
      required: true,
      hint: 'As the catalog names it: group:default/platform',
    },
    TAGS,
    {
      name: 'start',
      label: 'Start it',
      as: 'choice',
      always: true,
      options: [
        { value: 'yes', label: 'once it is there' },
        { value: 'no', label: 'no' },
      ],
    },
  ];
}

/** What is asked for each verb. */
export function verbFields(verb: string, allowed: Allowed): Field[] {
  switch (verb) {
    case 'guest.create':
      return createFields(allowed);
    case 'guest.resize-disk':
      return [
        vmid(allowed),
        {
          name: 'disk',
          label: 'Disk',
          required: true,
          hint: 'rootfs or mp0 of a container; scsi0, virtio0 … of a VM.',
        },
        {
          name: 'sizeGiB',
          label: 'New size in GiB',
          as: 'number',
          required: true,
          hint: 'A disk never shrinks.',
        },
      ];
    case 'guest.set-network':
      return [
        vmid(allowed),
        { name: 'interface', label: 'Interface', required: true },
        ...network(allowed),
      ];
    case 'guest.set-tags':
      return [
        vmid(allowed),
        { ...TAGS, hint: 'These and no others; none when empty.' },
      ];
    case 'guest.destroy':
      return [
        vmid(allowed),
        {
          name: 'name',
          label: 'Name of the guest',
          required: true,
          hint: 'Typed to the letter, so that nobody destroys a number.',
        },
      ];
    default:
      return [vmid(allowed)];
  }
}

/** What a form begins with. */
export const INITIAL: Values = {
  diskGiB: '8',
  cores: '1',
  memoryMiB: '1024',
  swapMiB: '512',
  start: 'yes',
  interface: 'net0',
};

/** Where a form keeps together what the API has apart. */
interface Flat {
  vlan?: number;
  address?: string;
  gateway?: string;
  bridge?: string;
  start?: string;
  tags?: string[];
}

/** The form as the API takes it; what is wrong in it the server says. */
export function intentOf(
  verb: ChangeVerb,
  fields: Field[],
  values: Values,
): { intent: ChangeIntent; errors: Values } {
  const { errors, request } = requestOf(fields, values);
  const { address, bridge, gateway, start, tags, vlan, ...plain } =
    request as Flat;
  const line = {
    ...(vlan !== undefined && { vlan }),
    addressing: address
      ? { mode: 'static', address, ...(gateway && { gateway }) }
      : { mode: 'dhcp' },
  };
  const intent: object = {
    verb,
    ...plain,
    ...(verb === 'guest.create' && {
      network: { bridge, ...line },
      tags: tags ?? [],
      start: start === 'yes',
    }),
    ...(verb === 'guest.set-network' && line),
    ...(verb === 'guest.set-tags' && { tags: tags ?? [] }),
  };
  return { intent: intent as ChangeIntent, errors };
}

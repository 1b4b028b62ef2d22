import { IpamPrefixRecord, IpamVlanRecord } from '@sankofa/plugin-itops-common';
import { Conversion, Field } from '../../../components/form';
import { RecordForm } from '../../../components/record';
import { textOptions } from '../../../components/table';
import { PREFIX_STATUSES, sayVlan } from '../../../format/ipam';
import { count } from '../../../format/quantity';

type Range = IpamPrefixRecord['ranges'][number];
type Vlan = NonNullable<IpamPrefixRecord['vlan']>;

const RANGE = /^(dhcp|declared)\s+(\S+?)\s*(?:-|\s)\s*([^\s-]+)(?:\s+(.+))?$/i;

/** One range on a line: "dhcp 10.20.30.100-10.20.30.150 phones". */
const RANGES: Conversion = {
  say: (ranges: Range[]) =>
    ranges
      .map(({ kind, first, last, label }) =>
        [kind, `${first}-${last}`, label].filter(Boolean).join(' '),
      )
      .join('\n'),
  read: text =>
    text
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean)
      .map((line): Range => {
        const [, kind, first, last, label] = RANGE.exec(line) ?? [];
        if (!kind) {
          throw new RangeError(
            `“${line}” is no range such as “dhcp 10.0.0.100-10.0.0.150 phones”.`,
          );
        }
        return {
          kind: kind.toLowerCase() as Range['kind'],
          first,
          last,
          ...(label && { label }),
        };
      }),
};

/** Ids, one on a line. */
const LINES: Conversion = {
  say: (lines: string[]) => lines.join('\n'),
  read: text =>
    text
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean),
};

/** A VLAN in the value of a choice: its number, and its group behind a blank. */
const VLAN: Conversion = {
  say: ({ vid, group }: Vlan) => [vid, group].filter(Boolean).join(' '),
  read: (text): Vlan => {
    const [vid, ...group] = text.split(' ');
    return {
      vid: Number(vid),
      ...(group.length > 0 && { group: group.join(' ') }),
    };
  },
};

function fieldsOf(vlans: Vlan[]): Field[] {
  return [
    {
      name: 'cidr',
      label: 'Prefix',
      required: true,
      fixed: true,
      hint: 'Such as 10.20.30.0/24. Later it is split, merged or resized.',
      blame: /is there already/,
    },
    { name: 'name', label: 'Name' },
    {
      name: 'status',
      label: 'Status',
      as: 'choice',
      options: textOptions(PREFIX_STATUSES),
      required: true,
      hint: 'A container only holds other prefixes.',
    },
    {
      name: 'vlan',
      label: 'VLAN',
      as: 'choice',
      options: vlans.map(vlan => ({
        value: VLAN.say(vlan),
        label: [sayVlan(vlan), 'name' in vlan && vlan.name]
          .filter(Boolean)
          .join(' · '),
      })),
      convert: VLAN,
      blame: /names VLAN .* not recorded/,
    },
    { name: 'gateway', label: 'Gateway', blame: /^The gateway / },
    { name: 'environment', label: 'Environment' },
    { name: 'ownerTeam', label: 'Owner team' },
    {
      name: 'ranges',
      label: 'Ranges that are not offered',
      as: 'lines',
      convert: RANGES,
      hint: 'One on a line: dhcp or declared, first-last, and a name.',
      blame: /^The ranges? /,
    },
    {
      name: 'sources',
      label: 'Sources that see it',
      as: 'lines',
      convert: LINES,
      hint: 'One id on a line; all of them when empty.',
    },
    { name: 'routingNotes', label: 'Routing notes', as: 'lines' },
    { name: 'description', label: 'Description', as: 'lines' },
  ];
}

/**
 * A prefix as it is asked for and written.
 *
 * @param vlans - to choose from
 * @param record - its own VLAN can be chosen also where the others are not known
 */
export function prefixForm(
  vlans: IpamVlanRecord[],
  record: IpamPrefixRecord | undefined,
): RecordForm<IpamPrefixRecord> {
  const own = record?.vlan;
  const isKnown = vlans.some(
    ({ vid, group }) => vid === own?.vid && group === own.group,
  );
  return {
    nouns: ['prefix', 'prefixes'],
    fields: fieldsOf(own && !isKnown ? [own, ...vlans] : vlans),
    initial: { status: 'active' },
    titleOf: ({ cidr }) => cidr,
    nameOf: ({ cidr }) => cidr,
    deletes: ({ held, depth }) =>
      depth > 0
        ? `The prefix around it takes its ${count(
            held,
            'address',
            'addresses',
          )}.`
        : `No prefix is around it, so its ${count(
            held,
            'address',
            'addresses',
          )} would be in none; while it holds any it cannot be deleted.`,
    api: ({ ipam }) => ({
      get: (id, options) => ipam.prefix(id, options),
      create: request =>
        ipam.createPrefix(request as Parameters<typeof ipam.createPrefix>[0]),
      update: (seen, request) =>
        ipam.updatePrefix(
          seen,
          request as Parameters<typeof ipam.updatePrefix>[1],
        ),
      delete: seen => ipam.deletePrefix(seen),
    }),
  };
}

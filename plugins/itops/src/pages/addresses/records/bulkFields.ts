import { IpamBulkRequest } from '@sankofa/plugin-itops-common';
import { Field, Values, requestOf } from '../../../components/form';
import { FilterOption, textOptions } from '../../../components/table';
import { ADDRESS_LIFECYCLES, ADDRESS_ROLES } from '../../../format/ipam';

const HOW: FilterOption[] = [
  { value: 'keep', label: 'leave as it is' },
  { value: 'set', label: 'set to …' },
  { value: 'empty', label: 'empty it' },
];

/** Fields that can also be emptied, each with a choice of what becomes of it. */
const TEXTS = [
  { name: 'ownerTeam', label: 'Owner team' },
  { name: 'service', label: 'Service' },
  { name: 'description', label: 'Description' },
] as const;

const howOf = (name: string) => `how-${name}`;

export const BULK_INITIAL: Values = Object.fromEntries(
  TEXTS.map(({ name }) => [howOf(name), 'keep']),
);

/** A choice without a value leaves the field alone. */
export const BULK_FIELDS: Field[] = [
  {
    name: 'lifecycle',
    label: 'Lifecycle',
    as: 'choice',
    options: textOptions(ADDRESS_LIFECYCLES),
    hint: '– leaves it as it is.',
  },
  {
    name: 'role',
    label: 'Role',
    as: 'choice',
    options: textOptions(ADDRESS_ROLES),
    hint: '– leaves it as it is.',
  },
  {
    name: 'holder',
    label: 'Holder',
    required: true,
    hint: 'Whom they are reserved for.',
    blame: /needs a holder/,
    when: ({ lifecycle }) => lifecycle === 'reserved',
  },
  ...TEXTS.flatMap(({ name, label }): Field[] => [
    {
      name: howOf(name),
      label,
      as: 'choice',
      options: HOW,
      always: true,
    },
    {
      name,
      label: `New ${label.toLowerCase()}`,
      required: true,
      when: values => values[howOf(name)] === 'set',
    },
  ]),
];

/** What the form changes; nothing where every field stays as it is. */
export function bulkSetOf(values: Values): {
  set: IpamBulkRequest['set'];
  errors: Values;
} {
  const { request, errors } = requestOf(BULK_FIELDS, values);
  const set = Object.fromEntries([
    ...Object.entries(request).filter(([name]) => !name.startsWith('how-')),
    ...TEXTS.filter(({ name }) => values[howOf(name)] === 'empty').map(
      ({ name }) => [name, null],
    ),
  ]);
  return { set, errors };
}

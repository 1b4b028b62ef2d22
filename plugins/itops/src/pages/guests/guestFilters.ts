import { GuestsPage, GuestsQuery } from '@sankofa/plugin-itops-common';
import {
  FilterDefinition,
  FilterOption,
  sourceFilter,
  wordOptions,
} from '../../components/table';
import { observingSources } from '../../format/relevantSources';
import {
  FRESHNESS,
  GUEST_STATUSES,
  SEVERITIES,
  entityLabel,
} from '../../format/words';

export const GUEST_FILTERS = [
  'status',
  'type',
  'node',
  'owner',
  'tag',
  'vlan',
  'declared',
  'findings',
  'freshness',
  'template',
  'source',
] as const;

export type GuestFilter = (typeof GUEST_FILTERS)[number];

/** Values that occur on the page in view, in order. */
function seen(
  page: GuestsPage | undefined,
  valuesOf: (row: GuestsPage['items'][number]) => (string | undefined)[],
  say: (value: string) => string = value => value,
): FilterOption[] {
  const values = new Set<string>();
  for (const row of page?.items ?? []) {
    for (const value of valuesOf(row)) {
      if (value) {
        values.add(value);
      }
    }
  }
  return [...values]
    .map(value => ({ value, label: say(value) }))
    .sort((a, b) =>
      a.label.localeCompare(b.label, undefined, { numeric: true }),
    );
}

/** The filters a person can choose from, with the values that make sense now. */
export function guestFilters(
  page: GuestsPage | undefined,
): FilterDefinition<GuestFilter>[] {
  return [
    { name: 'status', label: 'Status', options: wordOptions(GUEST_STATUSES) },
    {
      name: 'type',
      label: 'Type',
      options: [
        { value: 'qemu', label: 'VM' },
        { value: 'lxc', label: 'container' },
      ],
    },
    { name: 'node', label: 'Node', options: seen(page, row => [row.node]) },
    {
      name: 'owner',
      label: 'Owner',
      options: seen(page, row => [row.ownerRef], entityLabel),
      say: entityLabel,
    },
    { name: 'tag', label: 'Tag', options: seen(page, row => row.tags) },
    {
      name: 'vlan',
      label: 'VLAN',
      options: seen(page, row => [row.vlan?.toString()]),
    },
    {
      name: 'declared',
      label: 'Declared',
      options: [
        { value: 'true', label: 'yes' },
        { value: 'false', label: 'no' },
      ],
    },
    {
      name: 'findings',
      label: 'Findings',
      options: [
        { value: 'true', label: 'any' },
        { value: 'false', label: 'none' },
        ...wordOptions(SEVERITIES),
      ],
    },
    { name: 'freshness', label: 'Freshness', options: wordOptions(FRESHNESS) },
    {
      name: 'template',
      label: 'Template',
      options: [
        { value: 'true', label: 'only templates' },
        { value: 'false', label: 'no templates' },
      ],
    },
    sourceFilter(observingSources(page?.sources)),
  ];
}

function flag(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : value === 'true';
}

/** Filters of the address of the page, as the API takes them. */
export function guestsQuery(
  filters: Partial<Record<GuestFilter, string>>,
): GuestsQuery {
  const { declared, template, findings, ...texts } = filters;
  return {
    ...texts,
    declared: flag(declared),
    template: flag(template),
    findings:
      findings === 'true' || findings === 'false' ? flag(findings) : findings,
  };
}

import { FindingsPage } from '@sankofa/plugin-itops-common';
import {
  FilterDefinition,
  sourceFilter,
  wordOptions,
} from '../../components/table';
import { RULE_IDS, ruleText } from '../../format/rules';
import { FINDING_STATES, SEVERITIES, entityLabel } from '../../format/words';

export const DRIFT_FILTERS = [
  'severity',
  'rule',
  'state',
  'owner',
  'source',
  'subject',
  'guest',
] as const;

export type DriftFilter = (typeof DRIFT_FILTERS)[number];

/** Rules that occur, known ones first in their own order. */
function rulesOf(page: FindingsPage | undefined): string[] {
  const counted = Object.keys(page?.counts.byRule ?? {});
  return [
    ...RULE_IDS.filter(rule => counted.includes(rule)),
    ...counted.filter(rule => !RULE_IDS.includes(rule)),
  ];
}

/** The filters a person can choose from. */
export function driftFilters(
  page: FindingsPage | undefined,
): FilterDefinition<DriftFilter>[] {
  const owners = new Set(page?.items.flatMap(({ ownerRefs }) => ownerRefs));
  return [
    {
      name: 'severity',
      label: 'Severity',
      options: wordOptions(SEVERITIES),
    },
    {
      name: 'rule',
      label: 'Rule',
      options: rulesOf(page).map(rule => ({
        value: rule,
        label: ruleText(rule).title,
      })),
      say: rule => ruleText(rule).title,
    },
    {
      name: 'state',
      label: 'State',
      options: wordOptions(FINDING_STATES),
    },
    {
      name: 'owner',
      label: 'Owner',
      options: [...owners].sort().map(value => ({
        value,
        label: entityLabel(value),
      })),
      say: entityLabel,
    },
    sourceFilter(page?.sources),
    { name: 'subject', label: 'Subject', options: [] },
    { name: 'guest', label: 'Guest', options: [] },
  ];
}

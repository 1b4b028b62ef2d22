import { Verdict } from '../../findings';
import { rowTargets, targetText } from '../../paths/rowTargets';
import { readEvidence } from '../../paths/Trust';
import { JudgeContext } from '../JudgeContext';
import { isServed, rowLabel } from '../upstreams';

/** A location `/` or free text that replaces the target people see in the list (ruling R12). */
export function upstreamOverridden(context: JudgeContext): Verdict[] {
  return context.site.proxyHosts
    .filter(({ value }) => isServed(value))
    .flatMap((row): Verdict[] => {
      const { sourceId, value } = row;
      const [{ via, target, location }] = rowTargets(value);
      if (via === 'row') {
        return [];
      }
      const what =
        via === 'location' ? `location ${location}` : 'free-text configuration';
      const own = targetText(value.target);
      const instead = target ? targetText(target) : 'its own answer';
      return [
        {
          rule: 'upstream-overridden',
          subject: context.subjects.row('proxy-host', sourceId, value.id),
          severity: 'info',
          summary: `${rowLabel(
            'proxy-host',
            value,
          )} shows ${own}, but its ${what} replaces that by ${instead}; set the target of the row itself.`,
          evidence: [
            readEvidence(row, 'target of the row', own),
            readEvidence(row, `replaced by its ${what}`, instead),
          ],
          restsOn: context.readRefs([row]),
          guestIds: [],
        },
      ];
    });
}

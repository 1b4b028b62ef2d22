import { Verdict } from '../../findings';
import { readEvidence } from '../../paths/Trust';
import { distinctRefs, JudgeContext } from '../JudgeContext';
import { strangerTest } from '../strangers';

/**
 * Several strangers behind one port and no hypervisor: there is a switch that
 * nobody manages. Rests on complete lists of guests, whose MACs are no strangers.
 */
export function portUnmanaged(context: JudgeContext): Verdict[] {
  if (!context.guestListsReadable) {
    return [];
  }
  const isStranger = strangerTest(context);
  return context.learned().flatMap(({ set, nodes, foreign }): Verdict[] => {
    const strangers = foreign.filter(({ value }) => isStranger(value.mac));
    if (strangers.length < 2 || nodes.size > 0) {
      return [];
    }
    const subject = context.subjects.port(set);
    const place = subject.slice('port:'.length);
    return [
      {
        rule: 'port-unmanaged',
        subject,
        severity: 'info',
        summary: `${strangers.length} foreign MACs are behind ${place} and no hypervisor is; record the switch or device that is there.`,
        evidence: strangers.map(client =>
          readEvidence(
            client,
            `${
              client.value.name ?? client.value.hostname ?? 'client'
            } on ${place}`,
            client.value.mac,
          ),
        ),
        restsOn: distinctRefs([
          ...context.scopesOf(set.sourceId),
          ...context.sourceRefs,
          ...context.sightingRefs,
        ]),
        guestIds: [],
      },
    ];
  });
}

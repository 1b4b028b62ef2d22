import { Verdict } from '../../findings';
import { readEvidence } from '../../paths/Trust';
import { nodesByHostName } from '../../site/edge/MacOwners';
import { listed } from '../../text/sentences';
import { distinctRefs, JudgeContext } from '../JudgeContext';

/**
 * A port whose label begins with the name of a node, while another node is
 * learned there (ruling R15). Strangers prove nothing: they may be the node's own
 * management card.
 */
export function portMismatch(context: JudgeContext): Verdict[] {
  const named = nodesByHostName(context.site.nodes);
  return context.learned().flatMap(({ set, nodes }): Verdict[] => {
    const labels = set.members.flatMap(item => {
      const word = item.value.name?.trim().split(/\s+/)[0];
      const node = word ? named(word) : undefined;
      return node && !nodes.has(node) ? [{ item, node }] : [];
    });
    if (labels.length === 0 || nodes.size === 0) {
      return [];
    }
    const subject = context.subjects.port(set);
    const place = subject.slice('port:'.length);
    const there = listed([...nodes].map(({ name }) => name));
    return [
      {
        rule: 'port-mismatch',
        subject,
        severity: 'warning',
        summary: `${place} is labelled ${listed([
          ...new Set(labels.map(({ node }) => node.name)),
        ])}, but ${there} is learned there; correct the label, or the cable.`,
        evidence: [
          ...labels.map(({ item }) =>
            readEvidence(item, `label of ${place}`, item.value.name),
          ),
          ...set.members.map(item =>
            readEvidence(item, `learned behind ${place}`, there),
          ),
        ],
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

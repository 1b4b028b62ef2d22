import { Evidence, Verdict } from '../../findings';
import { isReadable } from '../../observations';
import { readEvidence } from '../../paths/Trust';
import { cableLabel, endLabel } from '../../portmap/keys';
import {
  RecordedPort,
  recordedPortsOf,
} from '../../portmap/observed/RecordedPorts';
import { PORT_RECORDS_SOURCE } from '../../portmap/portRecords';
import { SwitchPortSet } from '../../site';
import { nodesByHostName } from '../../site/edge/MacOwners';
import { listed } from '../../text/sentences';
import { distinctRefs, JudgeContext } from '../JudgeContext';

/** One reason why the declared far end of a port is not what is there. */
interface Mismatch {
  /** Behind the name of the port: "is labelled a, but b is learned there". */
  clause: string;
  remedy: string;
  evidence: Evidence[];
}

/**
 * A port whose declared far end is not what is learned there: its label begins with
 * the name of another node (ruling R15), or the recorded cable leads elsewhere.
 * Strangers prove nothing: they may be the node's own management card.
 */
export function portMismatch(context: JudgeContext): Verdict[] {
  const found = labelMismatches(context);
  for (const [set, mismatches] of recordMismatches(context)) {
    found.set(set, [...(found.get(set) ?? []), ...mismatches]);
  }
  return context.site.switchPorts.flatMap((set): Verdict[] => {
    const mismatches = found.get(set);
    if (!mismatches) {
      return [];
    }
    const subject = context.subjects.port(set);
    const place = subject.slice('port:'.length);
    return [
      {
        rule: 'port-mismatch',
        subject,
        severity: 'warning',
        summary: `${place} ${mismatches
          .map(({ clause }) => clause)
          .join(', and ')}; correct ${mismatches
          .map(({ remedy }) => remedy)
          .join(' and ')}, or the cable.`,
        evidence: mismatches.flatMap(({ evidence }) => evidence),
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

function labelMismatches(
  context: JudgeContext,
): Map<SwitchPortSet, Mismatch[]> {
  const named = nodesByHostName(context.site.nodes);
  const found = new Map<SwitchPortSet, Mismatch[]>();
  for (const { set, nodes } of context.learned()) {
    const labels = set.members.flatMap(item => {
      const word = item.value.name?.trim().split(/\s+/)[0];
      const node = word ? named(word) : undefined;
      return node && !nodes.has(node) ? [{ item, node }] : [];
    });
    if (labels.length > 0 && nodes.size > 0) {
      const place = context.subjects.port(set).slice('port:'.length);
      const there = listed([...nodes].map(({ name }) => name));
      const said = listed([...new Set(labels.map(({ node }) => node.name))]);
      found.set(set, [
        {
          clause: `is labelled ${said}, but ${there} is learned there`,
          remedy: 'the label',
          evidence: [
            ...labels.map(({ item }) =>
              readEvidence(item, `label of ${place}`, item.value.name),
            ),
            ...set.members.map(item =>
              readEvidence(item, `learned behind ${place}`, there),
            ),
          ],
        },
      ]);
    }
  }
  return found;
}

function recordMismatches(
  context: JudgeContext,
): Map<SwitchPortSet, Mismatch[]> {
  const found = new Map<SwitchPortSet, Mismatch[]>();
  for (const record of recordedPortsOf(context.site)?.all ?? []) {
    const { sourceId, switchMac, number, verdict, observed } = record;
    const set = context.ports().portAt(sourceId, switchMac, number);
    if (
      set &&
      verdict === 'conflict' &&
      observed.every(({ freshness }) => isReadable(freshness))
    ) {
      found.set(set, [...(found.get(set) ?? []), mismatchOf(record)]);
    }
  }
  return found;
}

function mismatchOf({ recorded, cables, observed }: RecordedPort): Mismatch {
  const there = listed([
    ...new Set(
      observed.map(({ name, port }) => (port ? `${name} ${port}` : name)),
    ),
  ]);
  return {
    clause: `is recorded to lead to ${endLabel(
      recorded.at(-1)!,
    )}, but ${there} is seen there`,
    remedy: 'the record',
    evidence: [
      ...cables.map(cable => ({
        claim: `recorded cable ${cableLabel(cable)}`,
        sourceId: PORT_RECORDS_SOURCE,
      })),
      ...observed.map(({ via, name, port, sourceId, freshness }) => ({
        claim: `seen there (${via})`,
        sourceId,
        value: port ? `${name} ${port}` : name,
        collectedAt: freshness.collectedAt,
      })),
    ],
  };
}

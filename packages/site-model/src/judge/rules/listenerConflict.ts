import { Evidence, Verdict } from '../../findings';
import { forwardText } from '../../paths/Forwards';
import { hostPattern } from '../../paths/HostMatcher';
import {
  forwardConflicts,
  PortConflict,
  streamConflicts,
  webPortConflicts,
} from '../../paths/listeners';
import { readEvidence } from '../../paths/Trust';
import { Observed, ProxyRowKind } from '../../site';
import { listed } from '../../text/sentences';
import { JudgeContext } from '../JudgeContext';
import { rowLabel } from '../upstreams';

function intervalText({ first, last }: { first: number; last: number }) {
  return first === last ? `${first}` : `${first}-${last}`;
}

function portVerdict<T>(
  conflict: PortConflict<T>,
  context: JudgeContext,
  words: { label: (value: T) => string; more?: string; thing: string },
): Verdict {
  const { sourceId, place, protocol, rows } = conflict;
  const ports = `${protocol}/${intervalText(conflict)}`;
  const where = place ? `${place}/${ports}` : ports;
  const labels = rows.map(({ value }) => words.label(value));
  const evidence: Evidence[] = rows.map((row, index) =>
    readEvidence(row, `${labels[index]} listens on ${ports}`),
  );
  const names = [...labels, ...(words.more ? [words.more] : [])];
  return {
    rule: 'listener-conflict',
    subject: context.subjects.listener(sourceId, where),
    severity: 'error',
    summary: `${listed(
      names,
    )} all want ${where} of ${sourceId}, and only one can have it; give ${
      words.thing
    } another port, or disable it.`,
    evidence,
    restsOn: context.readRefs(rows),
    guestIds: [],
  };
}

interface NamedRow {
  kind: ProxyRowKind;
  row: Observed<{ id: number; enabled: boolean; domainNames: string[] }>;
}

function hostVerdicts(context: JudgeContext): Verdict[] {
  const { site } = context;
  const named: NamedRow[] = [
    ...site.proxyHosts.map(row => ({ kind: 'proxy-host' as const, row })),
    ...site.redirectionHosts.map(row => ({
      kind: 'redirection-host' as const,
      row,
    })),
    ...site.deadHosts.map(row => ({ kind: 'dead-host' as const, row })),
  ];
  const holders = new Map<string, Set<NamedRow>>();
  for (const item of named.filter(({ row }) => row.value.enabled)) {
    for (const name of item.row.value.domainNames) {
      const key = `${item.row.sourceId} ${hostPattern(name)}`;
      holders.set(key, (holders.get(key) ?? new Set()).add(item));
    }
  }
  return [...holders]
    .filter(([, items]) => items.size > 1)
    .map(([key, items]) => {
      const [sourceId, name] = key.split(' ');
      const rows = [...items];
      const labels = rows.map(({ kind, row }) => rowLabel(kind, row.value));
      return {
        rule: 'listener-conflict',
        subject: context.subjects.listener(sourceId, `hostname/${name}`),
        severity: 'error',
        summary: `${listed(
          labels,
        )} all want the host name ${name} of ${sourceId}, and nginx takes one without a word; remove the name from all but one.`,
        evidence: rows.map(({ row }, index) =>
          readEvidence(row, `${labels[index]} names ${name}`),
        ),
        restsOn: context.readRefs(rows.map(({ row }) => row)),
        guestIds: [],
      };
    });
}

/** Two enabled rows that want the same port or host name (ruling R16). */
export function listenerConflict(context: JudgeContext): Verdict[] {
  const { site } = context;
  const stream = {
    label: (value: Parameters<typeof rowLabel>[1]) => rowLabel('stream', value),
    thing: 'one stream',
  };
  const verdicts = [
    ...streamConflicts(site).map(item => portVerdict(item, context, stream)),
    ...webPortConflicts(site).map(item =>
      portVerdict(item, context, { ...stream, more: 'its own web server' }),
    ),
    ...forwardConflicts(site).map(item =>
      portVerdict(item, context, {
        label: value => `port forward ${forwardText(value)}`,
        thing: 'one forward',
      }),
    ),
    ...hostVerdicts(context),
  ];
  return [...new Map(verdicts.map(item => [item.subject, item])).values()];
}

import { Evidence, ScopeRef } from '../findings';
import { rowTargets, targetText } from '../paths/rowTargets';
import { Target } from '../paths/Targets';
import { readEvidence } from '../paths/Trust';
import { Observed, ProxyRowKind } from '../site';
import { JudgeContext } from './JudgeContext';

/** One target that an enabled row of a proxy really sends requests to (ruling R12). */
export interface Upstream {
  subject: string;
  /** `proxy host 5 (rpc.example) location /`. */
  label: string;
  row: Observed<unknown>;
  meaning: Target;
  /** As typed. */
  text: string;
}

/** A row of a proxy in words. */
export function rowLabel(
  kind: ProxyRowKind,
  value: { id: number; domainNames?: string[]; incomingPort?: string },
): string {
  const { id, domainNames, incomingPort } = value;
  const name =
    incomingPort === undefined ? domainNames?.[0] : `port ${incomingPort}`;
  const title = `${kind.replace('-', ' ')} ${id}`;
  return name === undefined ? title : `${title} (${name.toLowerCase()})`;
}

/** Enabled, and nginx did not refuse it: requests do arrive there. */
export function isServed(value: {
  enabled: boolean;
  serving: string;
}): boolean {
  return value.enabled && value.serving !== 'refused';
}

export function upstreamsOf(context: JudgeContext): Upstream[] {
  const { site, subjects } = context;
  const targets = context.targets();
  const hosts = site.proxyHosts
    .filter(({ value }) => isServed(value))
    .flatMap(row => {
      const { sourceId, value } = row;
      const label = rowLabel('proxy-host', value);
      return rowTargets(value).flatMap(({ target, location }): Upstream[] =>
        target
          ? [
              {
                subject:
                  location === undefined
                    ? subjects.row('proxy-host', sourceId, value.id)
                    : subjects.location(sourceId, value.id, location),
                label:
                  location === undefined
                    ? label
                    : `${label} location ${location}`,
                row,
                meaning: targets.read(target.host, sourceId),
                text: targetText(target),
              },
            ]
          : [],
      );
    });
  const streams = site.streams
    .filter(({ value }) => isServed(value))
    .map((row): Upstream => {
      const { sourceId, value } = row;
      const port = value.forwardPort && `:${value.forwardPort}`;
      return {
        subject: subjects.row('stream', sourceId, value.id),
        label: rowLabel('stream', value),
        row,
        meaning: targets.read(value.forwardHost, sourceId),
        text: `${value.forwardHost}${port}`,
      };
    });
  // Two locations with the same path are one subject; nginx refuses such a row anyway.
  return [
    ...new Map(
      [...hosts, ...streams].map(item => [item.subject, item]),
    ).values(),
  ];
}

/** What the row says about its target. */
export function upstreamEvidence({ row, text, subject }: Upstream): Evidence {
  return readEvidence(row, `${subject} sends to ${text}`, text);
}

/**
 * Whether the absence of an owner means anything: whoever could own an address,
 * and whoever could have seen it, was read.
 */
export function ownersAreKnown(context: JudgeContext): boolean {
  return (
    context.guestListsReadable &&
    context.addressPassesReadable &&
    context.declarationsKnown &&
    context.sightingsReadable
  );
}

/** What the absence of an owner rests on. */
export function ownerRefs(context: JudgeContext): ScopeRef[] {
  return [
    ...context.sourceRefs,
    ...context.sightingRefs,
    ...context.declarationRefs,
  ];
}

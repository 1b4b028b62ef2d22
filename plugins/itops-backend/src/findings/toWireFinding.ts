import { Finding } from '@sankofa/plugin-itops-common';
import { Verdict, mayResolve } from '@sankofa/site-model';
import { SiteView } from '../site';
import { StoredFinding } from './FindingStore';
import { keyOf } from './substance';

function verdictsByKey(view: SiteView): ReadonlyMap<string, Verdict> {
  return new Map(view.verdicts.map(verdict => [keyOf(verdict), verdict]));
}

function ownersOfGuests(view: SiteView): ReadonlyMap<string, string> {
  return new Map(
    view.site.guests.flatMap(({ id, ownership }) =>
      ownership?.ownerRef === undefined ? [] : [[id, ownership.ownerRef]],
    ),
  );
}

/** Why nobody can say now whether it is so. */
function doubtOf(
  finding: StoredFinding,
  verdict: Verdict | undefined,
  { site }: SiteView,
): string | undefined {
  // That a source cannot be read is what this rule says; it is no doubt of it.
  const isCertain = verdict?.rule === 'source-unhealthy';
  return finding.state === 'resolved' || isCertain
    ? undefined
    : mayResolve((verdict ?? finding).restsOn, site).why;
}

/**
 * A finding as it is sent. State and severity are the stored ones; summary and
 * evidence come from the site while it has them, for there they carry the time
 * of the last look.
 *
 * @param view - the site of the same moment as the finding
 */
export function toWireFinding(finding: StoredFinding, view: SiteView): Finding {
  const isResolved = finding.state === 'resolved';
  const verdict = isResolved
    ? undefined
    : view.derive(verdictsByKey).get(keyOf(finding));
  const { summary, evidence, guestIds } = verdict ?? finding;
  const owners = view.derive(ownersOfGuests);
  const unconfirmed = doubtOf(finding, verdict, view);
  const { id, rule, subject, severity, state, firstSeenAt, version } = finding;
  return {
    id,
    rule,
    subject,
    severity,
    summary,
    evidence,
    guestIds,
    ownerRefs: [...new Set(guestIds.flatMap(guest => owners.get(guest) ?? []))],
    state,
    ...(unconfirmed !== undefined && { unconfirmed }),
    firstSeenAt,
    lastSeenAt: verdict ? view.site.at : finding.lastSeenAt ?? firstSeenAt,
    ...present(finding, [
      'resolvedAt',
      'acknowledgedBy',
      'acknowledgedAt',
      'note',
      'suppressedUntil',
    ]),
    version,
  };
}

function present<K extends keyof StoredFinding>(
  finding: StoredFinding,
  keys: K[],
): Partial<Pick<StoredFinding, K>> {
  return Object.fromEntries(
    keys.flatMap(key =>
      finding[key] === undefined ? [] : [[key, finding[key]]],
    ),
  ) as Partial<Pick<StoredFinding, K>>;
}

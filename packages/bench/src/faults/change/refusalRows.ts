import { changeVerbs, ChangeVerb } from '@sankofa/site-model';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaultContext, FaultRow, faultRow } from '../faultSuite';
import { ChangePortal } from './ChangePortal';
import { ChangeSite, Draft, HARDLY_EVER, TIMES } from './ChangeSite';
import { brokenRefusal } from './checks';
import { refusals } from './refusals';
import { intentOf, vmidOf } from './site';

const FREEZE = {
  from: '2000-01-01T00:00:00Z',
  until: '2100-01-01T00:00:00Z',
  reason: 'end of the year',
};

/** Applied where everything has grown old. */
const STALE_SOURCE = { status: 409, says: /freshness: .* is stale/ };
/** Read every second, what was read a while ago is stale. */
const AGED_SECONDS = 1;

/** Places of the guests of a verb, after those of its refusals. */
const CARRIED_OUT = refusals.length;
const STALE = refusals.length + 1;
export const PLACES = refusals.length + 2;

/** A verb for which nothing speaks against it, so that its refusals mean something. */
async function carriedOut(
  site: ChangeSite,
  portal: ChangePortal,
  verb: ChangeVerb,
): Promise<string[]> {
  const { id } = await site.applied(
    portal,
    intentOf(verb, vmidOf(verb, CARRIED_OUT)),
  );
  const state = await site.ended(id);
  const sent = site.writes().length;
  const { reason } = await site.row(id);
  return state === 'done' && sent > 0
    ? []
    : [`${verb}: ${state} ${reason ?? ''}, ${sent} calls`];
}

/** Every verb with everything that may be wrong with it, over HTTP, with permissions. */
export async function refusalRows(
  context: Pick<FaultContext, 'progress'>,
  site: ChangeSite,
  portal: ChangePortal,
  verbs: readonly ChangeVerb[] = changeVerbs,
): Promise<FaultRow[]> {
  const frozen = await site.addPortal({
    policy: { freezes: [FREEZE] },
    // It would find what another let run stale, and be right.
    times: HARDLY_EVER,
  });
  const rows: FaultRow[] = [];
  try {
    const found = new Map<string, string[]>();
    const note = (name: string, what: string[]) =>
      found.set(name, [...(found.get(name) ?? []), ...what]);
    for (const verb of verbs) {
      for (const [place, refusal] of refusals.entries()) {
        const intent = intentOf(verb, vmidOf(verb, place));
        site.lab.clearWrites();
        const world = { site, portal, frozen, verb, intent };
        const answer = await refusal.attempt(world);
        note(
          refusal.name,
          brokenRefusal(answer, refusal, site.writes()).map(
            what => `${verb}: ${what}`,
          ),
        );
      }
      // Whatever a worker would still send, it would have sent by now.
      await sleep(2 * TIMES.idleMs);
      note(
        'nothing sent afterwards',
        site.writes().map(({ method, path }) => `${verb}: ${method} ${path}`),
      );
      note('carried out otherwise', await carriedOut(site, portal, verb));
      context.progress(`${verb}: ${refusals.length} refusals`);
    }
    for (const [name, violations] of found) {
      rows.push(
        faultRow('change', name, {
          runs: verbs.length,
          violations,
          note: noteOf(name),
        }),
      );
    }
    return rows;
  } finally {
    await site.removePortal(frozen);
  }
}

function noteOf(name: string): string {
  switch (name) {
    case 'carried out otherwise':
      return 'the same verb, with nothing against it, reaches the cluster';
    case 'nothing sent afterwards':
      return 'no call after all refusals of a verb';
    default:
      return 'refused clearly, no call to the cluster';
  }
}

/** The same for everything that was approved before its source grew old. */
export async function staleRow(
  site: ChangeSite,
  portal: ChangePortal,
  verbs: readonly ChangeVerb[] = changeVerbs,
): Promise<FaultRow> {
  const drafts: [ChangeVerb, Draft][] = [];
  for (const verb of verbs) {
    const intent = intentOf(verb, vmidOf(verb, STALE));
    drafts.push([verb, await site.approved(portal, intent)]);
  }
  const aged = await site.addPortal({ everySeconds: AGED_SECONDS });
  const violations: string[] = [];
  site.lab.clearWrites();
  for (const [verb, draft] of drafts) {
    const answer = await site.apply(aged, draft);
    violations.push(
      ...brokenRefusal(answer, STALE_SOURCE, site.writes()).map(
        what => `${verb}: ${what}`,
      ),
    );
  }
  await sleep(2 * TIMES.idleMs);
  violations.push(
    ...site.writes().map(({ method, path }) => `afterwards ${method} ${path}`),
  );
  const name = 'stale source';
  const runs = verbs.length;
  return faultRow('change', name, { runs, violations, note: noteOf(name) });
}

import { changeVerbs, ChangeVerb } from '@sankofa/site-model';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaultContext, FaultRow, faultRow } from '../faultSuite';
import { ChangePortal } from './ChangePortal';
import { ChangeSite, TIMES } from './ChangeSite';
import { brokenRefusal } from './checks';
import { refusals } from './refusals';
import { intentOf, vmidOf } from './site';

const FREEZE = {
  from: '2000-01-01T00:00:00Z',
  until: '2100-01-01T00:00:00Z',
  reason: 'end of the year',
};

/** A verb for which nothing speaks against it, so that its refusals mean something. */
async function carriedOut(
  site: ChangeSite,
  portal: ChangePortal,
  verb: ChangeVerb,
): Promise<string[]> {
  const place = refusals.length;
  const { id } = await site.applied(
    portal,
    intentOf(verb, vmidOf(verb, place)),
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
  const frozen = await site.addPortal({ policy: { freezes: [FREEZE] } });
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

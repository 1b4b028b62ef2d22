import {
  CrashPoint,
  crashPoints,
} from '@sankofa/plugin-itops-backend/src/changes/CallRunner';
import { FaultContext, FaultRow, faultRow } from '../faultSuite';
import { ChangePortal } from './ChangePortal';
import { ChangeSite, HARDLY_EVER } from './ChangeSite';
import { brokenCreate } from './checks';
import { CREATED_FROM, createIntent } from './site';

const HOUR = '1 hour';
const AFTER_MS = 120_000;

/** The address of one container of the kill cases: one of 60,000. */
function addressOf(index: number): string {
  return `10.99.${1 + Math.floor(index / 250)}.${1 + (index % 250)}`;
}

/** Lets a change run that no worker may take before {@link handOver}. */
async function withheld(
  site: ChangeSite,
  door: ChangePortal,
  index: number,
): Promise<string> {
  const intent = createIntent(CREATED_FROM + index, addressOf(index));
  const draft = await site.approved(door, intent);
  await site
    .knex('itops.changes')
    .where({ id: draft.id })
    .update({ lease_until: site.knex.raw('now() + ?::interval', [HOUR]) });
  const { body, status } = await site.apply(door, draft);
  if (status !== 200) {
    throw new Error(`apply: ${status} ${body?.error?.message}`);
  }
  return draft.id;
}

async function handOver(site: ChangeSite, id: string): Promise<void> {
  await site.knex('itops.changes').where({ id }).update({ lease_until: null });
}

/** What became of the container of a change. */
async function broken(
  site: ChangeSite,
  id: string,
  index: number,
): Promise<string[]> {
  const state = await site.ended(id, AFTER_MS);
  const vmid = CREATED_FROM + index;
  const record = await site
    .knex('itops.ipam_addresses')
    .where({ address: addressOf(index) })
    .first();
  const { reason } = await site.row(id);
  return brokenCreate({
    state,
    containers: site.lab.world.guests.filter(guest => guest.vmid === vmid)
      .length,
    record: record?.lifecycle,
    writes: site.writes().filter(({ body }) => body.vmid === `${vmid}`),
  }).map(what => `${what}${reason ? ` (${reason})` : ''}`);
}

/** A change that waits to be carried out, and the place of its container. */
interface Withheld {
  id: string;
  index: number;
}

/**
 * As many changes as processes will die. The portal that people talk to is gone before the
 * first of them may be carried out: it would carry it out itself.
 */
async function withheldChanges(
  site: ChangeSite,
  count: number,
): Promise<Withheld[]> {
  const door = await site.addPortal({ times: HARDLY_EVER });
  const changes: Withheld[] = [];
  for (let index = 0; index < count; index++) {
    changes.push({ id: await withheld(site, door, index), index });
  }
  await site.removePortal(door);
  return changes;
}

/**
 * One round: a change for each point and a process that dies there, with whatever its
 * forerunners left undone in its hands; then one that lives has to bring all to an end.
 */
async function round(
  site: ChangeSite,
  points: readonly CrashPoint[],
  changes: readonly Withheld[],
): Promise<{ violations: string[]; states: string[] }> {
  site.lab.clearWrites();
  const options = site.optionsWith({});
  for (const [place, crash] of points.entries()) {
    await handOver(site, changes[place].id);
    await ChangePortal.untilItDies({ ...options, crash });
  }
  const survivor = await ChangePortal.start({ ...options, as: 'worker' });
  try {
    const violations: string[] = [];
    const states: string[] = [];
    for (const [place, { id, index }] of changes.entries()) {
      const found = await broken(site, id, index);
      violations.push(...found.map(what => `${points[place]}: ${what}`));
      states.push((await site.row(id)).state);
    }
    return { violations, states };
  } finally {
    await survivor.stop();
  }
}

/** Makes room on the node for the containers of the next round. */
async function clearAway(
  site: ChangeSite,
  changes: readonly Withheld[],
): Promise<void> {
  for (const { index } of changes) {
    const vmid = CREATED_FROM + index;
    if (site.lab.world.guests.some(guest => guest.vmid === vmid)) {
      await site.lab.change({ change: 'remove-guest', vmid });
    }
  }
}

/** @param rounds - kills at each point */
export async function killRow(
  context: Pick<FaultContext, 'progress'>,
  site: ChangeSite,
  rounds: number,
  points: readonly CrashPoint[] = crashPoints,
): Promise<FaultRow> {
  const violations: string[] = [];
  const states: string[] = [];
  const began = performance.now();
  const changes = await withheldChanges(site, rounds * points.length);
  for (let index = 0; index < rounds; index++) {
    const first = index * points.length;
    const these = changes.slice(first, first + points.length);
    const result = await round(site, points, these);
    violations.push(...result.violations);
    states.push(...result.states);
    await clearAway(site, these);
    context.progress(
      `kill -9, round ${index + 1}: ${violations.length} violations`,
    );
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  const done = states.filter(state => state === 'done').length;
  return faultRow('change', 'kill -9 while a container is created', {
    runs: rounds * points.length,
    violations,
    note: `${points.length} points × ${rounds}: ${done} done, ${
      states.length - done
    } failed or for a person; one container each, its address with it; ${seconds} s`,
  });
}

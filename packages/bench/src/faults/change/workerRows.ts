import { FaultKind } from '@sankofa/lab';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../worlds/portal/startPortal';
import { FaultRow, faultRow } from '../faultSuite';
import { ChangePortal } from './ChangePortal';
import { ChangeSite, TIMES } from './ChangeSite';
import { brokenCreate, sentTwice } from './checks';
import { NODE, createIntent } from './site';

/** VMIDs and addresses of these cases, away from those of the others. */
const FROM = 24_000;
const BLOCK = '10.99.250';

/** How an answer gets lost after a node did what it was told. */
const LOSSES: readonly FaultKind[] = ['hang-up', 'timeout', '500', '596'];

const addressOf = (index: number) => `${BLOCK}.${1 + index}`;
const intentOf = (index: number) =>
  createIntent(FROM + index, addressOf(index));

/** What is wrong with a container and its address, once its change is over. */
async function brokenContainer(
  site: ChangeSite,
  id: string,
  index: number,
): Promise<string[]> {
  const state = await site.ended(id);
  const vmid = FROM + index;
  const record = await site
    .knex('itops.ipam_addresses')
    .where({ address: addressOf(index) })
    .first();
  const writes = site
    .writes()
    .filter(
      ({ body, path }) =>
        body.vmid === `${vmid}` || path.includes(`/lxc/${vmid}`),
    );
  const found = brokenCreate({
    state,
    containers: site.lab.world.guests.filter(guest => guest.vmid === vmid)
      .length,
    record: record?.lifecycle,
    writes,
  });
  return [
    ...found,
    ...(state === 'done' ? [] : [`${state}, not done`]),
    ...sentTwice(writes),
  ].map(what => `${vmid}: ${what}`);
}

/** The node did it, and nobody heard of it. */
export async function lostAnswersRow(
  site: ChangeSite,
  portal: ChangePortal,
  runs: number,
): Promise<FaultRow> {
  const violations: string[] = [];
  let index = 0;
  for (let run = 0; run < runs; run++) {
    for (const kind of LOSSES) {
      site.lab.clearWrites();
      await site.lab.inject({
        kind,
        method: 'POST',
        path: `/nodes/${NODE}/lxc`,
        executed: true,
        times: 1,
      });
      const { id } = await site.applied(portal, intentOf(index));
      const found = await brokenContainer(site, id, index);
      violations.push(...found.map(what => `${kind}: ${what}`));
      await site.lab.repair();
      index++;
    }
  }
  return faultRow('change', 'an answer lost after the call was carried out', {
    runs: index,
    violations,
    note: `${LOSSES.join(
      ', ',
    )}: found by its traces, sent once, one container, done`,
  });
}

/** As many changes as two portals on one database get at once. */
export async function manyAtOnceRow(
  site: ChangeSite,
  portals: readonly ChangePortal[],
  count: number,
): Promise<FaultRow> {
  const first = 100;
  const drafts = [];
  for (let index = 0; index < count; index++) {
    const portal = portals[index % portals.length];
    drafts.push(await site.approved(portal, intentOf(first + index)));
  }
  site.lab.clearWrites();
  const began = performance.now();
  const answers = await Promise.all(
    drafts.map((draft, index) =>
      site.apply(portals[index % portals.length], draft),
    ),
  );
  const violations = answers.flatMap(({ body, status }) =>
    status === 200 ? [] : [`apply: ${status} ${body?.error?.message}`],
  );
  for (const [index, { id }] of drafts.entries()) {
    violations.push(...(await brokenContainer(site, id, first + index)));
  }
  const seconds = (performance.now() - began) / 1000;
  return faultRow('change', 'applied at once through two portals', {
    runs: count,
    violations,
    note: `${count} containers by ${portals.length} processes, ${
      site.writes().length
    } calls, each sent once; ${seconds.toFixed(0)} s`,
  });
}

/** A process that sleeps past its lease, and wakes up when another has done its work. */
export async function pausedRow(
  site: ChangeSite,
  [sleeper, other]: readonly [ChangePortal, ChangePortal],
  runs: number,
): Promise<FaultRow> {
  const violations: string[] = [];
  for (let run = 0; run < runs; run++) {
    const index = 200 + run;
    const draft = await site.approved(sleeper, intentOf(index));
    site.lab.clearWrites();
    other.signal('SIGSTOP');
    try {
      await site.apply(sleeper, draft);
      await until('its first call', async () => site.writes().length > 0);
      sleeper.signal('SIGSTOP');
    } finally {
      other.signal('SIGCONT');
    }
    try {
      violations.push(...(await brokenContainer(site, draft.id, index)));
    } finally {
      sleeper.signal('SIGCONT');
    }
    const before = await events(site, draft.id);
    const sent = site.writes().length;
    await sleep(2 * TIMES.leaseMs);
    if ((await events(site, draft.id)) !== before) {
      violations.push(`run ${run}: it wrote after its lease was over`);
    }
    if (site.writes().length !== sent) {
      violations.push(`run ${run}: it sent something after its lease was over`);
    }
  }
  return faultRow('change', 'paused past its lease and woken up', {
    runs,
    violations,
    note: 'SIGSTOP after the first call, another portal finishes, SIGCONT: nothing written, nothing sent',
  });
}

/** Everything that the history of a change says, and who carries it out. */
async function events(site: ChangeSite, id: string): Promise<string> {
  const history = await site
    .knex('itops.change_events')
    .where({ change_id: id });
  const { fence, version } = await site.row(id);
  return JSON.stringify({ history, fence, version });
}

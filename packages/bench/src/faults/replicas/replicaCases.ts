import { setTimeout as sleep } from 'node:timers/promises';
import { BenchPortal } from '../../worlds/portal/startPortal';
import { WATCHED_SOURCE } from '../../worlds/portal/watchedCollector';
import { EVERY, Fleet, TIMEOUT } from './Fleet';
import { overlaps } from './readings';

const WATCH_SECONDS = 60;
const WRITERS = 60;
const WANTED = 240;
const LOOK_MS = 250;
/** Backstage looks for tasks whose process is gone once a minute. */
const JANITOR_SECONDS = 65;
/** After so many intervals a value is no longer fresh. */
const FRESH_INTERVALS = 1.5;

export interface CaseOutcome {
  runs: number;
  violations: string[];
  note: string;
}

export interface ReplicaCase {
  name: string;
  check(fleet: Fleet): Promise<CaseOutcome>;
}

function turn<T>(values: readonly T[], index: number): T {
  return values[index % values.length];
}

async function created(portal: BenchPortal, cidr: string): Promise<any> {
  const { status, body } = await portal.send('POST', '/ipam/prefixes', {
    cidr,
    description: '0',
    sources: [WATCHED_SOURCE],
  });
  if (status !== 201) {
    throw new Error(`No prefix for the test: ${status} ${body.error?.message}`);
  }
  return body;
}

/** Counts one on in the text of a record; whoever is told that it is old looks again. */
async function countOn(portal: BenchPortal, id: string): Promise<number> {
  for (let tries = 1; ; tries++) {
    const { body } = await portal.send('GET', `/ipam/prefixes/${id}`);
    const { status, body: answer } = await portal.send(
      'PUT',
      `/ipam/prefixes/${id}`,
      {
        cidr: body.cidr,
        status: body.status,
        sources: body.sources,
        description: `${Number(body.description) + 1}`,
      },
      { 'if-match': `"${body.version}"` },
    );
    if (status === 200) {
      return tries;
    }
    if (status !== 412) {
      throw new Error(`An unclear refusal: ${status} ${answer.error?.message}`);
    }
  }
}

interface Watch {
  violations: string[];
  staleSeen: boolean;
}

/** Looks at the source as a person sees it, until a reading ended after `since`. */
async function untilReadAgain(
  fleet: Fleet,
  since: number,
): Promise<Watch & { seconds: number }> {
  const watch: Watch = { violations: [], staleSeen: false };
  const limit = since + 1000 * (TIMEOUT + JANITOR_SECONDS);
  for (;;) {
    const again = (await fleet.readings()).find(
      ({ ended = 0 }) => ended > since,
    );
    if (again) {
      return { ...watch, seconds: (again.ended! - since) / 1000 };
    }
    if (Date.now() > limit) {
      watch.violations.push(
        `not read again within ${TIMEOUT + JANITOR_SECONDS} s`,
      );
      return { ...watch, seconds: (Date.now() - since) / 1000 };
    }
    await look(fleet, watch);
    await sleep(LOOK_MS);
  }
}

async function look(fleet: Fleet, watch: Watch): Promise<void> {
  const { items } = await fleet.portals[0].itops.sources();
  const now = Date.now();
  const source = items.find(({ sourceId }) => sourceId === WATCHED_SOURCE);
  const [{ collectedAt, freshness }] = source!.passes;
  const age = (now - Date.parse(collectedAt!)) / 1000;
  watch.staleSeen ||= freshness === 'stale';
  // A second for the way there and back.
  if (freshness === 'fresh' && age > FRESH_INTERVALS * EVERY + 1) {
    watch.violations.push(`called fresh at an age of ${age.toFixed(1)} s`);
  }
}

/** What must hold however many portals there are. */
export const replicaCases: readonly ReplicaCase[] = [
  {
    name: 'one source, read on a schedule',
    async check(fleet) {
      const before = (await fleet.readings()).length;
      await sleep(WATCH_SECONDS * 1000);
      const readings = (await fleet.readings()).slice(before);
      const readers = new Set(readings.map(({ pid }) => pid)).size;
      return {
        runs: readings.length,
        violations: [
          ...overlaps(readings),
          ...(readings.length < 2 ? ['it was hardly read'] : []),
        ],
        note: `every ${EVERY} s for ${WATCH_SECONDS} s, by ${readers} of ${fleet.portals.length} processes; no two readings at once`,
      };
    },
  },
  {
    name: 'one record, changed by many',
    async check(fleet) {
      const { id } = await created(fleet.portals[0], '172.30.0.0/24');
      const tries = await Promise.all(
        Array.from({ length: WRITERS }, (_, index) =>
          countOn(turn(fleet.portals, index), id),
        ),
      );
      const { body } = await fleet.portals[0].send(
        'GET',
        `/ipam/prefixes/${id}`,
      );
      const counted = Number(body.description);
      const refused = tries.reduce((sum, count) => sum + count - 1, 0);
      return {
        runs: WRITERS,
        violations:
          counted === WRITERS ? [] : [`${WRITERS - counted} changes were lost`],
        note: `counted on ${WRITERS} times through ${fleet.portals.length} portals; ${refused} were told that their version was old and looked again`,
      };
    },
  },
  {
    name: 'addresses wanted at once',
    async check(fleet) {
      const { id } = await created(fleet.portals[0], '172.30.1.0/24');
      const answers = await Promise.all(
        Array.from({ length: WANTED }, (_, index) =>
          turn(fleet.portals, index).send(
            'POST',
            `/ipam/prefixes/${id}/next-free`,
            {},
          ),
        ),
      );
      const given = answers.filter(({ status }) => status === 201);
      const distinct = new Set(given.map(({ body }) => body.address)).size;
      return {
        runs: WANTED,
        violations: [
          ...(distinct < given.length
            ? [`${given.length - distinct} addresses were given twice`]
            : []),
          ...(given.length < WANTED
            ? [`${WANTED - given.length} got none of a prefix with room`]
            : []),
        ],
        note: `next free of a /24 through ${fleet.portals.length} portals; all distinct`,
      };
    },
  },
  {
    name: 'a replica killed while it reads',
    async check(fleet) {
      const victim = await reader(fleet);
      await fleet.kill(victim);
      const at = fleet.killed.get(victim.pid)!;
      const watch = await untilReadAgain(fleet, at);
      const readings = await fleet.readings();
      return {
        runs: 1,
        violations: [
          ...watch.violations,
          ...overlaps(readings, fleet.killed),
          ...(watch.seconds > 3 * EVERY + 2 && !watch.staleSeen
            ? ['it was never shown as stale']
            : []),
        ],
        note: `read again by another after ${watch.seconds.toFixed(
          0,
        )} s (at most ${
          TIMEOUT + JANITOR_SECONDS
        } s), shown as aging and stale meanwhile`,
      };
    },
  },
];

/** The portal that is reading right now. */
async function reader(fleet: Fleet): Promise<BenchPortal> {
  for (;;) {
    const busy = (await fleet.readings()).at(-1);
    const portal =
      busy?.ended === undefined
        ? fleet.portals.find(({ pid }) => pid === busy?.pid)
        : undefined;
    if (portal) {
      return portal;
    }
    await sleep(LOOK_MS);
  }
}

import { CollectionResult } from '@sankofa/plugin-itops-node';
import { Pool } from 'undici';
import {
  BenchRow,
  BenchSuite,
  GrowthPoint,
  checked,
  growthRows,
  interleaved,
  sizeLabel,
  sizesOf,
  timeRow,
} from '../harness';
import { collect, guestsRead, proxmoxCollectors } from '../worlds/collectors';
import { clusterAnswers } from '../worlds/pve/answers';
import { BenchPve, startPve } from '../worlds/pve/startPve';

const SUITE = 'P7';
/** Requests that the collector may have under way: more than the server works on. */
const CASES = [
  { latencyMs: 5, places: 24, concurrency: 32 },
  { latencyMs: 20, places: 24, concurrency: 32 },
  { latencyMs: 5, places: 3, concurrency: 6 },
  { latencyMs: 20, places: 3, concurrency: 6 },
];
/** A run of the suite's own sizes that would wait longer than this is left out. */
const LONGEST_MS = 10_000;
/** Above this, once each has to do. */
const LONG_MS = 2_000;

/** The same paths, as fast as the connections allow, and nothing done with the answers. */
async function fetchAll(
  pve: BenchPve,
  paths: readonly string[],
  concurrency: number,
): Promise<number> {
  const pool = new Pool(pve.url, {
    connections: concurrency,
    pipelining: 1,
    connect: { ca: pve.cert },
  });
  let next = 0;
  let guests = 0;
  const loop = async () => {
    while (next < paths.length) {
      const path = paths[next++];
      const { statusCode, body } = await pool.request({
        path: `/api2/json${path}`,
        method: 'GET',
      });
      await body.text();
      guests += statusCode === 200 && path.endsWith('/pending') ? 1 : 0;
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, loop));
  } finally {
    await pool.close();
  }
  return guests;
}

async function measure(size: number, setting: (typeof CASES)[number]) {
  const { latencyMs, places, concurrency } = setting;
  const waitMs = (size * latencyMs) / places;
  const paths = [...clusterAnswers(size).keys()];
  const pve = await startPve({ guests: size, latencyMs, places });
  try {
    const { inventory } = proxmoxCollectors({
      endpoints: [{ url: pve.url, fingerprint: pve.fingerprint }],
      concurrency,
    });
    let collected: CollectionResult | undefined;
    let fetched = 0;
    let inFlight = 0;
    const times = await interleaved(
      {
        floor: async () => {
          fetched = await fetchAll(pve, paths, concurrency);
        },
        ours: async () => {
          await pve.counts();
          collected = await collect(inventory);
          inFlight = Math.max(inFlight, (await pve.counts()).maxInFlight);
        },
      },
      waitMs > LONG_MS ? 1 : 3,
      undefined,
      { warmUp: waitMs <= LONG_MS },
    );
    const label = {
      suite: SUITE,
      size: sizeLabel(size),
    };
    const server = `${latencyMs} ms, ${places} places`;
    const rows: BenchRow[] = [
      checked(
        timeRow({
          ...label,
          case: `inventory, ${server}`,
          value: times.ours,
          floor: times.floor,
          goal: 1.15,
          note: `${concurrency} at a time; floor: a bare loop over the same paths; no loop can be faster than ${waitMs.toFixed(
            0,
          )} ms`,
        }),
        { value: guestsRead(collected!), floor: fetched },
      ),
      {
        ...label,
        case: `most in flight, ${server}`,
        unit: 'requests',
        value: inFlight,
        floor: concurrency,
        note: 'counted by the server; floor: what the collector is set to',
        ...(inFlight > concurrency && {
          failed: `${inFlight} requests at a time, ${concurrency} are allowed`,
        }),
      },
    ];
    return { rows, point: { size, value: times.ours, floor: times.floor } };
  } finally {
    await pve.stop();
  }
}

/** Reading a cluster over its API: a call for every guest. */
export const collectApiSuite: BenchSuite = {
  id: SUITE,
  title: 'collection over the API',
  async run(context) {
    const rows: BenchRow[] = [];
    for (const setting of CASES) {
      const points: GrowthPoint[] = [];
      for (const size of sizesOf(context, [1_000, 5_000, 10_000])) {
        const name = `${sizeLabel(size)} guests, ${setting.latencyMs} ms, ${
          setting.places
        } places`;
        const waitMs = (size * setting.latencyMs) / setting.places;
        if (waitMs > LONGEST_MS && context.sizes.length === 0) {
          context.note(
            `left out: ${name}: ${(waitMs / 1000).toFixed(
              0,
            )} s a run (asked for by --sizes it runs)`,
          );
        } else {
          const measured = await measure(size, setting);
          rows.push(...measured.rows);
          points.push(measured.point);
          context.progress(name);
        }
      }
      rows.push(
        ...growthRows(
          SUITE,
          `inventory, ${setting.latencyMs} ms, ${setting.places} places`,
          points,
        ),
      );
    }
    return rows;
  },
};

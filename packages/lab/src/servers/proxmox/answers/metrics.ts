import { LabGuest, LabNode } from '../../../world';
import {
  Answer,
  forbidden,
  invalidParameter,
  notImplemented,
  ok,
} from '../Answer';
import { Question, olderThan } from '../Question';
import { guestUse, nodeUse, threadsOf } from '../measured';
import type { GuestAnswer } from './guests';

/** [seconds of a step, steps]; the archives were changed with release 9 (PVE/RRD.pm). */
type Archive = [step: number, count: number];
const SINCE_9: Record<string, Archive> = {
  hour: [60, 60],
  day: [60, 1440],
  week: [1800, 336],
  month: [1800, 1440],
  year: [21_600, 1440],
};
const BEFORE_9: Record<string, Archive> = {
  hour: [60, 70],
  day: [1800, 70],
  week: [10_800, 70],
  month: [43_200, 70],
  year: [604_800, 70],
};

const ROOT_BYTES = 100_861_726_720;
/** pvestatd looks every 10 s. */
const SAMPLE_SECONDS = 10;
/** The export keeps half an hour. */
const EXPORT_SECONDS = 1_800;

function rows(
  { query, now }: Question,
  node: LabNode,
  rowAt: (time: number) => object,
): Answer {
  const archives = olderThan(node, '9.0') ? BEFORE_9 : SINCE_9;
  const archive = archives[query.get('timeframe') ?? ''];
  if (!archive) {
    return invalidParameter(
      'timeframe',
      "value does not have a value in the enumeration 'hour, day, week, month, year'",
    );
  }
  const [step, count] = archive;
  const last = Math.floor(now / step) * step;
  return ok(
    Array.from({ length: count }, (_, index) => {
      const time = last - (count - index) * step;
      return { time, ...rowAt(time) };
    }),
  );
}

/** Only releases from 9 on measure how long something had to wait. */
function pressure(node: LabNode): object {
  return olderThan(node, '9.0')
    ? {}
    : { pressurecpusome: 0.1, pressureiosome: 0, pressurememorysome: 0 };
}

/** `GET /nodes/{node}/rrddata`. */
export function nodeArchive(question: Question, node: LabNode): Answer {
  const { access, index } = question;
  if (!access.may(`/nodes/${node.name}`, 'Sys.Audit')) {
    return forbidden(`/nodes/${node.name}, Sys.Audit`);
  }
  const guests = index.guestsOfNode.get(node.name) ?? [];
  return rows(question, node, time => {
    const { mem, disk, ...use } = nodeUse(node, guests, time);
    return {
      ...use,
      maxcpu: threadsOf(node),
      memused: mem,
      memtotal: node.memoryBytes,
      ...(olderThan(node, '9.0')
        ? {}
        : { memavailable: node.memoryBytes - mem }),
      rootused: disk,
      roottotal: ROOT_BYTES,
      swaptotal: 0,
      swapused: 0,
      loadavg: use.cpu * threadsOf(node),
      iowait: 0.001,
      ...pressure(node),
    };
  });
}

/** `GET …/{vmid}/rrddata`: a guest that does not run has limits and no load. */
export const guestArchive: GuestAnswer = (question, node, guest) =>
  rows(question, node, time => {
    const limits = {
      maxcpu: guest.cores,
      maxmem: guest.memoryMib * 2 ** 20,
      maxdisk: guest.diskGib * 2 ** 30,
    };
    if (guest.status !== 'running') {
      return { ...limits, disk: 0 };
    }
    const { disk, ...use } = guestUse(guest, time);
    return {
      ...limits,
      ...use,
      disk: guest.type === 'qemu' ? 0 : disk,
      diskread: use.netin / 3,
      diskwrite: use.netout / 3,
      ...pressure(node),
    };
  });

interface Sample {
  id: string;
  gauges: Record<string, number>;
  counters: Record<string, number>;
}

function guestSample(guest: LabGuest, time: number): Sample {
  const id = `${guest.type}/${guest.vmid}`;
  const limits = {
    cpu_max: guest.cores,
    mem_total: guest.memoryMib * 2 ** 20,
    disk_total: guest.diskGib * 2 ** 30,
  };
  if (guest.status !== 'running') {
    return { id, gauges: { ...limits, uptime: 0 }, counters: {} };
  }
  const use = guestUse(guest, time);
  return {
    id,
    gauges: {
      ...limits,
      uptime: 432_000,
      cpu_current: use.cpu,
      mem_used: use.mem,
      disk_used: guest.type === 'qemu' ? 0 : use.disk,
    },
    counters: { net_in: use.netin * time, net_out: use.netout * time },
  };
}

function nodeSample(
  node: LabNode,
  guests: readonly LabGuest[],
  time: number,
): Sample {
  const use = nodeUse(node, guests, time);
  return {
    id: `node/${node.name}`,
    gauges: {
      cpu_current: use.cpu,
      cpu_max: threadsOf(node),
      mem_used: use.mem,
      mem_total: node.memoryBytes,
      disk_used: use.disk,
      disk_total: ROOT_BYTES,
      uptime: 864_000,
    },
    counters: { net_in: use.netin * time, net_out: use.netout * time },
  };
}

/**
 * `GET /cluster/metrics/export`, since 8.2: everything that was looked at since
 * `start-time`, of the nodes that are there.
 */
export function metricsExport(question: Question): Answer {
  const { access, index, here, now, path, query } = question;
  if (olderThan(here, '8.2')) {
    return notImplemented('GET', path);
  }
  if (!access.may('/', 'Sys.Audit')) {
    return forbidden('/, Sys.Audit');
  }
  const last = Math.floor(now / SAMPLE_SECONDS) * SAMPLE_SECONDS;
  const since = Math.max(
    last - EXPORT_SECONDS,
    Number(query.get('start-time') ?? 0),
  );
  const first = query.get('history') === '1' ? since : last - SAMPLE_SECONDS;
  const data: object[] = [];
  for (
    let time = Math.floor(first / SAMPLE_SECONDS + 1) * SAMPLE_SECONDS;
    time <= last;
    time += SAMPLE_SECONDS
  ) {
    for (const node of index.world.nodes) {
      if (node.state === 'online') {
        const guests = index.guestsOfNode.get(node.name) ?? [];
        const samples = [
          nodeSample(node, guests, time),
          ...guests.map(guest => guestSample(guest, time)),
        ];
        for (const { id, gauges, counters } of samples) {
          const row =
            (type: string) =>
            ([metric, value]: [string, number]) => ({
              id,
              metric,
              timestamp: time,
              type,
              value,
            });
          data.push(
            ...Object.entries(gauges).map(row('gauge')),
            ...Object.entries(counters).map(row('derive')),
          );
        }
      }
    }
  }
  return ok({ data });
}

/** `GET /storage`: how each storage is configured, as far as the token may see it. */
export function storageConfig({ access, index }: Question): Answer {
  return ok(
    index.world.storages
      .filter(({ storage }) =>
        access.may(`/storage/${storage}`, 'Datastore.Audit'),
      )
      .map(({ storage, type, content, shared, nodes }) => ({
        storage,
        type,
        content: content.join(','),
        shared: shared ? 1 : 0,
        ...(nodes ? { nodes: nodes.join(',') } : {}),
        ...(type === 'zfspool' ? { pool: `tank/${storage}` } : {}),
        ...(type === 'dir' ? { path: '/var/lib/vz' } : {}),
        ...(type === 'nfs'
          ? { server: '192.168.11.250', export: `/export/${storage}` }
          : {}),
        digest: '0'.repeat(40),
      })),
  );
}

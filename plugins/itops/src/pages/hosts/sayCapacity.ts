import {
  CapacityForecast,
  CapacityUsage,
  NodeCapacityRow,
} from '@sankofa/plugin-itops-common';
import { bytes, count, percent } from '../../format/quantity';
import { Word } from '../../format/words';

export const LIFECYCLES: Record<string, Word> = {
  active: { label: 'active', tone: 'success', hint: 'Takes new guests.' },
  maintenance: {
    label: 'maintenance',
    tone: 'warning',
    hint: 'Takes no new guests while it is worked on.',
  },
  draining: {
    label: 'draining',
    tone: 'warning',
    hint: 'Its guests are being moved away.',
  },
  retiring: {
    label: 'retiring',
    tone: 'warning',
    hint: 'Will stop being a hypervisor: takes no new guests.',
  },
};

export const ACTIVITIES: Record<string, Word> = {
  idle: {
    label: 'idle',
    tone: 'warning',
    hint: '95 % of the time next to no load and no traffic.',
  },
  busy: { label: 'busy', tone: 'success', hint: 'It is used.' },
  stopped: {
    label: 'stopped',
    tone: 'neutral',
    hint: 'It does not run, or is a template.',
  },
  unknown: {
    label: 'unknown',
    tone: 'unknown',
    hint: 'Too little was measured to say.',
  },
};

/** How near to full something is, as a word and the tint of the heat map. */
export type Heat = 'unknown' | 'calm' | 'busy' | 'tight' | 'full';

/** The heat of a use of a whole: from 50 %, 75 % and 90 % on the next one. */
export function heatOf(used?: number, whole?: number): Heat {
  if (used === undefined || !whole) {
    return 'unknown';
  }
  const share = used / whole;
  if (share < 0.5) {
    return 'calm';
  }
  if (share < 0.75) {
    return 'busy';
  }
  return share < 0.9 ? 'tight' : 'full';
}

/** The 95th percentile, where enough was measured to name it. */
export function p95Of(usage: CapacityUsage): number | undefined {
  return usage.state === 'measured' ? usage.p95 : undefined;
}

/** "98 % of the window measured": never left out beside a number. */
export function sayCoverage({ coverage }: CapacityUsage): string {
  return `${percent(coverage, 1)} % of the window measured`;
}

/** "9.6 cores", or that there is no number. */
export function sayUsage(
  usage: CapacityUsage,
  say: (value: number) => string,
): string {
  return usage.state === 'measured'
    ? say(usage.p95)
    : `not enough data (${percent(usage.coverage, 1)} % measured)`;
}

/** "40 GiB more a day", "3 GiB less a day" */
function sayTrend(perDay: number, say: (value: number) => string): string {
  return `${say(Math.abs(perDay))} ${perDay < 0 ? 'less' : 'more'} a day`;
}

const dayFormat = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
});

/** What a forecast says, with how well its line fits. A poor one has no numbers. */
export function sayForecast(
  forecast: CapacityForecast,
  say: (value: number) => string = bytes,
): string {
  const days = count(forecast.days, 'day');
  if (forecast.state === 'insufficient_data') {
    return `No forecast: only ${days} measured`;
  }
  const fit = `R² ${forecast.r2.toFixed(2)} over ${days}`;
  if (forecast.fit === 'flat') {
    return `Steady (flat, ${days})`;
  }
  if (forecast.fit === 'poor') {
    return `No clear trend (poor fit, ${fit})`;
  }
  const trend = `${sayTrend(forecast.perDay, say)} (good fit, ${fit})`;
  return forecast.exhaustedAt
    ? `Full around ${dayFormat.format(
        Date.parse(forecast.exhaustedAt),
      )}: ${trend}`
    : `${trend}, not full within two years`;
}

/** "alder" of `proxmox/pve-lab/alder`. */
export function nodeName(nodeId: string): string {
  return nodeId.slice(nodeId.lastIndexOf('/') + 1);
}

/** Why nobody knows; codes of freshness and of the check itself. */
const REASONS: Record<string, string> = {
  'insufficient-privileges':
    'The token may not read it (Sys.Audit on the node); that is not “none”.',
  'not-checked': 'Nobody checked.',
  'sockets-unknown': 'How many sockets the node has is unknown.',
  'never-collected': 'It was never read.',
  'node-offline': 'The node is offline.',
  unreachable: 'The node could not be asked.',
  timeout: 'The node did not answer in time.',
  forbidden: 'The token may not read it.',
  unauthorized: 'The token was refused.',
};

function sockets(covered: number | undefined, all: number | undefined): string {
  return covered !== undefined && all !== undefined
    ? `${covered} of ${count(all, 'socket')}`
    : 'sockets unknown';
}

/** Whether a key covers the sockets. That nobody may look is not that there is none. */
export function subscriptionWord({
  subscription,
}: Pick<NodeCapacityRow, 'subscription'>): Word {
  const { state, reason, coveredSockets, sockets: all } = subscription;
  const until = subscription.dueDate ? ` Due ${subscription.dueDate}.` : '';
  const level = subscription.level ? ` Level ${subscription.level}.` : '';
  const why = reason === undefined ? '' : REASONS[reason] ?? reason;
  const hint = `${why}${level}${until}`.trim();
  switch (state) {
    case 'covered':
      return {
        label: `covered, ${sockets(coveredSockets, all)}`,
        tone: 'success',
        hint,
      };
    case 'partly':
      return {
        label: `partly, ${sockets(coveredSockets, all)}`,
        tone: 'warning',
        hint,
      };
    case 'ended':
      return { label: 'ended', tone: 'danger', hint };
    case 'invalid':
      return { label: 'invalid for this node', tone: 'danger', hint };
    case 'none':
      return { label: 'none', tone: 'warning', hint };
    default:
      return {
        label:
          reason === 'insufficient-privileges' || reason === 'forbidden'
            ? 'not permitted to see'
            : 'unknown',
        tone: 'unknown',
        hint,
      };
  }
}

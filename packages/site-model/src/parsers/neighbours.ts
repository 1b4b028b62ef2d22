import { z } from 'zod';
import { NeighbourFact } from '../facts';
import {
  describeAddressProblem,
  isAssignableAddress,
  parseAddress,
} from '../values';
import { etherAddress } from './etherAddress';
import {
  isEmptyObject,
  looksLikeJson,
  readJsonList,
  UnreadEntry,
  unreadEntry,
} from './unreadEntry';

/**
 * One neighbour of a node, in the order of its table.
 * @public
 */
export type NeighbourEntry = Omit<NeighbourFact, 'node'>;

/**
 * A neighbour table.
 * @public
 */
export interface NeighbourTable {
  entries: NeighbourEntry[];
  /**
   * Entries that name nothing on the network: link-local, multicast and broadcast
   * addresses, proxy entries, neighbours without an Ethernet address.
   */
  leftOut: number;
  unread: UnreadEntry[];
}

/** An entry as either form of the output holds it. */
interface RawNeighbour {
  destination: string;
  device?: string;
  linkAddress?: string;
  states: string[];
  /** The node itself answers for this address: no neighbour. */
  isProxy: boolean;
}

type Reading = { entry: NeighbourEntry } | 'left out' | { why: string };

const PRESENCE = new Map<string, NeighbourFact['presence']>([
  ['REACHABLE', 'present'],
  ['DELAY', 'present'],
  ['PROBE', 'present'],
  ['STALE', 'seen'],
  ['PERMANENT', 'configured'],
  ['NOARP', 'configured'],
  ['FAILED', 'absent'],
  ['INCOMPLETE', 'absent'],
]);
/** Of several states at once, the one that claims least. */
const LEAST_FIRST = ['absent', 'configured', 'seen', 'present'] as const;

const WITH_VALUE = new Set(['ref', 'probes', 'protocol', 'nhid']);
const FLAG = /^[a-z_]+$/;
const STATES = /^[A-Z]+(?:,[A-Z]+)*$/;
/** `used 7/67/3`; iproute2 6 writes the next word right behind it. */
const USED = /^\d+\/\d+\/\d+(?:probes)?$/;

function presenceOf(states: string[]): NeighbourFact['presence'] | undefined {
  const presences = states.map(state => PRESENCE.get(state));
  return presences.includes(undefined)
    ? undefined
    : LEAST_FIRST.find(presence => presences.includes(presence));
}

function readRaw(raw: RawNeighbour): Reading {
  const { destination, device, linkAddress, states } = raw;
  const address = parseAddress(destination);
  if (address === undefined) {
    return {
      why:
        describeAddressProblem(destination) ??
        'it does not begin with an IP address',
    };
  }
  if (raw.isProxy) {
    return 'left out';
  }
  const presence = presenceOf(states);
  if (presence === undefined) {
    return {
      why:
        states.length === 0
          ? 'it has no state'
          : `the state ${states.join(',')} is not known`,
    };
  }
  const mac = linkAddress === undefined ? undefined : etherAddress(linkAddress);
  if (mac === 'invalid') {
    return { why: 'what stands behind lladdr is no link-layer address' };
  }
  const isNameless = presence !== 'absent' && mac === undefined;
  if (!isAssignableAddress(address) || mac === 'other' || isNameless) {
    return 'left out';
  }
  return {
    entry: {
      ...(device !== undefined && { device }),
      address,
      // Whoever had the address before is no news of one that does not answer.
      ...(mac !== undefined && presence !== 'absent' && { mac }),
      presence,
    },
  };
}

function rawOfWords(words: string[]): RawNeighbour | { why: string } {
  const raw: RawNeighbour = {
    destination: words[0],
    states: [],
    isProxy: false,
  };
  for (let index = 1; index < words.length; index++) {
    const word = words[index];
    const value = words[index + 1];
    if (word === 'dev' || word === 'lladdr' || WITH_VALUE.has(word)) {
      if (value === undefined) {
        return { why: `nothing stands behind ${word}` };
      }
      if (word === 'dev') {
        raw.device = value;
      } else if (word === 'lladdr') {
        raw.linkAddress = value;
      }
      index++;
    } else if (word === 'used' && value !== undefined && USED.test(value)) {
      index += value.endsWith('probes') ? 2 : 1;
    } else if (STATES.test(word)) {
      raw.states = word.split(',');
    } else if (word === 'proxy') {
      raw.isProxy = true;
    } else if (!FLAG.test(word)) {
      return { why: `"${word.slice(0, 40)}" is not understood` };
    }
  }
  return raw;
}

const jsonEntrySchema = z.object({
  dst: z.string(),
  dev: z.string().nullish(),
  lladdr: z.string().nullish(),
  state: z.array(z.string()).nullish(),
});

function rawOfJson(value: unknown): RawNeighbour | { why: string } {
  const parsed = jsonEntrySchema.safeParse(value);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    return { why: `${path.join('.') || 'the entry'}: ${message}` };
  }
  const { dst, dev, lladdr, state } = parsed.data;
  return {
    destination: dst,
    device: dev ?? undefined,
    linkAddress: lladdr ?? undefined,
    states: state ?? [],
    // Flags are keys without a value.
    isProxy: 'proxy' in (value as object),
  };
}

function add(
  table: NeighbourTable,
  raw: RawNeighbour | { why: string },
  at: string,
  content: unknown,
) {
  const reading = 'why' in raw ? raw : readRaw(raw);
  if (reading === 'left out') {
    table.leftOut++;
  } else if ('why' in reading) {
    table.unread.push(unreadEntry(at, content, reading.why));
  } else {
    table.entries.push(reading.entry);
  }
}

/**
 * Reads the output of `ip neigh` or `ip -j neigh`, with or without `-s` and
 * `dev NAME` (iproute2 4 to 6); which of the two it is, it sees itself.
 *
 * Only REACHABLE, DELAY and PROBE say that somebody is there now; STALE is history,
 * PERMANENT and NOARP are configuration, FAILED and INCOMPLETE say that nobody
 * answered. Ages and counters are not kept. An empty text is an empty table.
 *
 * Never throws; needs time in proportion to the length of the text.
 * @public
 */
export function parseNeighbours(text: string): NeighbourTable {
  const table: NeighbourTable = { entries: [], leftOut: 0, unread: [] };
  if (looksLikeJson(text)) {
    const json = readJsonList(text);
    if ('broken' in json) {
      table.unread.push(json.broken);
    } else {
      json.list.forEach((value, index) => {
        if (!isEmptyObject(value)) {
          add(table, rawOfJson(value), `entry ${index + 1}`, value);
        }
      });
    }
    return table;
  }
  text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .forEach((line, index) => {
      const words = line.split(/\s+/).filter(word => word !== '');
      if (words.length > 0) {
        add(table, rawOfWords(words), `line ${index + 1}`, line);
      }
    });
  return table;
}

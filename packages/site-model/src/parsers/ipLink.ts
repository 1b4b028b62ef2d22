import { z } from 'zod';
import { NodeLinkFact } from '../facts';
import { ownEtherAddress } from './etherAddress';
import {
  isEmptyObject,
  looksLikeJson,
  readJsonList,
  UnreadEntry,
  unreadEntry,
} from './unreadEntry';

/**
 * One link of a node.
 * @public
 */
export interface IpLink extends Omit<NodeLinkFact, 'node'> {
  /** The kernel's word for what is no plain card: `veth`, `tun`, `openvswitch`. */
  driver?: string;
}

/**
 * The links of a node, without its loopback.
 * @public
 */
export interface IpLinks {
  links: IpLink[];
  unread: UnreadEntry[];
}

/** A link as either form of the output holds it. */
interface RawLink {
  name: string;
  /** Behind `@`; `if7` is a link of another namespace. */
  peer?: string;
  flags: string[];
  master?: string;
  /** `ether`, `loopback`, `none` … */
  linkType?: string;
  address?: string;
  permanentAddress?: string;
  kind?: string;
  mode?: string;
  activeSlave?: string;
  vlanId?: number;
}

const KINDS = new Map<string, NodeLinkFact['kind']>([
  ['bond', 'bond'],
  ['team', 'bond'],
  ['bridge', 'bridge'],
  ['vlan', 'vlan'],
]);
const FOREIGN_LINK = /^if\d+$/;

function kindOf({ kind, linkType }: RawLink): NodeLinkFact['kind'] {
  if (kind !== undefined) {
    return KINDS.get(kind) ?? 'virtual';
  }
  return linkType === 'ether' ? 'physical' : 'other';
}

/** Leaves out what is not there. */
function defined<T extends object>(values: T): T {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as T;
}

function linkOf(raw: RawLink): IpLink {
  const kind = kindOf(raw);
  const isVlan = kind === 'vlan';
  const isBond = kind === 'bond';
  const mac = ownEtherAddress(raw.address);
  const permanentMac = ownEtherAddress(raw.permanentAddress);
  return defined({
    name: raw.name,
    kind,
    driver: raw.kind,
    mac,
    permanentMac,
    up: raw.flags.includes('UP') && raw.flags.includes('LOWER_UP'),
    master: raw.master,
    bondMode: isBond ? raw.mode : undefined,
    activeSlave: isBond ? raw.activeSlave : undefined,
    vlanTag: isVlan ? raw.vlanId : undefined,
    vlanRawDevice:
      isVlan && raw.peer !== undefined && !FOREIGN_LINK.test(raw.peer)
        ? raw.peer
        : undefined,
  });
}

const text = z.string().optional().catch(undefined);

/** What is read of `ip -j -d link`; everything else of it is not looked at. */
const jsonLinkSchema = z.object({
  ifname: z.string().min(1),
  flags: z.array(z.string()),
  link: text,
  master: text,
  link_type: text,
  address: text,
  permaddr: text,
  linkinfo: z
    .object({
      info_kind: text,
      info_data: z
        .object({
          mode: text,
          active_slave: text,
          id: z.number().int().optional().catch(undefined),
        })
        .optional()
        .catch(undefined),
      info_slave_data: z
        .object({ perm_hwaddr: text })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

function rawOfJson(value: unknown): RawLink | { why: string } {
  const parsed = jsonLinkSchema.safeParse(value);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    return { why: `${path.join('.') || 'the entry'}: ${message}` };
  }
  const { linkinfo, ...link } = parsed.data;
  return {
    name: link.ifname,
    peer: link.link,
    flags: link.flags,
    master: link.master,
    linkType: link.link_type,
    address: link.address,
    permanentAddress: linkinfo?.info_slave_data?.perm_hwaddr ?? link.permaddr,
    kind: linkinfo?.info_kind,
    mode: linkinfo?.info_data?.mode,
    activeSlave: linkinfo?.info_data?.active_slave,
    vlanId: linkinfo?.info_data?.id,
  };
}

const HEAD = /^\d+: ([^\s@]+?)(?:@([^\s@]+))?: <([^>\s]*)>(.*)$/;
const LINK = /^link\/(\S+)(?:\s+(\S+))?/;
/** Segments right behind the address that are not the name of a kind. */
const NO_KIND =
  /^(?:alias|altname|vf|inet6?|valid_lft|parentbus|[a-z0-9]+_slave|.*[^a-z0-9_-].*)$/;

function wordBehind(segment: string | undefined, key: string) {
  const words = segment?.split(/\s+/) ?? [];
  const at = words.indexOf(key);
  return at < 0 ? undefined : words[at + 1];
}

/** One link in text: its head, then the lines that belong to it. */
function rawOfText(lines: string[]): RawLink | { why: string } {
  const segments = lines.flatMap(line => line.split('\\')).map(s => s.trim());
  const head = HEAD.exec(segments[0]);
  if (!head) {
    return { why: 'it does not begin like a link: "2: eno1: <UP> …"' };
  }
  const [, name, peer, flags, rest] = head;
  const address = LINK.exec(segments[1] ?? '');
  // An alias is free text, and comes last.
  const alias = segments.findIndex(segment => /^alias\s/.test(segment));
  const told = alias < 0 ? segments : segments.slice(0, alias);
  const kindSegment =
    told[2] && !NO_KIND.test(told[2].split(/\s+/)[0]) ? told[2] : undefined;
  const kind = kindSegment?.split(/\s+/)[0];
  const slave = told.find(segment => /^[a-z0-9]+_slave\b/.test(segment));
  const id = kind === 'vlan' ? wordBehind(kindSegment, 'id') : undefined;
  return {
    name,
    peer,
    flags: flags.split(','),
    master: wordBehind(rest, 'master'),
    linkType: address?.[1],
    address: address?.[2],
    permanentAddress:
      wordBehind(slave, 'perm_hwaddr') ?? wordBehind(segments[1], 'permaddr'),
    kind,
    mode: wordBehind(kindSegment, 'mode'),
    activeSlave: wordBehind(kindSegment, 'active_slave'),
    vlanId: id !== undefined && /^\d{1,4}$/.test(id) ? Number(id) : undefined,
  };
}

function add(
  result: IpLinks,
  raw: RawLink | { why: string },
  at: string,
  content: unknown,
) {
  if ('why' in raw) {
    result.unread.push(unreadEntry(at, content, raw.why));
  } else if (raw.linkType !== 'loopback') {
    result.links.push(linkOf(raw));
  }
}

function parseText(output: string): IpLinks {
  const result: IpLinks = { links: [], unread: [] };
  const lines = output.replace(/^\uFEFF/, '').split('\n');
  const isContinued = (line: string | undefined) =>
    line !== undefined && /^\s/.test(line);
  for (let index = 0; index < lines.length; index++) {
    const first = index;
    while (isContinued(lines[index + 1])) {
      index++;
    }
    const own = lines
      .slice(first, index + 1)
      .filter(line => line.trim() !== '');
    if (own.length > 0) {
      add(result, rawOfText(own), `line ${first + 1}`, own[0]);
    }
  }
  return result;
}

/**
 * Reads the output of `ip -d link` in any of its forms: with `-j`, with `-o`, or
 * over several lines; which of them it is, it sees itself.
 *
 * A link is `up` when it is switched on and has a carrier. Counters, queues and
 * indexes, which change from boot to boot, are not kept.
 *
 * Never throws; needs time in proportion to the length of the output.
 * @public
 */
export function parseIpLink(output: string): IpLinks {
  if (!looksLikeJson(output)) {
    return parseText(output);
  }
  const result: IpLinks = { links: [], unread: [] };
  const json = readJsonList(output);
  if ('broken' in json) {
    result.unread.push(json.broken);
  } else {
    json.list.forEach((value, index) => {
      if (!isEmptyObject(value)) {
        add(result, rawOfJson(value), `entry ${index + 1}`, value);
      }
    });
  }
  return result;
}

import { pushTo } from '../collections/pushTo';
import { patternMatcher } from '../text/patternMatcher';
import { isReadable } from '../observations';
import { PortMap } from '../paths/PortMap';
import { Segment, SegmentGap, Segments, SegmentVia } from '../paths/Segments';
import {
  DeclaredDevice,
  DeclaredRow,
  Guest,
  GuestInterface,
  isControllerSource,
  Site,
  SiteNode,
} from '../site';
import { Subjects } from '../site/Subjects';
import {
  cidrContains,
  parseAddress,
  parseCidr,
  rangeContains,
} from '../values';
import { PlanSegment, PlanSelector, VlanPlan } from './plan';

/** Why an effective VLAN is not known. @public */
export type EffectiveGap =
  | SegmentGap
  | 'node-unknown'
  | 'node-offline'
  | 'node-unreadable'
  | 'guest-unreadable'
  | 'no-interface'
  | 'controller-unreadable'
  | 'device-not-seen';

/** Where a workload is, as far as anybody can say. @public */
export interface EffectiveVlan {
  /** Absent: unknown, and `gap` says why. */
  vid?: number;
  via?: SegmentVia;
  /** `port:<switch>/<port>`. */
  port?: string;
  /** Whether the port lets the VLAN through; absent: unknown. */
  carried?: boolean;
  gap?: EffectiveGap;
}

/**
 * - `done`: it is in the target VLAN and all its addresses are in the target prefix
 * - `to-move`: it is not
 * - `unknown`: nobody can say where it is
 * @public
 */
export type WorkloadState = 'done' | 'to-move' | 'unknown';

/** A guest interface or device that the plan moves. @public */
export interface PlanWorkload {
  /** `guest:7801/net0` or `device:<name>`; unique in a plan. */
  ref: string;
  kind: 'guest' | 'device';
  /** Words for people. */
  label: string;
  wave: string;
  /** The selector that claims it: its name, else `waves[0].workloads[1]`. */
  selector: string;
  ownerRef?: string;
  node?: string;
  guestId?: string;
  interfaceId?: string;
  /** Canonical addresses it has now, in the order of the site. */
  addresses: string[];
  /** What people wrote down. */
  declared: { vid?: number; prefix?: string; addresses: string[] };
  effective: EffectiveVlan;
  target: PlanSegment & {
    /** The address it gets; absent: it keeps its own, or none is given yet. */
    address?: string;
  };
  /** What happens to its address; `unassigned`: it changes and nobody said to what. */
  addressChange: 'keep' | 'change' | 'unassigned' | 'unknown';
  state: WorkloadState;
  /** More selectors that match it, in the order of the plan. */
  alsoMatchedBy: string[];
}

/** What a plan means on a site. @public */
export interface PlannedWorkloads {
  /** By wave, then as the site lists them. */
  workloads: PlanWorkload[];
  /** Guests that are in the VLAN or prefix the plan empties, and that no selector names. */
  unmatched: { ref: string; label: string; why: string }[];
  /** Selectors that match nothing. */
  empty: string[];
}

/** What the plan does with whom, before anybody looks at where it is. */
interface Choice {
  wave: string;
  selector: string;
  rule: PlanSelector;
}

function selectorName(rule: PlanSelector, wave: number, index: number): string {
  return rule.name ?? `waves[${wave}].workloads[${index}]`;
}

/** Every part of a selector must hold. */
function guestTest({ select }: PlanSelector): (guest: Guest) => boolean {
  const tests: ((guest: Guest) => boolean)[] = [];
  const text = (
    pattern: string | undefined,
    of: (guest: Guest) => readonly (string | undefined)[],
  ) => {
    if (pattern !== undefined) {
      const matches = patternMatcher([pattern], { ignoreCase: true });
      tests.push(guest =>
        of(guest).some(value => value !== undefined && matches(value)),
      );
    }
  };
  if (select.device !== undefined) {
    return () => false;
  }
  if (select.vmid !== undefined) {
    tests.push(({ vmid }) => vmid === select.vmid);
  }
  if (select.vmids !== undefined) {
    const [first, last] = select.vmids.split('-').map(Number);
    tests.push(({ vmid }) => first <= vmid && vmid <= last);
  }
  text(select.tag, ({ tags }) => tags);
  text(select.name, ({ name }) => [name]);
  text(select.pool, ({ pool }) => [pool]);
  text(select.owner, ({ ownership }) => [ownership?.ownerRef]);
  text(select.node, ({ node }) => [node]);
  return guest => tests.every(test => test(guest));
}

function inPrefix(prefix: string, address: string): boolean {
  return cidrContains(prefix, address);
}

/** What one place says about where a guest or device should be. */
function declaredOf(
  site: Site,
  addresses: readonly string[],
  vids: readonly (number | undefined)[],
): PlanWorkload['declared'] {
  const [first] = addresses;
  const prefix =
    first === undefined
      ? undefined
      : site.prefixes.find(({ cidr }) => inPrefix(cidr, first));
  const said = new Set(vids.filter(vid => vid !== undefined));
  const vid = said.size === 1 ? [...said][0] : prefix?.vid;
  return {
    ...(vid !== undefined && { vid }),
    ...(prefix && { prefix: prefix.cidr }),
    addresses: [...addresses],
  };
}

/** Finds out which workloads a plan means, and where they are. */
class WorkloadReader {
  private readonly subjects: Subjects;
  private readonly nodes: ReadonlyMap<string, SiteNode>;
  private readonly segments: Segments;
  private readonly isControlled: boolean;
  private readonly rows = new Map<string, DeclaredRow[]>();

  constructor(private readonly site: Site, private readonly plan: VlanPlan) {
    this.subjects = Subjects.create(site);
    this.nodes = new Map(site.nodes.map(node => [node.id, node]));
    this.segments = Segments.create(site, PortMap.create(site));
    const controllers = site.sources.filter(isControllerSource);
    this.isControlled = controllers.length > 0 && controllers.every(isReadable);
    for (const row of site.declaredRows) {
      pushTo(this.rows, row.locator, row);
    }
  }

  guest(guest: Guest, choices: readonly Choice[]): PlanWorkload {
    const [{ wave, selector, rule }] = choices;
    const net = this.interfaceOf(guest, rule);
    const addresses = net ? net.addresses : guest.addresses;
    const effective = this.effective(guest, net);
    const ref = this.subjects.guest(guest);
    return this.finished(rule, {
      ref: net ? `${ref}/${net.id}` : ref,
      kind: 'guest',
      label: this.subjects.label(guest),
      wave,
      selector,
      ...(guest.ownership?.ownerRef !== undefined && {
        ownerRef: guest.ownership.ownerRef,
      }),
      node: guest.node,
      guestId: guest.id,
      ...(net && { interfaceId: net.id }),
      addresses: [...addresses],
      declared: declaredOf(
        this.site,
        guest.declared.flatMap(row => row.addresses),
        this.declaredVids(guest),
      ),
      effective,
      given: rule.addresses?.[String(guest.vmid)],
      areAddressesKnown:
        guest.addressesUnreadable === undefined && addresses.length > 0,
      alsoMatchedBy: choices.slice(1).map(choice => choice.selector),
    });
  }

  device(device: DeclaredDevice, choices: readonly Choice[]): PlanWorkload {
    const [{ wave, selector, rule }] = choices;
    const seen = this.clientsOf(device);
    const addresses = [
      ...new Set([...device.addresses, ...seen.map(({ address }) => address)]),
    ];
    return this.finished(rule, {
      ref: `device:${device.name}`,
      kind: 'device',
      label: device.name,
      wave,
      selector,
      addresses,
      declared: declaredOf(this.site, addresses, []),
      effective: this.effectiveOfDevice(seen.map(({ vid }) => vid)),
      given: rule.addresses?.[device.name],
      areAddressesKnown: addresses.length > 0,
      alsoMatchedBy: choices.slice(1).map(choice => choice.selector),
    });
  }

  /** The interface that is in the segment to be left, or already in the new one. */
  private interfaceOf(
    guest: Guest,
    rule: PlanSelector,
  ): GuestInterface | undefined {
    if (rule.net !== undefined) {
      return guest.interfaces.find(({ id }) => id === rule.net);
    }
    const current = rule.current ?? this.plan.current;
    const node = this.nodes.get(`${guest.sourceId}/${guest.node}`);
    const isIn = (net: GuestInterface, { vid, prefix }: PlanSegment) =>
      net.addresses.some(address => inPrefix(prefix, address)) ||
      (node !== undefined && this.segments.of(net, node).vid === vid);
    return (
      guest.interfaces.find(net => isIn(net, current)) ??
      guest.interfaces.find(net => isIn(net, rule.target)) ??
      guest.interfaces[0]
    );
  }

  private declaredVids(guest: Guest): (number | undefined)[] {
    return guest.declared.flatMap(({ locator }) =>
      (this.rows.get(locator) ?? [])
        .filter(({ vmid }) => vmid === guest.vmid)
        .map(({ vlan }) => vlan),
    );
  }

  private effective(
    guest: Guest,
    net: GuestInterface | undefined,
  ): EffectiveVlan {
    if (!isReadable(guest.freshness) || !isReadable(guest.configFreshness)) {
      return { gap: 'guest-unreadable' };
    }
    const node = this.nodes.get(`${guest.sourceId}/${guest.node}`);
    if (!net || !node) {
      return { gap: node ? 'no-interface' : 'node-unknown' };
    }
    if (node.status !== 'online') {
      return { gap: 'node-offline' };
    }
    if (!isReadable(node.detailFreshness)) {
      return { gap: 'node-unreadable' };
    }
    return this.observed(this.segments.of(net, node));
  }

  private observed({ vid, via, port, gap }: Segment): EffectiveVlan {
    if (!this.isControlled) {
      // A tag is the guest's own; what a port does with it only a controller says.
      return via === 'native' || vid === undefined
        ? { gap: 'controller-unreadable' }
        : { vid, via, gap: 'controller-unreadable' };
    }
    return {
      ...(vid !== undefined && { vid, via }),
      ...(port && { port: this.subjects.port(port) }),
      ...(port &&
        vid !== undefined && {
          carried: via === 'native' || this.segments.carries(port, vid),
        }),
      ...(gap && { gap }),
    };
  }

  /** Clients that answer now at the addresses of a device. */
  private clientsOf({ addresses, ranges }: DeclaredDevice) {
    const isOwn = (address: string) =>
      addresses.includes(address) ||
      ranges.some(range => rangeContains(range, address));
    return this.site.clients.flatMap(({ sourceId, value }) => {
      const address = parseAddress(value.address ?? '');
      if (value.presence !== 'present' || !address || !isOwn(address)) {
        return [];
      }
      const network = this.site.networks.find(
        item => item.sourceId === sourceId && item.value.id === value.networkId,
      );
      return [{ address, vid: network?.value.vid }];
    });
  }

  /** The network its clients are in, as the controller says. */
  private effectiveOfDevice(
    vids: readonly (number | undefined)[],
  ): EffectiveVlan {
    if (!this.isControlled) {
      return { gap: 'controller-unreadable' };
    }
    const [vid] = vids;
    return vid !== undefined && vids.every(item => item === vid)
      ? { vid, via: 'native' }
      : { gap: 'device-not-seen' };
  }

  private finished(
    rule: PlanSelector,
    parts: Omit<PlanWorkload, 'target' | 'addressChange' | 'state'> & {
      given?: string;
      areAddressesKnown: boolean;
    },
  ): PlanWorkload {
    const { given, areAddressesKnown, alsoMatchedBy, ...workload } = parts;
    const { target } = rule;
    const address = given === undefined ? undefined : parseAddress(given);
    const isInside =
      workload.addresses.length > 0 &&
      workload.addresses.every(item => inPrefix(target.prefix, item)) &&
      (address === undefined || workload.addresses.includes(address));
    const { vid } = workload.effective;
    return {
      ...workload,
      target: { ...target, ...(address !== undefined && { address }) },
      addressChange: changeOf(isInside, areAddressesKnown, address),
      state: stateOf(
        vid === undefined ? undefined : vid === target.vid,
        areAddressesKnown ? isInside : undefined,
      ),
      alsoMatchedBy,
    };
  }
}

function changeOf(
  isInside: boolean,
  areAddressesKnown: boolean,
  address: string | undefined,
): PlanWorkload['addressChange'] {
  if (isInside) {
    return 'keep';
  }
  if (address !== undefined) {
    return 'change';
  }
  return areAddressesKnown ? 'unassigned' : 'unknown';
}

function stateOf(
  isInVlan: boolean | undefined,
  isInside: boolean | undefined,
): WorkloadState {
  if (isInVlan === false || isInside === false) {
    return 'to-move';
  }
  return isInVlan && isInside ? 'done' : 'unknown';
}

/**
 * The workloads a plan moves, with their declared, effective and target VLAN;
 * what several selectors claim, what none does, and selectors that match nothing.
 * Templates are no workloads.
 *
 * @param plan - what `readVlanPlan` read
 * @param site - what `buildSite` joined
 * @public
 */
export function planWorkloads(plan: VlanPlan, site: Site): PlannedWorkloads {
  const reader = new WorkloadReader(site, plan);
  const choices = new Map<Guest | DeclaredDevice, Choice[]>();
  const empty: string[] = [];
  const guests = site.guests.filter(({ template }) => !template);
  plan.waves.forEach((wave, waveIndex) =>
    wave.workloads.forEach((rule, index) => {
      const selector = selectorName(rule, waveIndex, index);
      const { device } = rule.select;
      const named = patternMatcher(device === undefined ? [] : [device], {
        ignoreCase: true,
      });
      const found = [
        ...guests.filter(guestTest(rule)),
        ...firstOfName(site.declaredDevices.filter(({ name }) => named(name))),
      ];
      found.forEach(item =>
        pushTo(choices, item, { wave: wave.id, selector, rule }),
      );
      if (found.length === 0) {
        empty.push(selector);
      }
    }),
  );
  const order = new Map(plan.waves.map(({ id }, index) => [id, index]));
  const workloads = [...choices]
    .map(([item, found]) =>
      'vmid' in item ? reader.guest(item, found) : reader.device(item, found),
    )
    .sort((left, right) => order.get(left.wave)! - order.get(right.wave)!);
  return {
    workloads,
    unmatched: unmatchedOf(plan, site, guests, choices),
    empty,
  };
}

/** A device is named in several tables; it is one device all the same. */
function firstOfName(devices: readonly DeclaredDevice[]): DeclaredDevice[] {
  const names = new Set<string>();
  return devices.filter(({ name }) => {
    const isFirst = !names.has(name);
    names.add(name);
    return isFirst;
  });
}

function unmatchedOf(
  { current }: VlanPlan,
  site: Site,
  guests: readonly Guest[],
  chosen: ReadonlyMap<Guest | DeclaredDevice, unknown>,
): PlannedWorkloads['unmatched'] {
  const subjects = Subjects.create(site);
  const prefix = parseCidr(current.prefix)!;
  return guests
    .filter(guest => !chosen.has(guest))
    .flatMap(guest => {
      const inside = guest.addresses.find(address =>
        cidrContains(prefix, address),
      );
      const isIn = inside !== undefined || guest.vlan === current.vid;
      return isIn
        ? [
            {
              ref: subjects.guest(guest),
              label: subjects.label(guest),
              why:
                inside === undefined
                  ? `is in VLAN ${current.vid}`
                  : `has ${inside} of ${current.prefix}`,
            },
          ]
        : [];
    });
}

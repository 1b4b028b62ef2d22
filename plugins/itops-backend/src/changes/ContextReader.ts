import { InspectedGuest } from '@sankofa/plugin-itops-node';
import {
  Capacity,
  ChangeIntent,
  ChangePolicy,
  GuardContext,
  LiveStates,
  Site,
  addressKey,
  advisePlacement,
  wantedAddress,
} from '@sankofa/site-model';
import { Knex } from 'knex';
import { CapacityService } from '../capacity';
import { StoredAddress } from '../ipam/IpamStore';
import { SiteService, SiteView } from '../site';
import { AddressHold } from './AddressHold';
import { ChangeStore } from './ChangeStore';
import { ExecutorBook } from './ExecutorBook';
import { StoredChange, planOf } from './StoredChange';

const GIB = 2 ** 30;
const MIB = 2 ** 20;
const MILLI = 1000;

interface Options {
  knex: Knex;
  store: ChangeStore;
  sites: SiteService;
  capacity: CapacityService;
  hold: AddressHold;
  executors: ExecutorBook;
  policy: ChangePolicy;
}

/** Everything that a change rests on, of one moment. */
export interface ChangeContext {
  context: GuardContext;
  inspected?: InspectedGuest;
  reservation?: { id: string; address: string };
}

function liveStates({ site }: SiteView): LiveStates {
  return LiveStates.create(site);
}

/** Gathers what guards look at: the site as it was collected, and the source as it is now. */
export class ContextReader {
  private constructor(private readonly options: Options) {}

  static create(options: Options): ContextReader {
    return new ContextReader(options);
  }

  /**
   * @param as - `planned`: also compare with what the change was planned on
   * @throws InputError when nothing may write to the source, ServiceUnavailableError
   * when it cannot be asked
   */
  async read(
    change: StoredChange,
    as: {
      mayDestroyForeign: boolean;
      planned: boolean;
      /** Why the address could not be held. */
      addressProblem?: string;
    },
  ): Promise<ChangeContext> {
    const { capacity, executors, hold, knex, policy, sites, store } =
      this.options;
    const { intent, sourceId, ticket } = change;
    const inspected = await executors.inspect(sourceId, intent.vmid);
    const view = await sites.current();
    const all = await capacity.of(view);
    const record = await hold.held(knex, change);
    const planned = as.planned ? planOf(change) : undefined;
    return {
      inspected,
      ...(record && {
        reservation: {
          id: `${record.address}@${record.createdAt}`,
          address: record.address,
        },
      }),
      context: {
        intent,
        policy,
        ticket,
        now: await store.now(),
        guest: inspected?.guest,
        planned: planned?.preconditions.guest,
        scopes: scopesOf(view.site, sourceId, intent),
        takenVmids: await this.takenVmids(view.site, change),
        ...addressOf(view, intent, record, as.addressProblem),
        ...placementOf(view.site, all, sourceId, intent),
        mayDestroyForeign: as.mayDestroyForeign,
        nodeLifecycle: new Map(
          all.nodes
            .filter(node => node.sourceId === sourceId)
            .map(({ name, lifecycle }) => [name, lifecycle]),
        ),
      },
    };
  }

  /** Also of guests that are gone: backups and rights may still hang on a number. */
  private async takenVmids(
    { guests }: Site,
    { id, intent, sourceId }: StoredChange,
  ): Promise<Set<number>> {
    if (intent.verb !== 'guest.create') {
      return new Set();
    }
    const { knex, store } = this.options;
    const before: string[] = await knex('observations')
      .where({ source_id: sourceId, kind: 'guest', key: `${intent.vmid}` })
      .limit(1)
      .pluck('key');
    return new Set([
      ...guests
        .filter(guest => guest.sourceId === sourceId)
        .map(({ vmid }) => vmid),
      ...before.map(Number),
      ...(await store.wantedVmids(sourceId, id)),
    ]);
  }
}

/** What of the collected site the change rests on. */
function scopesOf(
  site: Site,
  sourceId: string,
  intent: ChangeIntent,
): GuardContext['scopes'] {
  if (intent.verb === 'guest.create') {
    const node = site.nodes.find(
      ({ id }) => id === `${sourceId}/${intent.node}`,
    );
    return node
      ? [
          { label: `The list of ${sourceId}`, freshness: node.freshness },
          ...(node.detailFreshness
            ? [{ label: `Node ${node.name}`, freshness: node.detailFreshness }]
            : []),
        ]
      : [];
  }
  const guest = site.guests.find(
    ({ id }) => id === `${sourceId}/${intent.vmid}`,
  );
  return guest
    ? [
        { label: `The list of ${sourceId}`, freshness: guest.freshness },
        {
          label: `The configuration of guest ${guest.vmid}`,
          freshness: guest.configFreshness,
        },
      ]
    : [];
}

function addressOf(
  view: SiteView,
  intent: ChangeIntent,
  record: StoredAddress | undefined,
  problem: string | undefined,
): Pick<GuardContext, 'address'> {
  const address = wantedAddress(intent);
  if (address === undefined) {
    return {};
  }
  const { state } = view.derive(liveStates).of(addressKey(address), record);
  return {
    address: {
      address,
      state,
      ...(record && { reservationId: record.key }),
      ...(problem !== undefined && { problem }),
    },
  };
}

function placementOf(
  site: Site,
  capacity: Capacity,
  sourceId: string,
  intent: ChangeIntent,
): Pick<GuardContext, 'placement'> {
  if (intent.verb !== 'guest.create') {
    return {};
  }
  const nodeId = `${sourceId}/${intent.node}`;
  if (!capacity.nodes.some(node => node.nodeId === nodeId)) {
    return {};
  }
  const { bridge, vlan } = intent.network;
  const { rejected } = advisePlacement(site, capacity, {
    sourceId,
    milliCores: intent.cores * MILLI,
    memoryBytes: intent.memoryMiB * MIB,
    disk: {
      bytes: intent.diskGiB * GIB,
      storage: intent.storage,
      content: 'rootdir',
    },
    ...(vlan !== undefined && { networks: [{ vlan, bridge }] }),
    tags: intent.tags,
    // Which VLANs may be used says the allowlist; not every site has a controller.
    acceptUnknown: ['vlan'],
  });
  return {
    placement: {
      node: intent.node,
      rejections: (
        rejected.find(node => node.nodeId === nodeId)?.reasons ?? []
      ).map(({ message }) => message.replace(/\.$/, '')),
    },
  };
}

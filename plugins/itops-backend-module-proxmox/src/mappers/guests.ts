import {
  Fact,
  GuestConfigFact,
  GuestFact,
  GuestStatus,
} from '@sankofa/site-model';
import { GuestRow } from '../clients/schemas';
import { compact, words } from './lists';

const STATUSES: GuestStatus[] = ['running', 'stopped', 'paused', 'suspended'];

function statusOf(row: GuestRow, nodeOffline: boolean): GuestStatus {
  // A node that is gone keeps its last samples for five minutes: "running" is then a memory.
  const said = STATUSES.find(status => status === row.status);
  return nodeOffline || !said ? 'unknown' : said;
}

/**
 * A guest of the cluster-wide list. The list knows neither name nor template flag of a
 * guest whose node is offline or that was just made; the guest's own configuration fills in.
 */
export function mapGuest(
  row: GuestRow,
  options: {
    nodeOffline: boolean;
    config?: GuestConfigFact;
    /** `tags` of the guest's own configuration. */
    configTags?: string;
  },
): Fact {
  const { nodeOffline, config, configTags } = options;
  const value: GuestFact = compact({
    vmid: row.vmid,
    type: row.type,
    name: row.name ?? config?.name,
    node: row.node,
    status: statusOf(row, nodeOffline),
    template: row.template ?? config?.template ?? false,
    // Order carries no meaning: Proxmox sorts them in some answers and not in others.
    tags: words(row.tags ?? configTags).sort(),
    pool: row.pool,
    lock: row.lock,
    haState: row.hastate,
    milliCores:
      row.maxcpu === undefined ? undefined : Math.round(row.maxcpu * 1000),
    memoryBytes: row.maxmem === undefined ? undefined : Math.round(row.maxmem),
    diskBytes: row.maxdisk === undefined ? undefined : Math.round(row.maxdisk),
  });
  return {
    kind: 'guest',
    key: String(row.vmid),
    value,
    locator: '/cluster/resources',
  };
}

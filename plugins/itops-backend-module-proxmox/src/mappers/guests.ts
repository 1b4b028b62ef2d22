import { compact } from '@sankofa/plugin-itops-node';
import {
  Fact,
  GuestConfigFact,
  GuestFact,
  GuestStatus,
} from '@sankofa/site-model';
import { GuestRow } from '../clients/schemas';
import { tagsOf } from './lists';

const STATUSES: GuestStatus[] = ['running', 'stopped', 'paused', 'suspended'];

function statusOf(row: GuestRow, nodeOffline: boolean): GuestStatus {
  // A node that is gone keeps its last samples for five minutes: "running" is then a memory.
  const said = STATUSES.find(status => status === row.status);
  return nodeOffline || !said ? 'unknown' : said;
}

/**
 * A guest of the cluster-wide list. The list knows neither name, template flag nor tags of a
 * guest whose node is offline or that was just made; the guest's own configuration fills in.
 */
export function mapGuest(
  row: GuestRow,
  options: {
    nodeOffline: boolean;
    config?: GuestConfigFact;
  },
): Fact {
  const { nodeOffline, config } = options;
  const value: GuestFact = compact({
    vmid: row.vmid,
    type: row.type,
    name: row.name ?? config?.name,
    node: row.node,
    status: statusOf(row, nodeOffline),
    template: row.template ?? config?.template ?? false,
    tags: row.tags === undefined ? config?.tags ?? [] : tagsOf(row.tags),
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

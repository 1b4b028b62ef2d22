import { NotFoundError } from '@backstage/errors';
import {
  NodeDetail,
  NodeRow,
  nodeEntityName,
  resourceRef,
} from '@sankofa/plugin-itops-common';
import { Guest, SiteNode } from '@sankofa/site-model';
import { Picture } from '../Picture';
import { answerOf, worstLabel } from '../answer';
import { findingIndex } from '../findingIndex';
import { SortedTable } from '../table';
import { guestRow, guestsById } from './guests';

function guestsOf(node: SiteNode, picture: Picture): Guest[] {
  const known = picture.derive(guestsById);
  return node.guestIds.flatMap(id => known.get(id) ?? []);
}

function sum(values: (number | undefined)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}

/** A node that is gone is known to be gone; what it said of itself is old. */
function nodeFreshness({ freshness, detailFreshness = freshness }: SiteNode) {
  return worstLabel(freshness, detailFreshness);
}

export function nodeRow(node: SiteNode, picture: Picture): NodeRow {
  const guests = guestsOf(node, picture);
  const own = guests.filter(({ template }) => !template);
  return {
    id: node.id,
    sourceId: node.sourceId,
    cluster: node.cluster,
    name: node.name,
    status: node.status,
    address: node.address,
    version: node.detail?.version,
    cores: node.detail?.cores,
    sockets: node.detail?.sockets,
    cpuModel: node.detail?.cpuModel,
    memoryBytes: node.detail?.memoryBytes,
    guests: guests.length,
    runningGuests: guests.filter(({ status }) => status === 'running').length,
    allocatedMemoryBytes: sum(own.map(({ memoryBytes }) => memoryBytes)),
    allocatedMilliCores: sum(own.map(({ milliCores }) => milliCores)),
    subscription: node.subscription?.status,
    openFindings: picture.derive(findingIndex).ofNode(node).length,
    freshness: nodeFreshness(node),
    entityRef: resourceRef(nodeEntityName(node.sourceId, node.name)),
  };
}

export function nodeTable(picture: Picture): SortedTable<SiteNode> {
  return SortedTable.create(picture.site.nodes, {
    idOf: node => node.id,
    defaultSort: 'name',
    sorts: {
      name: node => node.name,
      status: node => node.status,
      guests: node => node.guestIds.length,
    },
    textOf: node =>
      [
        node.name,
        node.cluster,
        node.address,
        node.detail?.version,
        node.detail?.cpuModel,
        ...node.interfaces.flatMap(({ mac, addresses }) => [mac, ...addresses]),
      ]
        .filter(part => part !== undefined)
        .join(' ')
        .toLowerCase(),
  });
}

/** @throws NotFoundError that names the node */
export function nodeDetail(id: string, picture: Picture): NodeDetail {
  const node = picture.site.nodes.find(known => known.id === id);
  if (!node) {
    throw new NotFoundError(`No node ${id} is in the inventory`);
  }
  return {
    ...answerOf(picture),
    node: {
      ...nodeRow(node, picture),
      interfaces: node.interfaces,
      storages: node.storages,
      guestRows: guestsOf(node, picture).map(guest => guestRow(guest, picture)),
    },
    findings: [...picture.derive(findingIndex).ofNode(node)],
  };
}

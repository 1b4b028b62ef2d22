import { SourceReading } from './SourceReading';

/** The VLAN of a guest interface: its own tag, else that of the SDN network it is on. */
export type VidOf = (
  sourceId: string,
  net: { tag?: number; bridge?: string },
) => number | undefined;

/** SDN networks are bridges to guests; their VLAN is written on the network. */
export function vnetTags(clusters: readonly SourceReading[]): VidOf {
  const tags = new Map<string, Map<string, number>>();
  for (const cluster of clusters) {
    const ofCluster = new Map<string, number>();
    for (const { value } of cluster.facts('vnet')) {
      if (value.tag !== undefined) {
        ofCluster.set(value.name, value.tag);
      }
    }
    tags.set(cluster.sourceId, ofCluster);
  }
  return (sourceId, { tag, bridge }) =>
    tag ?? (bridge === undefined ? undefined : tags.get(sourceId)?.get(bridge));
}

import { NodeRow } from '@sankofa/plugin-itops-common';
import { bytes, percent } from '../../format/quantity';
import { ShareBar } from './ShareBar';

/** Memory that guests may take, of what the node has. */
export function MemoryShare(props: { node: NodeRow }) {
  const { allocatedMemoryBytes, memoryBytes } = props.node;
  return (
    <ShareBar
      label="Memory allocated"
      percent={percent(allocatedMemoryBytes, memoryBytes)}
      text={
        memoryBytes
          ? `${bytes(allocatedMemoryBytes)} of ${bytes(memoryBytes)}`
          : `${bytes(allocatedMemoryBytes)}, size unknown`
      }
    />
  );
}

/** Cores that guests may take, of what the node has. */
export function CpuShare(props: { node: NodeRow }) {
  const { allocatedMilliCores, cores } = props.node;
  const given = allocatedMilliCores / 1000;
  return (
    <ShareBar
      label="Cores allocated"
      percent={percent(given, cores)}
      text={
        cores ? `${given} of ${cores} cores` : `${given} cores, size unknown`
      }
    />
  );
}

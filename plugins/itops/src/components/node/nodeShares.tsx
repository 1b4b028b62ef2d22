import { NodeRow } from '@sankofa/plugin-itops-common';
import { bytes, percent } from '../../format/quantity';
import { ShareBar } from './ShareBar';

/**
 * What guests may take of a node. Where a node has guests and none of them could
 * be read, the sum of nothing is not zero but unknown.
 */
function known(allocated: number, node: NodeRow): number | undefined {
  return allocated === 0 && node.guests > 0 ? undefined : allocated;
}

/** Bytes of memory that guests may take, where that is known. */
export function allocatedMemory(node: NodeRow): number | undefined {
  return known(node.allocatedMemoryBytes, node);
}

/** Cores that guests may take, where that is known. */
export function allocatedCores(node: NodeRow): number | undefined {
  const milliCores = known(node.allocatedMilliCores, node);
  return milliCores === undefined ? undefined : milliCores / 1000;
}

/** Memory that guests may take, of what the node has. */
export function MemoryShare(props: { node: NodeRow }) {
  const { memoryBytes } = props.node;
  const given = allocatedMemory(props.node);
  if (given === undefined) {
    return <>unknown</>;
  }
  return (
    <ShareBar
      label="Memory allocated"
      percent={percent(given, memoryBytes)}
      text={
        memoryBytes
          ? `${bytes(given)} of ${bytes(memoryBytes)}`
          : `${bytes(given)}, size unknown`
      }
    />
  );
}

/** Cores that guests may take, of what the node has. */
export function CpuShare(props: { node: NodeRow }) {
  const { cores } = props.node;
  const given = allocatedCores(props.node);
  if (given === undefined) {
    return <>unknown</>;
  }
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

/** How many guests run, where the node could be asked. */
export function sayRunning(node: NodeRow): string {
  return node.status === 'online' ? `${node.runningGuests} running` : '';
}

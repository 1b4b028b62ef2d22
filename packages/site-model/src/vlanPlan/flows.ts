import { PlanWorkload } from './workloads';

/** How many workloads go from one VLAN to another: a band of the picture. @public */
export interface VlanFlow {
  wave: string;
  /** Where they are now; absent: unknown. */
  from?: number;
  to: number;
  count: number;
  /** Of them, those that have arrived. */
  done: number;
}

/** What the flow picture draws, in the order of the waves. @public */
export function vlanFlows(workloads: readonly PlanWorkload[]): VlanFlow[] {
  const flows = new Map<string, VlanFlow>();
  for (const { wave, effective, target, state } of workloads) {
    const key = `${wave} ${effective.vid ?? ''} ${target.vid}`;
    const flow = flows.get(key) ?? {
      wave,
      ...(effective.vid !== undefined && { from: effective.vid }),
      to: target.vid,
      count: 0,
      done: 0,
    };
    flow.count += 1;
    flow.done += Number(state === 'done');
    flows.set(key, flow);
  }
  return [...flows.values()];
}

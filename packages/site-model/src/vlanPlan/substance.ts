import { compareText } from '../text/compareText';
import { PlanWorkload } from './workloads';

/**
 * What somebody agrees to when they acknowledge, verify or waive, as canonical
 * text: who moves to which VLAN, prefix and address. Where a workload is now is no
 * part of it, so that a move that is done does not undo the agreement to it.
 *
 * @param workloads - of one wave, or of one owner in it
 * @public
 */
export function waveSubstance(workloads: readonly PlanWorkload[]): string {
  return JSON.stringify(
    workloads
      .map(({ ref, ownerRef, target: { vid, prefix, address } }) => [
        ref,
        ownerRef ?? null,
        vid,
        prefix,
        address ?? null,
      ])
      .sort(([left], [right]) => compareText(String(left), String(right))),
  );
}

import {
  FreeAddresses,
  MoveSimulation,
  NodeChange,
  PlanWave,
  PlanWorkload,
  PlannedWorkloads,
  VlanPlan,
  movesOf,
  nodeChanges,
  planWorkloads,
  simulateMoves,
  siteFreeAddresses,
  waveSubstance,
} from '@sankofa/site-model';
import { createHash } from 'node:crypto';
import { SiteView } from '../site';
import { pathBook } from '../views/rows/pathBook';

/** One wave on one site. */
export interface WaveOnSite {
  wave: PlanWave;
  workloads: PlanWorkload[];
  /** Of the workloads that are not done. */
  simulation: MoveSimulation;
  /** Identifies who moves where; agreements are bound to it. */
  substance: string;
}

/** A plan on a site: worked out once, then asked by every request. */
export class PlanBook {
  readonly planned: PlannedWorkloads;
  readonly waves: readonly WaveOnSite[];
  readonly nodes: NodeChange[];
  readonly free: FreeAddresses;

  private constructor(readonly plan: VlanPlan, readonly view: SiteView) {
    const { site } = view;
    this.planned = planWorkloads(plan, site);
    this.nodes = nodeChanges(plan, site);
    this.free = siteFreeAddresses(site);
    const paths = view.derive(pathBook);
    this.waves = plan.waves.map(wave => {
      const workloads = this.planned.workloads.filter(
        item => item.wave === wave.id,
      );
      const left = workloads.filter(({ state }) => state !== 'done');
      const text = waveSubstance(workloads);
      return {
        wave,
        workloads,
        simulation: simulateMoves(site, paths, movesOf(left)),
        substance: createHash('sha256').update(text).digest('hex'),
      };
    });
  }

  static create(plan: VlanPlan, view: SiteView): PlanBook {
    return new PlanBook(plan, view);
  }
}

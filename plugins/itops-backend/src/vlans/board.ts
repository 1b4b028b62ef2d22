import {
  VlanPlanAnswer,
  VlanPlanGate,
  VlanPlanWaiver,
  VlanPlanWave,
} from '@sankofa/plugin-itops-common';
import { judgeGates, vlanFlows } from '@sankofa/site-model';
import { PlanBook, WaveOnSite } from './PlanBook';
import { PlanDecision, PlanDecisions, StoredWaiver } from './PlanDecisionStore';

/** What the board is drawn from. */
export interface BoardInput {
  book: PlanBook;
  decisions: PlanDecisions;
  /** The moment gates are judged at, ISO-8601 UTC. */
  now: string;
}

/** A waiver with what it is worth now. */
export function waiverView(
  { substance, ...waiver }: StoredWaiver,
  current: string | undefined,
  now: string,
): VlanPlanWaiver {
  let state: VlanPlanWaiver['state'] = 'waiting';
  if (waiver.withdrawnBy !== undefined) {
    state = 'withdrawn';
  } else if (Date.parse(waiver.expiresAt) <= Date.parse(now)) {
    state = 'expired';
  } else if (substance !== current) {
    state = 'outdated';
  } else if (waiver.approvedBy !== undefined) {
    state = 'active';
  }
  return { ...waiver, state };
}

function said({ by, at, note }: PlanDecision) {
  return { by, at, ...(note !== undefined && { note }) };
}

/** Decisions about the wave as it is now. */
function decisionsOf(
  { wave, substance }: WaveOnSite,
  { decisions }: PlanDecisions,
): PlanDecision[] {
  return decisions.filter(
    item => item.wave === wave.id && item.substance === substance,
  );
}

function isVerified(item: WaveOnSite, decisions: PlanDecisions): boolean {
  return decisionsOf(item, decisions).some(({ kind }) => kind === 'verified');
}

/** The gates of one wave, with the waivers that count. */
export function gatesOf(item: WaveOnSite, input: BoardInput): VlanPlanGate[] {
  const { book, decisions, now } = input;
  const index = book.waves.indexOf(item);
  const own = decisionsOf(item, decisions);
  const gates = judgeGates({
    site: book.view.site,
    now,
    freshMinutes: book.plan.freshMinutes,
    workloads: item.workloads,
    simulation: item.simulation,
    free: book.free,
    acknowledged: new Set(
      own.flatMap(({ kind, ownerRef }) =>
        kind === 'acknowledged' ? [ownerRef] : [],
      ),
    ),
    unverifiedWaves: book.waves
      .slice(0, index)
      .filter(earlier => !isVerified(earlier, decisions))
      .map(({ wave }) => wave.title),
  });
  const waivers = waiversOf(item, input);
  return gates.map(gate => {
    const waiver = waivers.find(
      ({ state, gate: id }) => state === 'active' && id === gate.gate,
    );
    return { ...gate, ...(gate.state === 'red' && waiver && { waiver }) };
  });
}

function waiversOf(
  { wave, substance }: WaveOnSite,
  { decisions, now }: BoardInput,
): VlanPlanWaiver[] {
  return decisions.waivers
    .filter(waiver => waiver.wave === wave.id)
    .map(waiver => waiverView(waiver, substance, now));
}

function waveView(item: WaveOnSite, input: BoardInput): VlanPlanWave {
  const { wave, workloads, simulation } = item;
  const own = decisionsOf(item, input.decisions);
  const gates = gatesOf(item, input);
  const verified = own.find(({ kind }) => kind === 'verified');
  const isOpen = gates.every(
    ({ state, waiver }) => state === 'green' || waiver !== undefined,
  );
  const count = (wanted: string) =>
    workloads.filter(({ state }) => state === wanted).length;
  let state: VlanPlanWave['state'] = isOpen ? 'ready' : 'blocked';
  if (verified) {
    state = 'verified';
  }
  return {
    id: wave.id,
    title: wave.title,
    state,
    counts: {
      total: workloads.length,
      done: count('done'),
      toMove: count('to-move'),
      unknown: count('unknown'),
    },
    gates,
    owners: simulation.owners.map(owner => {
      const yes = own.find(
        ({ kind, ownerRef }) =>
          kind === 'acknowledged' && ownerRef === owner.ownerRef,
      );
      return { ...owner, ...(yes && { acknowledged: said(yes) }) };
    }),
    withoutOwner: simulation.withoutOwner,
    ...(verified && { verified: said(verified) }),
    waivers: waiversOf(item, input),
  };
}

/** Everything of the board that comes from the plan. */
export function boardOf(
  input: BoardInput,
): Pick<
  VlanPlanAnswer,
  'waves' | 'flows' | 'nodes' | 'overlaps' | 'unmatched' | 'emptySelectors'
> {
  const { book } = input;
  const { workloads, unmatched, empty } = book.planned;
  return {
    waves: book.waves.map(item => waveView(item, input)),
    flows: vlanFlows(workloads),
    nodes: book.nodes,
    overlaps: workloads
      .filter(({ alsoMatchedBy }) => alsoMatchedBy.length > 0)
      .map(({ ref, selector, alsoMatchedBy }) => ({
        ref,
        selector,
        alsoMatchedBy,
      })),
    unmatched,
    emptySelectors: empty,
  };
}

import {
  AcknowledgeWaveRequest,
  RequestWaiver,
  SimulateMovesRequest,
  VerifyWaveRequest,
  VlanPlanAnswer,
  VlanPlanWaiver,
  VlanPlanWorkloadsPage,
  VlanSimulation,
} from '../wire';
import {
  ItopsPageQuery,
  ItopsReadOptions,
  ItopsRequestOptions,
  OneOrMore,
} from './queries';

/** @public */
export interface VlanPlanWorkloadsQuery extends ItopsPageQuery {
  wave?: OneOrMore;
  /** `done`, `to-move`, `unknown`. */
  state?: OneOrMore;
  owner?: OneOrMore;
  /** `guest`, `device`. */
  kind?: OneOrMore;
  node?: OneOrMore;
}

/**
 * The VLAN plan: board, gates, simulator and runbook. Every call rejects with a
 * `ResponseError` unless the answer is a success.
 * @public
 */
export interface VlanPlanApi {
  /** The board by wave, with gates; `status` says whether there is a plan at all. */
  board(options?: ItopsReadOptions): Promise<VlanPlanAnswer>;
  workloads(
    query?: VlanPlanWorkloadsQuery,
    options?: ItopsRequestOptions,
  ): Promise<VlanPlanWorkloadsPage>;
  /** What breaks if these guests move now. */
  simulate(
    request: SimulateMovesRequest,
    options?: ItopsRequestOptions,
  ): Promise<VlanSimulation>;
  /** What breaks if everything of a wave that is not done moves now. */
  simulateWave(
    wave: string,
    options?: ItopsReadOptions,
  ): Promise<VlanSimulation>;
  /** Markdown for the ticket. */
  runbook(wave: string, options?: ItopsRequestOptions): Promise<string>;
  /** A person says yes for a team; 409 when it was said already. */
  acknowledge(
    wave: string,
    request: AcknowledgeWaveRequest,
    options?: ItopsRequestOptions,
  ): Promise<VlanPlanAnswer>;
  /** A person says that the wave is done; 409 names what is not. */
  verify(
    wave: string,
    request?: VerifyWaveRequest,
    options?: ItopsRequestOptions,
  ): Promise<VlanPlanAnswer>;
  /** The first of two persons. */
  requestWaiver(
    wave: string,
    request: RequestWaiver,
    options?: ItopsRequestOptions,
  ): Promise<VlanPlanWaiver>;
  /** The second person; 403 for the one who asked. */
  approveWaiver(
    id: string,
    options?: ItopsRequestOptions,
  ): Promise<VlanPlanWaiver>;
  withdrawWaiver(
    id: string,
    options?: ItopsRequestOptions,
  ): Promise<VlanPlanWaiver>;
}

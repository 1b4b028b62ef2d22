import {
  CapacityGuestsPage,
  CapacityHardware,
  CapacityNodes,
  CapacitySeries,
  CapacityStorages,
  ConsolidationAnswer,
  ConsolidationRequestBody,
  PlacementAnswer,
  PlacementRequestBody,
} from '../wire';
import { ItopsPageQuery, ItopsRequestOptions, OneOrMore } from './queries';

/** @public */
export interface CapacityGuestsQuery extends Omit<ItopsPageQuery, 'asOf'> {
  source?: OneOrMore;
  node?: OneOrMore;
  /** `busy`, `idle`, `stopped`, `unknown` */
  activity?: OneOrMore;
  oversized?: boolean;
  template?: boolean;
}

/** @public */
export interface CapacitySeriesQuery {
  /** Id of the source: `proxmox/pve-main`. */
  source: string;
  /** `node:<name>`, `guest:<vmid>`, `storage:…` */
  subject: string;
  /** ISO-8601; the seven days before `to` when left out. At most 31 days. */
  from?: string;
  to?: string;
}

/**
 * What there is, given out and used, and advice where guests could go. Everything only
 * reads; rejections are as those of `ItopsApi`.
 * @public
 */
export interface CapacityApi {
  nodes(options?: ItopsRequestOptions): Promise<CapacityNodes>;
  guests(
    query?: CapacityGuestsQuery,
    options?: ItopsRequestOptions,
  ): Promise<CapacityGuestsPage>;
  storages(options?: ItopsRequestOptions): Promise<CapacityStorages>;
  series(
    query: CapacitySeriesQuery,
    options?: ItopsRequestOptions,
  ): Promise<CapacitySeries>;
  /** What nodes are built of, beside the declared table. */
  hardware(options?: ItopsRequestOptions): Promise<CapacityHardware>;
  /** Ranked nodes with reasons, and reasons for every rejected node. */
  placement(
    request: PlacementRequestBody,
    options?: ItopsRequestOptions,
  ): Promise<PlacementAnswer>;
  /** Which nodes could be emptied: proposed changes, never an action. */
  consolidation(
    request?: ConsolidationRequestBody,
    options?: ItopsRequestOptions,
  ): Promise<ConsolidationAnswer>;
}

import { z } from 'zod';
import {
  AddressDetail,
  AddressesPage,
  Changes,
  DriftReport,
  Finding,
  AuditVerdict,
  FindingPatch,
  FindingsPage,
  Forwards,
  GuestDetail,
  GuestsPage,
  Health,
  LiveInventory,
  NodeDetail,
  NodesPage,
  Overview,
  PathChanges,
  PathsPage,
  RefreshAnswer,
  ReverseAnswer,
  SearchResult,
  SiteInventory,
  Sources,
  Switches,
  acceptRemovalRequestSchema,
  acknowledgeRequestSchema,
  auditPageSchema,
  refreshRequestSchema,
  reopenRequestSchema,
  runsPageSchema,
  suppressRequestSchema,
} from '../wire';
import { CapacityApi } from './CapacityApi';
import { ChangeRequestsApi } from './ChangeRequestsApi';
import { IpamApi } from './IpamApi';
import { PortRecordsApi } from './PortRecordsApi';
import { VlanPlanApi } from './VlanPlanApi';
import {
  AddressesQuery,
  AuditQuery,
  ChangesQuery,
  FindingsQuery,
  GuestsQuery,
  ItopsReadOptions,
  ItopsRequestOptions,
  NodesQuery,
  PathsQuery,
  PortsQuery,
  RunsQuery,
} from './queries';

/** @public */
export type RunsPage = z.infer<typeof runsPageSchema>;
/** @public */
export type AuditPage = z.infer<typeof auditPageSchema>;
/** @public */
export type AcknowledgeRequest = z.input<typeof acknowledgeRequestSchema>;
/** @public */
export type SuppressRequest = z.input<typeof suppressRequestSchema>;
/** @public */
export type ReopenRequest = z.input<typeof reopenRequestSchema>;
/** @public */
export type RefreshRequest = z.input<typeof refreshRequestSchema>;
/** @public */
export type AcceptRemovalRequest = z.input<typeof acceptRemovalRequestSchema>;

/** The site for machines that keep a copy. @public */
export type SiteAnswer =
  | { changed: true; etag?: string; site: SiteInventory }
  /** The copy with the etag that was sent is still right. */
  | { changed: false; etag: string };

/**
 * The HTTP API of the itops backend under `/api/itops/v1`, typed.
 *
 * Every method rejects with a `ResponseError` (@backstage/errors) when the
 * backend refuses, with {@link UnexpectedAnswerError} when the answer has
 * another shape than the wire schemas, and with whatever `fetch` throws when
 * nothing answers or the signal aborts.
 * @public
 */
export interface ItopsApi {
  /** Switches, ports, patch panels and cables as people wrote them down. */
  readonly portRecords: PortRecordsApi;

  /** Prefixes, addresses, VLANs, reservations and requests. */
  readonly ipam: IpamApi;
  readonly vlanPlan: VlanPlanApi;

  /** What there is, given out and used, and where guests could go. */
  readonly capacity: CapacityApi;
  /** Governed changes; `changes()` below tells what was observed to differ. */
  readonly changeRequests: ChangeRequestsApi;

  health(options?: ItopsRequestOptions): Promise<Health>;
  overview(options?: ItopsReadOptions): Promise<Overview>;
  search(text: string, options?: ItopsReadOptions): Promise<SearchResult>;

  guests(
    query?: GuestsQuery,
    options?: ItopsRequestOptions,
  ): Promise<GuestsPage>;
  /** @param id - `<sourceId>/<vmid>` */
  guest(id: string, options?: ItopsReadOptions): Promise<GuestDetail>;
  nodes(query?: NodesQuery, options?: ItopsRequestOptions): Promise<NodesPage>;
  /** @param id - `<sourceId>/<name>` */
  node(id: string, options?: ItopsReadOptions): Promise<NodeDetail>;
  addresses(
    query?: AddressesQuery,
    options?: ItopsRequestOptions,
  ): Promise<AddressesPage>;
  /** @param address - canonical text */
  address(address: string, options?: ItopsReadOptions): Promise<AddressDetail>;
  changes(query: ChangesQuery, options?: ItopsRequestOptions): Promise<Changes>;

  /** From public host names to switch ports. */
  paths(query?: PathsQuery, options?: ItopsRequestOptions): Promise<PathsPage>;
  /** @param ref - as hops name it: `guest:7801`, `port:xg-core/1+2` */
  reverse(ref: string, options?: ItopsReadOptions): Promise<ReverseAnswer>;
  /** Paths that differ between `since` and now (or `asOf`). */
  pathChanges(
    query: ChangesQuery,
    options?: ItopsRequestOptions,
  ): Promise<PathChanges>;
  ports(query?: PortsQuery, options?: ItopsRequestOptions): Promise<Switches>;
  forwards(options?: ItopsReadOptions): Promise<Forwards>;

  findings(
    query?: FindingsQuery,
    options?: ItopsRequestOptions,
  ): Promise<FindingsPage>;
  finding(id: string, options?: ItopsReadOptions): Promise<Finding>;
  /**
   * The edit of a declared file that makes a finding go away, or why there is none.
   *
   * @param query - `into`: the source for a new key, where several files hold keys
   */
  findingPatch(
    id: string,
    query?: { into?: string },
    options?: ItopsRequestOptions,
  ): Promise<FindingPatch>;
  acknowledgeFinding(
    id: string,
    request: AcknowledgeRequest,
    options?: ItopsRequestOptions,
  ): Promise<Finding>;
  suppressFinding(
    id: string,
    request: SuppressRequest,
    options?: ItopsRequestOptions,
  ): Promise<Finding>;
  reopenFinding(
    id: string,
    request: ReopenRequest,
    options?: ItopsRequestOptions,
  ): Promise<Finding>;

  sources(options?: ItopsReadOptions): Promise<Sources>;
  runs(
    sourceId: string,
    query?: RunsQuery,
    options?: ItopsRequestOptions,
  ): Promise<RunsPage>;
  /** Starts collection runs now; answers at once. */
  refresh(
    request?: RefreshRequest,
    options?: ItopsRequestOptions,
  ): Promise<RefreshAnswer>;
  /** Lets in a mass removal that the removal guard holds back. */
  acceptRemoval(
    sourceId: string,
    request: AcceptRemovalRequest,
    options?: ItopsRequestOptions,
  ): Promise<void>;

  audit(query?: AuditQuery, options?: ItopsRequestOptions): Promise<AuditPage>;

  /**
   * Checks the chain over the audit trail.
   *
   * @param anchors - seals that were kept elsewhere, as `128:9f86d0…`
   */
  verifyAudit(
    anchors?: readonly string[],
    options?: ItopsRequestOptions,
  ): Promise<AuditVerdict>;

  /** The whole trail with its seals, as JSON lines; that it was exported is written into it. */
  exportAudit(options?: ItopsRequestOptions): Promise<Blob>;

  liveInventory(options?: ItopsReadOptions): Promise<LiveInventory>;
  drift(options?: ItopsReadOptions): Promise<DriftReport>;
  site(
    query?: { ifNoneMatch?: string },
    options?: ItopsRequestOptions,
  ): Promise<SiteAnswer>;
}

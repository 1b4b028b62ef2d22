import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import {
  AuditVerdict,
  AddressDetail,
  AddressesPage,
  Changes,
  DriftReport,
  Finding,
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
  Sources,
  Switches,
  addressDetailSchema,
  addressesPageSchema,
  auditPageSchema,
  auditVerdictSchema,
  changesSchema,
  driftReportSchema,
  findingPatchSchema,
  findingSchema,
  findingsPageSchema,
  forwardsSchema,
  guestDetailSchema,
  guestsPageSchema,
  healthSchema,
  liveInventorySchema,
  nodeDetailSchema,
  nodesPageSchema,
  overviewSchema,
  pathChangesSchema,
  pathsPageSchema,
  refreshAnswerSchema,
  reverseAnswerSchema,
  runsPageSchema,
  searchResultSchema,
  siteInventorySchema,
  sourcesSchema,
  switchesSchema,
} from '../wire';
import {
  AcceptRemovalRequest,
  AcknowledgeRequest,
  AuditPage,
  ItopsApi,
  RefreshRequest,
  ReopenRequest,
  RunsPage,
  SiteAnswer,
  SuppressRequest,
} from './ItopsApi';
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
import { CapacityApi } from './CapacityApi';
import { CapacityClient } from './CapacityClient';
import { ChangeRequestsApi } from './ChangeRequestsApi';
import { ChangeRequestsClient } from './ChangeRequestsClient';
import { IpamApi } from './IpamApi';
import { IpamClient } from './IpamClient';
import { PortRecordsApi } from './PortRecordsApi';
import { PortRecordsClient } from './PortRecordsClient';
import { VlanPlanApi } from './VlanPlanApi';
import { VlanPlanClient } from './VlanPlanClient';
import { RequestParts, parseAnswer } from './answers';
import { searchParams } from './searchParams';

/** Says where a plugin answers; the DiscoveryApi and DiscoveryService both fit. @public */
export interface ItopsDiscoveryApi {
  getBaseUrl(pluginId: string): Promise<string>;
}

/** @public */
export interface ItopsFetchApi {
  fetch(url: string, init?: RequestInit): Promise<Response>;
}

/**
 * {@link ItopsApi} over `fetch`, for the browser and for other backends.
 * @public
 */
export class ItopsClient implements ItopsApi {
  readonly portRecords: PortRecordsApi;
  readonly ipam: IpamApi;
  readonly vlanPlan: VlanPlanApi;
  readonly capacity: CapacityApi;
  readonly changeRequests: ChangeRequestsApi;
  private readonly discoveryApi: ItopsDiscoveryApi;
  private readonly fetchApi: ItopsFetchApi;

  constructor(options: {
    discoveryApi: ItopsDiscoveryApi;
    fetchApi: ItopsFetchApi;
  }) {
    this.discoveryApi = options.discoveryApi;
    this.fetchApi = options.fetchApi;
    this.portRecords = PortRecordsClient.create((...request) =>
      this.send(...request),
    );
    this.ipam = IpamClient.create((...request) => this.send(...request));
    this.vlanPlan = VlanPlanClient.create((...request) =>
      this.send(...request),
    );
    this.capacity = CapacityClient.create((...request) =>
      this.send(...request),
    );
    this.changeRequests = ChangeRequestsClient.create((...request) =>
      this.send(...request),
    );
  }

  health(options?: ItopsRequestOptions): Promise<Health> {
    return this.request('/health', healthSchema, options);
  }

  overview(options?: ItopsReadOptions): Promise<Overview> {
    return this.read('/overview', overviewSchema, options);
  }

  search(text: string, options?: ItopsReadOptions): Promise<SearchResult> {
    return this.read('/search', searchResultSchema, options, { q: text });
  }

  guests(
    query: GuestsQuery = {},
    options?: ItopsRequestOptions,
  ): Promise<GuestsPage> {
    const parts = { query };
    return this.request('/inventory/guests', guestsPageSchema, options, parts);
  }

  guest(id: string, options?: ItopsReadOptions): Promise<GuestDetail> {
    const path = `/inventory/guests/${encodeURIComponent(id)}`;
    return this.read(path, guestDetailSchema, options);
  }

  nodes(
    query: NodesQuery = {},
    options?: ItopsRequestOptions,
  ): Promise<NodesPage> {
    const parts = { query };
    return this.request('/inventory/nodes', nodesPageSchema, options, parts);
  }

  node(id: string, options?: ItopsReadOptions): Promise<NodeDetail> {
    const path = `/inventory/nodes/${encodeURIComponent(id)}`;
    return this.read(path, nodeDetailSchema, options);
  }

  addresses(
    query: AddressesQuery = {},
    options?: ItopsRequestOptions,
  ): Promise<AddressesPage> {
    const path = '/inventory/addresses';
    return this.request(path, addressesPageSchema, options, { query });
  }

  address(address: string, options?: ItopsReadOptions): Promise<AddressDetail> {
    const path = `/inventory/addresses/${encodeURIComponent(address)}`;
    return this.read(path, addressDetailSchema, options);
  }

  changes(
    query: ChangesQuery,
    options?: ItopsRequestOptions,
  ): Promise<Changes> {
    const parts = { query };
    return this.request('/inventory/changes', changesSchema, options, parts);
  }

  paths(
    query: PathsQuery = {},
    options?: ItopsRequestOptions,
  ): Promise<PathsPage> {
    const parts = { query };
    return this.request('/portmap/joined', pathsPageSchema, options, parts);
  }

  reverse(ref: string, options?: ItopsReadOptions): Promise<ReverseAnswer> {
    const path = '/portmap/reverse';
    return this.read(path, reverseAnswerSchema, options, { ref });
  }

  pathChanges(
    query: ChangesQuery,
    options?: ItopsRequestOptions,
  ): Promise<PathChanges> {
    const parts = { query };
    return this.request('/portmap/changes', pathChangesSchema, options, parts);
  }

  ports(
    query: PortsQuery = {},
    options?: ItopsRequestOptions,
  ): Promise<Switches> {
    return this.request('/ports', switchesSchema, options, { query });
  }

  forwards(options?: ItopsReadOptions): Promise<Forwards> {
    return this.read('/forwards', forwardsSchema, options);
  }

  findings(
    query: FindingsQuery = {},
    options?: ItopsRequestOptions,
  ): Promise<FindingsPage> {
    return this.request('/findings', findingsPageSchema, options, { query });
  }

  finding(id: string, options?: ItopsReadOptions): Promise<Finding> {
    const path = `/findings/${encodeURIComponent(id)}`;
    return this.read(path, findingSchema, options);
  }

  findingPatch(
    id: string,
    query: { into?: string } = {},
    options?: ItopsRequestOptions,
  ): Promise<FindingPatch> {
    const path = `/findings/${encodeURIComponent(id)}/patch`;
    return this.request(path, findingPatchSchema, options, { query });
  }

  acknowledgeFinding(
    id: string,
    request: AcknowledgeRequest,
    options?: ItopsRequestOptions,
  ): Promise<Finding> {
    return this.decide(id, 'acknowledge', request, options);
  }

  suppressFinding(
    id: string,
    request: SuppressRequest,
    options?: ItopsRequestOptions,
  ): Promise<Finding> {
    return this.decide(id, 'suppress', request, options);
  }

  reopenFinding(
    id: string,
    request: ReopenRequest,
    options?: ItopsRequestOptions,
  ): Promise<Finding> {
    return this.decide(id, 'reopen', request, options);
  }

  sources(options?: ItopsReadOptions): Promise<Sources> {
    return this.read('/sources', sourcesSchema, options);
  }

  runs(
    sourceId: string,
    query: RunsQuery = {},
    options?: ItopsRequestOptions,
  ): Promise<RunsPage> {
    const path = `/sources/${encodeURIComponent(sourceId)}/runs`;
    return this.request(path, runsPageSchema, options, { query });
  }

  refresh(
    request: RefreshRequest = {},
    options?: ItopsRequestOptions,
  ): Promise<RefreshAnswer> {
    const parts = { body: request };
    return this.request(
      '/inventory/refresh',
      refreshAnswerSchema,
      options,
      parts,
    );
  }

  async acceptRemoval(
    sourceId: string,
    request: AcceptRemovalRequest,
    options?: ItopsRequestOptions,
  ): Promise<void> {
    const path = `/sources/${encodeURIComponent(sourceId)}/accept-removal`;
    await this.send(path, options, { body: request });
  }

  audit(
    query: AuditQuery = {},
    options?: ItopsRequestOptions,
  ): Promise<AuditPage> {
    return this.request('/audit', auditPageSchema, options, { query });
  }

  verifyAudit(
    anchors: readonly string[] = [],
    options?: ItopsRequestOptions,
  ): Promise<AuditVerdict> {
    return this.request('/audit/verify', auditVerdictSchema, options, {
      query: { anchor: anchors },
    });
  }

  async exportAudit(options?: ItopsRequestOptions): Promise<Blob> {
    return (await this.send('/audit/export', options)).blob();
  }

  liveInventory(options?: ItopsReadOptions): Promise<LiveInventory> {
    return this.read('/inventory/live', liveInventorySchema, options);
  }

  drift(options?: ItopsReadOptions): Promise<DriftReport> {
    return this.read('/inventory/drift', driftReportSchema, options);
  }

  async site(
    query: { ifNoneMatch?: string } = {},
    options?: ItopsRequestOptions,
  ): Promise<SiteAnswer> {
    const { ifNoneMatch } = query;
    const path = '/inventory/site';
    const headers = ifNoneMatch ? { 'If-None-Match': ifNoneMatch } : undefined;
    const response = await this.send(path, options, { headers });
    if (response.status === 304 && ifNoneMatch) {
      return { changed: false, etag: ifNoneMatch };
    }
    const site = await parseAnswer(path, response, siteInventorySchema);
    const etag = response.headers.get('etag') ?? undefined;
    return { changed: true, etag, site };
  }

  private decide(
    id: string,
    decision: 'acknowledge' | 'suppress' | 'reopen',
    body: unknown,
    options?: ItopsRequestOptions,
  ): Promise<Finding> {
    const path = `/findings/${encodeURIComponent(id)}/${decision}`;
    return this.request(path, findingSchema, options, { body });
  }

  /** A read whose options carry `asOf` and `require` beside token and signal. */
  private read<T>(
    path: string,
    schema: z.ZodType<T>,
    options: ItopsReadOptions = {},
    query: object = {},
  ): Promise<T> {
    const { asOf, require, ...rest } = options;
    const parts = { query: { ...query, asOf, require } };
    return this.request(path, schema, rest, parts);
  }

  private async request<T>(
    path: string,
    schema: z.ZodType<T>,
    options?: ItopsRequestOptions,
    parts: RequestParts = {},
  ): Promise<T> {
    const response = await this.send(path, options, parts);
    return parseAnswer(path, response, schema);
  }

  /** @throws ResponseError unless the answer is a success or "not modified". */
  private async send(
    path: string,
    options: ItopsRequestOptions = {},
    parts: RequestParts = {},
  ): Promise<Response> {
    const { query, body, headers, method } = parts;
    const baseUrl = await this.discoveryApi.getBaseUrl('itops');
    const url = `${baseUrl}/v1${path}${searchParams(query ?? {})}`;
    const response = await this.fetchApi.fetch(url, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(options.token ? { Authorization: `Bearer ${options.token}` } : {}),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: options.signal,
    });
    if (!response.ok && response.status !== 304) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

import {
  AddressDetail,
  AddressesPage,
  AuditPage,
  AuditVerdict,
  Changes,
  Finding,
  FindingPatch,
  FindingsPage,
  Forwards,
  GuestDetail,
  GuestsPage,
  ItopsApi,
  NodeDetail,
  NodesPage,
  Overview,
  PathChanges,
  PathRow,
  PathsPage,
  RefreshAnswer,
  ReverseAnswer,
  SearchResult,
  SourceFreshness,
  Sources,
  Switches,
} from '@sankofa/plugin-itops-common';
import {
  CLUSTER,
  addressRow,
  ago,
  answerOf,
  auditRow,
  branchedPath,
  finding,
  forwardRow,
  guestDetail,
  guestRow,
  nodeDetail,
  nodeRow,
  pathRow,
  portmapSources,
  sourceView,
  switchView,
  unknownPath,
} from './fixtures';
import { FakeCapacity } from './FakeCapacity';
import { FakeChangeRequests } from './FakeChangeRequests';
import { FakeIpam } from './FakeIpam';
import { FakePortRecords } from './FakePortRecords';
import { FakeVlanPlan } from './FakeVlanPlan';
import { httpError } from './httpError';

function countBy(
  items: Finding[],
  value: (item: Finding) => string,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) {
    counts[value(item)] = (counts[value(item)] ?? 0) + 1;
  }
  return counts;
}

/**
 * The whole API over values in memory. A test changes what it needs: `answers`
 * for what comes back, `fail` for a call that does not.
 */
export class FakeItops
  implements
    Partial<
      Omit<
        ItopsApi,
        'portRecords' | 'ipam' | 'capacity' | 'vlanPlan' | 'changeRequests'
      >
    >
{
  readonly portRecords = new FakePortRecords();
  readonly ipam = new FakeIpam();
  readonly capacity = new FakeCapacity();
  readonly vlanPlan = new FakeVlanPlan();
  readonly changeRequests = new FakeChangeRequests();
  /** What the pages asked, in order: method and arguments without the signal. */
  readonly calls: { method: string; args: unknown[] }[] = [];
  sourcesSeen: SourceFreshness[] | undefined;
  answers = {
    guests: [guestRow()],
    nodes: [nodeRow()],
    addresses: [addressRow()],
    findings: [finding()],
    paths: [branchedPath(), unknownPath(), pathRow()],
    pathChanges: [] as PathChanges['items'],
    switches: [switchView()],
    forwards: [forwardRow()],
    sources: [sourceView()],
    audit: [
      auditRow({ id: '129', sealNumber: undefined }),
      auditRow(),
      auditRow({
        id: '127',
        sealNumber: 127,
        actor: 'user:default/kofi',
        action: 'change.approve',
        outcome: 'failure',
        details: { error: 'You asked for it; somebody else has to approve.' },
      }),
    ],
    verdict: {
      sound: true,
      sealed: 128,
      unsealed: 1,
      head: { number: 128, hash: '9f86d0' },
    } as AuditVerdict,
    changes: [
      {
        at: ago(20 * 60_000),
        sourceId: CLUSTER,
        kind: 'changed' as const,
        factKind: 'guest',
        subject: 'guest:4101',
        summary: '4101 ledger-api moved from birch to alder',
      },
    ] as Changes['items'],
    /** Changes that the server counts and does not send. */
    untoldChanges: 0,
    hits: [] as SearchResult['items'],
    /** Refs that no source tells of. */
    unknownRefs: [] as string[],
    refresh: undefined as RefreshAnswer | undefined,
    patch: {
      offered: false,
      findingId: 'f-1',
      reason: 'not-editable',
      message: 'A finding of this rule is not repaired by an edit.',
    } as FindingPatch,
  };
  #failures = new Map<string, unknown>();
  #held = new Map<string, Promise<void>>();

  /** The method fails with this from now on; `undefined` heals it. */
  fail(method: keyof ItopsApi, error: unknown): void {
    if (error === undefined) {
      this.#failures.delete(method);
    } else {
      this.#failures.set(method, error);
    }
  }

  /** The method answers only after the returned function was called. */
  hold(method: keyof ItopsApi): () => void {
    let release: () => void = () => {};
    this.#held.set(method, new Promise(resolve => (release = resolve)));
    return () => {
      this.#held.delete(method);
      release();
    };
  }

  /** Arguments of the calls of one method. */
  asked(method: keyof ItopsApi): any[][] {
    return this.calls
      .filter(call => call.method === method)
      .map(call => call.args as any[]);
  }

  async overview(options?: unknown): Promise<Overview> {
    await this.#called('overview', options);
    const { guests, nodes, addresses, findings } = this.answers;
    return {
      ...this.#answer(),
      counts: {
        nodes: nodes.length,
        nodesOnline: nodes.filter(({ status }) => status === 'online').length,
        guests: guests.length,
        guestsRunning: guests.filter(({ status }) => status === 'running')
          .length,
        templates: guests.filter(({ template }) => template).length,
        addresses: addresses.length,
        addressStates: Object.fromEntries(
          addresses.map(({ state }) => [
            state,
            addresses.filter(row => row.state === state).length,
          ]),
        ),
        openFindings: countBy(findings, ({ severity }) => severity),
      },
      worstFindings: findings,
    };
  }

  async search(text: string, options?: unknown): Promise<SearchResult> {
    await this.#called('search', text, options);
    const { hits } = this.answers;
    return { ...this.#answer(), items: hits, total: hits.length };
  }

  async changes(query: { since: string }): Promise<Changes> {
    await this.#called('changes', query);
    return {
      ...this.#answer(),
      items: this.answers.changes,
      total: this.answers.changes.length + this.answers.untoldChanges,
      since: query.since,
    };
  }

  async guests(query?: unknown): Promise<GuestsPage> {
    await this.#called('guests', query);
    return this.#page(this.answers.guests);
  }

  async guest(id: string, options?: unknown): Promise<GuestDetail> {
    await this.#called('guest', id, options);
    return {
      ...this.#answer(),
      guest: guestDetail(),
      findings: this.answers.findings,
    };
  }

  async nodes(query?: unknown): Promise<NodesPage> {
    await this.#called('nodes', query);
    return this.#page(this.answers.nodes);
  }

  async node(id: string, options?: unknown): Promise<NodeDetail> {
    await this.#called('node', id, options);
    return {
      ...this.#answer(),
      node: nodeDetail(),
      findings: this.answers.findings,
    };
  }

  async addresses(query?: unknown): Promise<AddressesPage> {
    await this.#called('addresses', query);
    const { addresses } = this.answers;
    const byState: Record<string, number> = {};
    for (const { state } of addresses) {
      byState[state] = (byState[state] ?? 0) + 1;
    }
    return {
      ...this.#page(addresses),
      counts: { byState },
      prefixes: [
        {
          cidr: '10.20.30.0/24',
          vid: 30,
          via: 'sdn',
          known: addresses.length,
          size: '254',
        },
      ],
    };
  }

  async address(address: string, options?: unknown): Promise<AddressDetail> {
    await this.#called('address', address, options);
    const row =
      this.answers.addresses.find(known => known.address === address) ??
      addressRow({ address });
    return { ...this.#answer(), address: row, findings: this.answers.findings };
  }

  async paths(query?: unknown): Promise<PathsPage> {
    await this.#called('paths', query);
    const { paths } = this.answers;
    const byStatus: Record<string, number> = {};
    for (const { status } of paths) {
      byStatus[status] = (byStatus[status] ?? 0) + 1;
    }
    return { ...this.#page(paths), ...this.#portmap(), counts: { byStatus } };
  }

  async reverse(ref: string, options?: unknown): Promise<ReverseAnswer> {
    await this.#called('reverse', ref, options);
    const lands = ({ hops, branches }: PathRow) =>
      [...hops, ...branches.flatMap(branch => branch.hops)].some(
        step => step.ref === ref,
      );
    const items = this.answers.paths.filter(lands);
    return {
      ...this.#portmap(),
      ref,
      title: ref.slice(ref.indexOf(':') + 1),
      known: !this.answers.unknownRefs.includes(ref),
      items,
      total: items.length,
    };
  }

  async pathChanges(query: { since: string }): Promise<PathChanges> {
    await this.#called('pathChanges', query);
    const { pathChanges } = this.answers;
    return {
      ...this.#portmap(),
      since: query.since,
      items: pathChanges,
      total: pathChanges.length,
    };
  }

  async ports(query?: unknown): Promise<Switches> {
    await this.#called('ports', query);
    return { ...this.#portmap(), items: this.answers.switches };
  }

  async forwards(options?: unknown): Promise<Forwards> {
    await this.#called('forwards', options);
    return { ...this.#portmap(), items: this.answers.forwards };
  }

  async findings(query?: unknown): Promise<FindingsPage> {
    await this.#called('findings', query);
    const { findings } = this.answers;
    return {
      ...this.#page(findings),
      counts: {
        byRule: countBy(findings, ({ rule }) => rule),
        bySeverity: countBy(findings, ({ severity }) => severity),
      },
    };
  }

  async finding(id: string, options?: unknown): Promise<Finding> {
    await this.#called('finding', id, options);
    const found = this.answers.findings.find(item => item.id === id);
    if (!found) {
      throw httpError(404, `There is no finding ${id}`);
    }
    return found;
  }

  async findingPatch(id: string, query?: object): Promise<FindingPatch> {
    await this.#called('findingPatch', id, query);
    return this.answers.patch;
  }

  async acknowledgeFinding(id: string, body: object): Promise<Finding> {
    await this.#called('acknowledgeFinding', id, body);
    return this.#decide(id, {
      state: 'acknowledged',
      acknowledgedBy: 'user:default/ines',
      acknowledgedAt: new Date().toISOString(),
    });
  }

  async suppressFinding(
    id: string,
    body: { until: string; reason: string },
  ): Promise<Finding> {
    await this.#called('suppressFinding', id, body);
    return this.#decide(id, {
      state: 'suppressed',
      suppressedUntil: body.until,
      note: body.reason,
    });
  }

  async reopenFinding(id: string, body: object): Promise<Finding> {
    await this.#called('reopenFinding', id, body);
    return this.#decide(id, { state: 'open', suppressedUntil: undefined });
  }

  async sources(options?: unknown): Promise<Sources> {
    await this.#called('sources', options);
    return { at: new Date().toISOString(), items: this.answers.sources };
  }

  async refresh(request: { sources?: string[] } = {}): Promise<RefreshAnswer> {
    await this.#called('refresh', request);
    const started = this.answers.sources
      .filter(
        ({ sourceId }) =>
          !request.sources || request.sources.includes(sourceId),
      )
      .flatMap(({ sourceId, passes }) =>
        passes.map(({ pass }) => ({ sourceId, pass })),
      );
    return this.answers.refresh ?? { started, running: [] };
  }

  async acceptRemoval(sourceId: string, request: object): Promise<void> {
    await this.#called('acceptRemoval', sourceId, request);
  }

  async audit(query: object = {}): Promise<AuditPage> {
    await this.#called('audit', query);
    const { action, actor, subject } = query as Record<string, string>;
    return {
      items: this.answers.audit.filter(
        row =>
          (!action || row.action === action) &&
          (!actor || row.actor === actor) &&
          (!subject || row.subject === subject),
      ),
    };
  }

  async verifyAudit(anchors: readonly string[]): Promise<AuditVerdict> {
    await this.#called('verifyAudit', anchors);
    return this.answers.verdict;
  }

  async exportAudit(): Promise<Blob> {
    await this.#called('exportAudit');
    return new Blob(['{"type":"head"}\n']);
  }

  #answer() {
    return answerOf(this.sourcesSeen);
  }

  /** Paths and ports rest on the proxy and the network, too. */
  #portmap() {
    return answerOf(this.sourcesSeen ?? portmapSources());
  }

  #page<T>(items: T[]) {
    return { ...this.#answer(), items, total: items.length };
  }

  #decide(id: string, changes: Partial<Finding>): Finding {
    const { findings } = this.answers;
    const index = findings.findIndex(item => item.id === id);
    const decided = {
      ...findings[index],
      ...changes,
      version: findings[index].version + 1,
    };
    this.answers.findings = findings.map(item =>
      item.id === id ? decided : item,
    );
    return decided;
  }

  async #called(method: keyof ItopsApi, ...args: unknown[]): Promise<void> {
    this.calls.push({ method, args });
    await this.#held.get(method);
    if (this.#failures.has(method)) {
      throw this.#failures.get(method);
    }
  }
}

/** The fake in the place of the client: pages call nothing that it lacks. */
export function asItopsApi(fake: FakeItops): ItopsApi {
  return fake as unknown as ItopsApi;
}

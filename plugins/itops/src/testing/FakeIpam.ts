import {
  IpamAddressesPage,
  IpamAnsweringPage,
  IpamApi,
  IpamBulkAnswer,
  IpamBulkRequest,
  IpamConflictsPage,
  IpamGrid,
  IpamImportAnswer,
  IpamNextFree,
  IpamPrefixRecord,
  IpamPrefixesPage,
  IpamRequestRecord,
  IpamRequestRequest,
  IpamRequestsPage,
  IpamReservation,
  IpamReserveRequest,
  IpamReshapeAnswer,
  IpamSilentPage,
  IpamVlanRecord,
  IpamVlansPage,
  SourceFreshness,
} from '@sankofa/plugin-itops-common';
import {
  answerOf,
  answeringRow,
  ipamConflict,
  ipamImportAnswer,
  keptRecord,
  prefixCells,
  prefixRecord,
  requestRecord,
  reservedCell,
  reshapeAnswer,
  silentRow,
  vlanRecord,
} from './fixtures';
import { httpError } from './httpError';

interface Seen {
  id: string;
  version: number;
}

/** As the server says that nothing has an id. */
function nothing(id: string): Error {
  return Object.assign(httpError(404, `Nothing has the id '${id}'`), {
    name: 'NotFoundError',
  });
}

/**
 * Address management over values in memory. Versions are compared, and who was
 * slower hears it.
 */
export class FakeIpam implements Partial<IpamApi> {
  readonly calls: { method: string; args: any[] }[] = [];
  sourcesSeen: SourceFreshness[] | undefined;
  answers = {
    prefixes: [prefixRecord()],
    cells: prefixCells(),
    vlans: [vlanRecord()],
    addresses: [keptRecord()],
    requests: [requestRecord()],
    silent: [silentRow()],
    watchedSince: silentRow().silentSince as string | undefined,
    answering: [answeringRow()],
    conflicts: [ipamConflict()],
    reshape: reshapeAnswer() as IpamReshapeAnswer,
    preview: ipamImportAnswer() as IpamImportAnswer,
    exported: 'vid,name\n30,services\n',
  };
  #failures = new Map<keyof IpamApi, unknown>();

  /** The call fails with this from now on; `undefined` heals it. */
  fail(method: keyof IpamApi, error: unknown): void {
    this.#failures.set(method, error);
  }

  /** Arguments of the calls of one method. */
  asked(method: keyof IpamApi): any[][] {
    return this.calls
      .filter(call => call.method === method)
      .map(call => call.args);
  }

  async prefixes(query?: object): Promise<IpamPrefixesPage> {
    this.#called('prefixes', query);
    return { items: this.answers.prefixes };
  }

  async prefix(id: string): Promise<IpamPrefixRecord> {
    this.#called('prefix', id);
    return this.#prefix(id);
  }

  async createPrefix(request: object): Promise<IpamPrefixRecord> {
    this.#called('createPrefix', request);
    const made = { ...prefixRecord({ id: 'new-prefix', held: 0 }), ...request };
    this.answers.prefixes = [...this.answers.prefixes, made];
    return made;
  }

  async updatePrefix(seen: Seen, request: object): Promise<IpamPrefixRecord> {
    this.#called('updatePrefix', seen, request);
    const before = this.#prefix(seen.id);
    this.#compare(before, seen);
    const after = { ...before, ...request, version: before.version + 1 };
    this.answers.prefixes = this.answers.prefixes.map(known =>
      known.id === seen.id ? after : known,
    );
    return after;
  }

  async deletePrefix(seen: Seen): Promise<void> {
    this.#called('deletePrefix', seen);
    this.#compare(this.#prefix(seen.id), seen);
    this.answers.prefixes = this.answers.prefixes.filter(
      ({ id }) => id !== seen.id,
    );
  }

  async previewReshape(seen: Seen, reshape: object) {
    this.#called('previewReshape', seen, reshape);
    this.#compare(this.#prefix(seen.id), seen);
    return this.answers.reshape;
  }

  async reshape(seen: Seen, reshape: object, previewHash: string) {
    this.#called('reshape', seen, reshape, previewHash);
    if (previewHash !== this.answers.reshape.previewHash) {
      throw httpError(409, 'Look at a new preview');
    }
    return this.answers.reshape;
  }

  async grid(id: string, query?: object): Promise<IpamGrid> {
    this.#called('grid', id, query);
    return {
      ...this.#answer(),
      prefix: this.#prefix(id),
      items: this.answers.cells,
    };
  }

  async nextFree(id: string, count = 1): Promise<IpamNextFree> {
    this.#called('nextFree', id, count);
    return {
      ...this.#answer(),
      prefix: prefixRecord().cidr,
      addresses: this.answers.cells
        .filter(({ offered }) => offered)
        .slice(0, count)
        .map(({ address }) => address),
    };
  }

  async reserve(request: IpamReserveRequest): Promise<IpamReservation> {
    this.#called('reserve', request);
    const { address } = request;
    const kept = reservedCell(1);
    const record = { ...kept.record!, address };
    this.#put(address, { ...kept, record });
    return { ...record, key: address };
  }

  async addresses(query?: object): Promise<IpamAddressesPage> {
    this.#called('addresses', query);
    const items = this.answers.addresses;
    return { ...this.#answer(), items, total: items.length };
  }

  async bulkEdit(request: IpamBulkRequest): Promise<IpamBulkAnswer> {
    this.#called('bulkEdit', request);
    return { items: this.answers.addresses };
  }

  async deleteAddress(seen: { address: string; version: number }) {
    this.#called('deleteAddress', seen);
    this.#put(seen.address, prefixCells()[0]);
  }

  async vlans(query?: object): Promise<IpamVlansPage> {
    this.#called('vlans', query);
    return { items: this.answers.vlans };
  }

  async vlan(id: string): Promise<IpamVlanRecord> {
    this.#called('vlan', id);
    return this.#vlan(id);
  }

  async createVlan(request: object): Promise<IpamVlanRecord> {
    this.#called('createVlan', request);
    const made = {
      ...vlanRecord({ id: 'new-vlan', prefixes: [] }),
      ...request,
    };
    this.answers.vlans = [...this.answers.vlans, made];
    return made;
  }

  async updateVlan(seen: Seen, request: object): Promise<IpamVlanRecord> {
    this.#called('updateVlan', seen, request);
    const before = this.#vlan(seen.id);
    this.#compare(before, seen);
    const after = { ...before, ...request, version: before.version + 1 };
    this.answers.vlans = [after];
    return after;
  }

  async deleteVlan(seen: Seen): Promise<void> {
    this.#called('deleteVlan', seen);
    this.#compare(this.#vlan(seen.id), seen);
    this.answers.vlans = this.answers.vlans.filter(({ id }) => id !== seen.id);
  }

  async requests(query?: { state?: string }): Promise<IpamRequestsPage> {
    this.#called('requests', query);
    return {
      items: this.answers.requests.filter(
        ({ state }) => !query?.state || state === query.state,
      ),
    };
  }

  async ask(request: IpamRequestRequest): Promise<IpamRequestRecord> {
    this.#called('ask', request);
    const made = requestRecord({
      ...request,
      id: 'r2',
      requestedBy: 'user:default/test',
    });
    this.answers.requests = [made, ...this.answers.requests];
    return made;
  }

  async decide(seen: Seen, verb: string, request?: object) {
    this.#called(
      'decide',
      { id: seen.id, version: seen.version },
      verb,
      request,
    );
    const decided = requestRecord({
      ...seen,
      version: seen.version + 1,
      state: verb === 'accept' ? 'accepted' : 'rejected',
      ...(verb === 'accept' && { address: '10.20.30.0' }),
    });
    this.answers.requests = this.answers.requests.map(known =>
      known.id === seen.id ? decided : known,
    );
    return decided;
  }

  async silent(query: { days?: number }): Promise<IpamSilentPage> {
    this.#called('silent', query);
    const { silent: items, watchedSince } = this.answers;
    return {
      ...this.#answer(),
      days: query.days ?? 30,
      items,
      total: items.length,
      watchedSince,
    };
  }

  async answering(query?: object): Promise<IpamAnsweringPage> {
    this.#called('answering', query);
    const { answering: items } = this.answers;
    return { ...this.#answer(), items, total: items.length };
  }

  async conflicts(query?: object): Promise<IpamConflictsPage> {
    this.#called('conflicts', query);
    const { conflicts: items } = this.answers;
    const counts: Record<string, number> = {};
    for (const { kind } of items) {
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return { ...this.#answer(), counts, items, total: items.length };
  }

  async previewImport(request: object): Promise<IpamImportAnswer> {
    this.#called('previewImport', request);
    return this.answers.preview;
  }

  async import(request: { previewHash: string }): Promise<IpamImportAnswer> {
    this.#called('import', request);
    if (request.previewHash !== this.answers.preview.previewHash) {
      throw httpError(409, 'Look at a new preview');
    }
    return this.answers.preview;
  }

  async export(file: string): Promise<string> {
    this.#called('export', file);
    return this.answers.exported;
  }

  #answer() {
    return answerOf(this.sourcesSeen);
  }

  #prefix(wanted: string): IpamPrefixRecord {
    const found = this.answers.prefixes.find(({ id }) => id === wanted);
    if (!found) {
      throw nothing(wanted);
    }
    return found;
  }

  #vlan(wanted: string): IpamVlanRecord {
    const found = this.answers.vlans.find(({ id }) => id === wanted);
    if (!found) {
      throw nothing(wanted);
    }
    return found;
  }

  #compare(now: { version: number }, seen: { version: number }): void {
    if (now.version !== seen.version) {
      throw httpError(412, `It has version ${now.version} now`);
    }
  }

  #put(address: string, changes: object): void {
    this.answers.cells = this.answers.cells.map(cell =>
      cell.address === address
        ? { ...cell, record: undefined, ...changes, address, key: address }
        : cell,
    );
  }

  #called(method: keyof IpamApi, ...args: unknown[]): void {
    this.calls.push({ method, args });
    const failure = this.#failures.get(method);
    if (failure !== undefined) {
      throw failure;
    }
  }
}

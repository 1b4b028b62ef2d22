import {
  IpamApi,
  IpamGrid,
  IpamNextFree,
  IpamPrefixesPage,
  IpamReservation,
  IpamReserveRequest,
} from '@sankofa/plugin-itops-common';
import { answerOf, prefixCells, prefixRecord, reservedCell } from './fixtures';
import { httpError } from './httpError';

/** Address management over values in memory. */
export class FakeIpam implements Partial<IpamApi> {
  readonly calls: { method: string; args: any[] }[] = [];
  answers = {
    prefixes: [prefixRecord()],
    cells: prefixCells(),
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

  async grid(id: string, query?: object): Promise<IpamGrid> {
    this.#called('grid', id, query);
    const prefix = this.answers.prefixes.find(known => known.id === id);
    if (!prefix) {
      throw httpError(404, `Nothing has the id '${id}'`);
    }
    return { ...answerOf(), prefix, items: this.answers.cells };
  }

  async nextFree(id: string, count = 1): Promise<IpamNextFree> {
    this.#called('nextFree', id, count);
    return {
      ...answerOf(),
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

  async deleteAddress(seen: { address: string; version: number }) {
    this.#called('deleteAddress', seen);
    this.#put(seen.address, prefixCells()[0]);
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

import {
  InterfaceNamesRequest,
  ObservedPortsPage,
  PortExport,
  PortImportAnswer,
} from '@sankofa/plugin-itops-common';
import {
  answerOf,
  cableRecord,
  deviceRecord,
  importAnswer,
  interfaceNames,
  observedPort,
  portRecord,
  portmapSources,
} from './fixtures';
import { httpError } from './httpError';

interface Stored {
  id: string;
  version: number;
  updatedBy: string;
}

/**
 * Physical records in memory, as the API keeps them: versions are compared, and
 * who was slower hears it. Calls are named "devices.update", "import".
 */
export class FakePortRecords {
  readonly calls: { method: string; args: any[] }[] = [];
  answers = {
    devices: [deviceRecord()],
    ports: [portRecord()],
    cables: [cableRecord()],
    observed: [observedPort()],
    preview: importAnswer() as PortImportAnswer,
    exported: { files: [], notes: [] } as PortExport,
    names: interfaceNames(),
  };
  readonly devices = this.#records('devices');
  readonly ports = this.#records('ports');
  readonly cables = this.#records('cables');
  #failures = new Map<string, unknown>();
  #held = new Map<string, Promise<void>>();

  /** The call fails with this from now on; `undefined` heals it. */
  fail(method: string, error: unknown): void {
    this.#failures.set(method, error);
  }

  /** The call answers only after the returned function was called. */
  hold(method: string): () => void {
    let release: () => void = () => {};
    this.#held.set(method, new Promise(resolve => (release = resolve)));
    return () => {
      this.#held.delete(method);
      release();
    };
  }

  /** Arguments of the calls of one method. */
  asked(method: string): any[][] {
    return this.calls
      .filter(call => call.method === method)
      .map(call => call.args);
  }

  async observed(query?: { verdict?: string }): Promise<ObservedPortsPage> {
    await this.#called('observed', query);
    const byVerdict: Record<string, number> = {};
    for (const { verdict } of this.answers.observed) {
      byVerdict[verdict] = (byVerdict[verdict] ?? 0) + 1;
    }
    const items = this.answers.observed.filter(
      ({ verdict }) => !query?.verdict || verdict === query.verdict,
    );
    return {
      ...answerOf(portmapSources()),
      items,
      total: items.length,
      counts: { byVerdict },
    };
  }

  async previewImport(request: object): Promise<PortImportAnswer> {
    await this.#called('previewImport', request);
    return this.answers.preview;
  }

  async import(request: { previewHash: string }): Promise<PortImportAnswer> {
    await this.#called('import', request);
    if (request.previewHash !== this.answers.preview.previewHash) {
      throw httpError(409, 'Look at a new preview');
    }
    return this.answers.preview;
  }

  async export(format: string): Promise<PortExport> {
    await this.#called('export', format);
    return this.answers.exported;
  }

  async interfaceNames() {
    await this.#called('interfaceNames');
    return { etag: '"n1"', names: this.answers.names };
  }

  async setInterfaceNames(etag: string, request: InterfaceNamesRequest) {
    await this.#called('setInterfaceNames', etag, request);
    this.answers.names = {
      items: request.items.map(map => ({ ...map, origin: 'override' })),
    };
    return { etag: '"n2"', names: this.answers.names };
  }

  #records(kind: 'devices' | 'ports' | 'cables') {
    const all = () => this.answers[kind] as Stored[];
    const put = (items: Stored[]) => {
      (this.answers as Record<string, unknown>)[kind] = items;
    };
    const find = (id: string) => {
      const found = all().find(item => item.id === id);
      if (!found) {
        throw Object.assign(httpError(404, `No record has the id '${id}'`), {
          name: 'NotFoundError',
        });
      }
      return found;
    };
    const seen = ({ id, version }: { id: string; version: number }) => {
      const found = find(id);
      if (found.version !== version) {
        throw httpError(412, `It has version ${found.version} now`);
      }
      return found;
    };
    return {
      list: async (query?: object) => {
        await this.#called(`${kind}.list`, query);
        return { items: all(), total: all().length };
      },
      get: async (id: string) => {
        await this.#called(`${kind}.get`, id);
        return find(id);
      },
      create: async (request: object) => {
        await this.#called(`${kind}.create`, request);
        const made = { ...all()[0], ...request, id: `new-${kind}`, version: 1 };
        put([...all(), made]);
        return made;
      },
      update: async (
        which: { id: string; version: number },
        request: object,
      ) => {
        await this.#called(`${kind}.update`, which, request);
        const before = seen(which);
        const after = { ...before, ...request, version: before.version + 1 };
        put(all().map(item => (item.id === which.id ? after : item)));
        return after;
      },
      delete: async (which: { id: string; version: number }) => {
        await this.#called(`${kind}.delete`, which);
        seen(which);
        put(all().filter(({ id }) => id !== which.id));
      },
    };
  }

  async #called(method: string, ...args: unknown[]): Promise<void> {
    this.calls.push({ method, args });
    await this.#held.get(method);
    const failure = this.#failures.get(method);
    if (failure !== undefined) {
      throw failure;
    }
  }
}

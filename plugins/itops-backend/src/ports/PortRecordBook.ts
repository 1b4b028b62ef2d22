import {
  InterfaceNameBook,
  InterfaceNameMap,
  PortMap,
  PortOrigin,
  PortRecords,
  cableKey,
  deviceKey,
  portKey,
} from '@sankofa/site-model';
import {
  StoredCable,
  StoredDevice,
  StoredPort,
  StoredRecord,
} from './PortRecordStore';

interface Contents {
  /** Differs when anything was written in between. */
  version: number;
  devices: readonly StoredDevice[];
  ports: readonly StoredPort[];
  cables: readonly StoredCable[];
  /** Interface names that take the place of the defaults. */
  names: readonly InterfaceNameMap[];
}

function byId<T extends StoredRecord<unknown>>(records: readonly T[]) {
  return new Map(records.map(record => [record.meta.id, record]));
}

/** All physical records at one version. Never changes. */
export class PortRecordBook {
  readonly map: PortMap;
  readonly nameBook: InterfaceNameBook;
  readonly devicesById: ReadonlyMap<string, StoredDevice>;
  readonly portsById: ReadonlyMap<string, StoredPort>;
  readonly cablesById: ReadonlyMap<string, StoredCable>;
  private readonly byKey: ReadonlyMap<string, StoredRecord<unknown>>;
  private readonly derived = new Map<unknown, unknown>();

  private constructor(private readonly contents: Contents) {
    const { devices, ports, cables, names } = contents;
    this.map = {
      devices: devices.map(({ value }) => value),
      ports: ports.map(({ value }) => value),
      cables: cables.map(({ value }) => value),
    };
    this.nameBook = InterfaceNameBook.create(names);
    this.devicesById = byId(devices);
    this.portsById = byId(ports);
    this.cablesById = byId(cables);
    this.byKey = new Map<string, StoredRecord<unknown>>([
      ...devices.map(record => [deviceKey(record.value), record] as const),
      ...ports.map(record => [portKey(record.value), record] as const),
      ...cables.map(record => [cableKey(record.value), record] as const),
    ]);
  }

  static create(contents: Contents): PortRecordBook {
    return new PortRecordBook(contents);
  }

  get version(): number {
    return this.contents.version;
  }

  get names(): readonly InterfaceNameMap[] {
    return this.contents.names;
  }

  /** What a site shows of it. */
  get records(): PortRecords {
    return { map: this.map, names: this.names, isKnown: true };
  }

  /** The id behind a key of a port map. */
  idOf(key: string): string | undefined {
    return this.byKey.get(key)?.meta.id;
  }

  originOf(key: string): PortOrigin | undefined {
    return this.byKey.get(key)?.meta.origin;
  }

  /** The answer of this function for this book, from the second call on from memory. */
  derive<T>(make: (book: PortRecordBook) => T): T {
    if (!this.derived.has(make)) {
      this.derived.set(make, make(this));
    }
    return this.derived.get(make) as T;
  }
}

import {
  Fact,
  parseEndpointTables,
  parseEnvFile,
  parseHardwareTables,
  parseHostnameTables,
  UnparsedFact,
} from '@sankofa/site-model';
import { ConnectorError } from '@sankofa/plugin-itops-node';
import { DeclaredKind } from '../config';

/** Gives each fact of one kind a key of its own, in the order of the file. */
class UniqueKeys {
  static create(): UniqueKeys {
    return new UniqueKeys();
  }

  private readonly used = new Set<string>();

  private constructor() {}

  /** The first that is free: `key`, `key#line`, `key#line.2` … */
  take(key: string, line: number): string {
    let free = key;
    for (let number = 1; this.used.has(free); number++) {
      free = number === 1 ? `${key}#${line}` : `${key}#${line}.${number}`;
    }
    this.used.add(free);
    return free;
  }
}

function unparsedFacts(unparsed: UnparsedFact[]): Fact[] {
  return unparsed.map(value => ({
    kind: 'unparsed',
    key: String(value.line),
    value,
    locator: `${value.file}:${value.line}`,
  }));
}

function envFacts(text: string, file: string): Fact[] {
  const { keys, unparsed } = parseEnvFile(text, { file });
  const names = UniqueKeys.create();
  // The assignment that holds has the plain key, wherever it stands.
  const holding = new Set(
    keys.filter(({ superseded }) => !superseded).map(({ key }) => key),
  );
  holding.forEach(key => names.take(key, 0));
  return [
    ...keys.map(
      (value): Fact => ({
        kind: 'declared-key',
        key: value.superseded ? names.take(value.key, value.line) : value.key,
        value,
        locator: `${file}:${value.line}`,
      }),
    ),
    ...unparsedFacts(unparsed),
  ];
}

function endpointFacts(text: string, file: string): Fact[] {
  const { rows, devices, unparsed, tables } = parseEndpointTables(text, {
    file,
  });
  if (tables === 0 && text.trim() !== '') {
    throw new ConnectorError(
      'no-table',
      `${file} has no table whose headings name endpoints: one needs a column such as VMID, or a name beside an IP.`,
    );
  }
  const ids = UniqueKeys.create();
  return [
    ...rows.map(
      (value): Fact => ({
        kind: 'declared-row',
        key: ids.take(String(value.vmid), value.line),
        value,
        locator: `${file}:${value.line}`,
      }),
    ),
    ...devices.map(
      (value): Fact => ({
        kind: 'declared-device',
        key: String(value.line),
        value,
        locator: `${file}:${value.line}`,
      }),
    ),
    ...unparsedFacts(unparsed),
  ];
}

function hostnameFacts(text: string, file: string): Fact[] {
  const { hostnames, unparsed, tables } = parseHostnameTables(text, { file });
  if (tables === 0 && text.trim() !== '') {
    throw new ConnectorError(
      'no-table',
      `${file} has no table whose headings name public host names: one needs a column such as Hostname or Domain beside an Upstream, IP or VMID.`,
    );
  }
  const names = UniqueKeys.create();
  return [
    ...hostnames.map(
      (value): Fact => ({
        kind: 'declared-hostname',
        key: names.take(value.hostname, value.line),
        value,
        locator: `${file}:${value.line}`,
      }),
    ),
    ...unparsedFacts(unparsed),
  ];
}

function hardwareFacts(text: string, file: string): Fact[] {
  const { rows, unparsed, tables } = parseHardwareTables(text, { file });
  if (tables === 0 && text.trim() !== '') {
    throw new ConnectorError(
      'no-table',
      `${file} has no table whose headings name hardware: one needs a column Node beside two such as Model, Serial, Sockets, Memory.`,
    );
  }
  const names = UniqueKeys.create();
  return [
    ...rows.map(
      (value): Fact => ({
        kind: 'declared-hardware',
        key: names.take(value.node, value.line),
        value,
        locator: `${file}:${value.line}`,
      }),
    ),
    ...unparsedFacts(unparsed),
  ];
}

const READERS: Record<DeclaredKind, (text: string, file: string) => Fact[]> = {
  env: envFacts,
  endpoints: endpointFacts,
  hostnames: hostnameFacts,
  hardware: hardwareFacts,
};

/**
 * The facts of a declared file.
 *
 * @param file - the name of the file that facts carry
 * @throws ConnectorError with the reason `no-table` for a text without any table of
 * its kind; an empty text is a file that declares nothing
 */
export function declaredFacts(
  kind: DeclaredKind,
  text: string,
  file: string,
): Fact[] {
  return READERS[kind](text, file);
}

import {
  DeclaredDevice,
  DeclaredHostname,
  DeclaredKey,
  DeclaredRow,
  UnparsedLine,
} from './site';
import { FactOf, SourceReading } from './SourceReading';
import { compareText } from '../text/compareText';

type DeclaredFact = FactOf<
  | 'declared-key'
  | 'declared-row'
  | 'declared-device'
  | 'declared-hostname'
  | 'unparsed'
>;

interface Placed {
  sourceId: string;
  file: string;
  line: number;
}

function byPlace(left: Placed, right: Placed): number {
  return (
    compareText(left.sourceId, right.sourceId) ||
    compareText(left.file, right.file) ||
    left.line - right.line
  );
}

function placeOf(reading: SourceReading, fact: DeclaredFact) {
  const { file, line } = fact.value;
  return {
    sourceId: reading.sourceId,
    scope: fact.scope,
    file,
    line,
    locator: reading.locatorOf(fact) ?? `${file}:${line}`,
  };
}

/** Assignments that hold: an earlier one of the same key declares nothing (ruling R07). */
export function declaredKeys(
  readings: readonly SourceReading[],
): DeclaredKey[] {
  const keys: DeclaredKey[] = [];
  for (const reading of readings) {
    for (const fact of reading.facts('declared-key')) {
      const { value } = fact;
      if (!value.superseded) {
        const key: DeclaredKey = {
          ...placeOf(reading, fact),
          key: value.key,
          value: value.value,
          addresses: value.addresses,
          ranges: value.ranges,
          freshness: reading.labelOf(fact),
        };
        if (value.aliasOf !== undefined) {
          key.aliasOf = value.aliasOf;
        }
        keys.push(key);
      }
    }
  }
  return keys.sort(
    (left, right) => byPlace(left, right) || compareText(left.key, right.key),
  );
}

/** A shifted row still declares its VMID, and nothing else (ruling R09). */
export function declaredRows(
  readings: readonly SourceReading[],
): DeclaredRow[] {
  return readings
    .flatMap(reading =>
      reading.facts('declared-row').map((fact): DeclaredRow => {
        const { value } = fact;
        const common = {
          ...placeOf(reading, fact),
          vmid: value.vmid,
          shifted: value.shifted,
          freshness: reading.labelOf(fact),
        };
        return value.shifted
          ? { ...common, addresses: [], ranges: [], dynamic: false }
          : {
              ...common,
              ...(value.name !== undefined && { name: value.name }),
              ...(value.node !== undefined && { node: value.node }),
              addresses: value.addresses,
              ranges: value.ranges,
              dynamic: value.dynamic,
              ...(value.owner !== undefined && { owner: value.owner }),
              ...(value.service !== undefined && { service: value.service }),
              ...(value.vlan !== undefined && { vlan: value.vlan }),
            };
      }),
    )
    .sort((left, right) => byPlace(left, right) || left.vmid - right.vmid);
}

export function declaredDevices(
  readings: readonly SourceReading[],
): DeclaredDevice[] {
  return readings
    .flatMap(reading =>
      reading.facts('declared-device').map(
        (fact): DeclaredDevice => ({
          ...placeOf(reading, fact),
          name: fact.value.name,
          addresses: fact.value.addresses,
          ranges: fact.value.ranges,
          freshness: reading.labelOf(fact),
        }),
      ),
    )
    .sort(
      (left, right) =>
        byPlace(left, right) || compareText(left.name, right.name),
    );
}

export function declaredHostnames(
  readings: readonly SourceReading[],
): DeclaredHostname[] {
  return readings
    .flatMap(reading =>
      reading.facts('declared-hostname').map(
        (fact): DeclaredHostname => ({
          ...fact.value,
          ...placeOf(reading, fact),
          freshness: reading.labelOf(fact),
        }),
      ),
    )
    .sort(
      (left, right) =>
        byPlace(left, right) || compareText(left.hostname, right.hostname),
    );
}

export function unparsedLines(
  readings: readonly SourceReading[],
): UnparsedLine[] {
  return readings
    .flatMap(reading =>
      reading.facts('unparsed').map(
        (fact): UnparsedLine => ({
          ...placeOf(reading, fact),
          text: fact.value.text,
          why: fact.value.why,
          freshness: reading.labelOf(fact),
        }),
      ),
    )
    .sort(
      (left, right) =>
        byPlace(left, right) || compareText(left.text, right.text),
    );
}

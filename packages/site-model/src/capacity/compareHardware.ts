import { FreshnessLabel, NEVER_COLLECTED } from '../observations';
import { Observed, Site, SiteNode } from '../site';
import { DeclaredHardwareFact, NodeHardwareFact } from '../facts';

/** @public */
export type HardwareField =
  | 'model'
  | 'serial'
  | 'cpuModel'
  | 'sockets'
  | 'cores'
  | 'memoryBytes'
  | 'nics'
  | 'disks';

/** One statement of a table, held against the node. @public */
export interface HardwareDifference {
  field: HardwareField;
  declared: string | number;
  /** Absent where nobody could read it: then it is no difference but unknown. */
  observed?: string | number;
  state: 'agrees' | 'differs' | 'unknown';
  /** `file:line@revision` of the row. */
  locator: string;
}

/** What a node is built of, beside what people wrote down. @public */
export interface NodeHardware {
  nodeId: string;
  sourceId: string;
  name: string;
  vendor?: string;
  model?: string;
  serial?: string;
  cpuModel?: string;
  sockets?: number;
  cores?: number;
  memoryBytes?: number;
  nics?: NodeHardwareFact['nics'];
  disks?: NodeHardwareFact['disks'];
  /** Of processor and memory, which the node itself tells. */
  detailFreshness: FreshnessLabel;
  /** Of the rest, which is read over SSH; `never` without it. */
  hardwareFreshness: FreshnessLabel;
  /** Every statement of every row about this node. */
  declared: HardwareDifference[];
}

/** @public */
export interface HardwareReport {
  nodes: NodeHardware[];
  /** Rows about nodes that no cluster has. */
  unknownNodes: { node: string; locator: string }[];
}

/** Firmware and kernel keep some memory; modules are sold in larger steps. */
const MEMORY_TOLERANCE = 0.06;

const words = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** People leave out the vendor: `R630` is a `PowerEdge R630`. */
function sameWords(declared: string, observed: string): boolean {
  const left = words(declared);
  const right = words(observed);
  return (
    left === right ||
    ` ${right} `.includes(` ${left} `) ||
    ` ${left} `.includes(` ${right} `)
  );
}

function agrees(
  field: HardwareField,
  declared: string | number,
  observed: string | number,
): boolean {
  if (field === 'serial') {
    return words(String(declared)) === words(String(observed));
  }
  if (field === 'memoryBytes') {
    const [left, right] = [Number(declared), Number(observed)];
    return Math.abs(left - right) <= Math.max(left, right) * MEMORY_TOLERANCE;
  }
  return typeof declared === 'string'
    ? sameWords(declared, String(observed))
    : declared === observed;
}

function observedOf(
  node: SiteNode,
  hardware: NodeHardwareFact | undefined,
): Partial<Record<HardwareField, string | number>> {
  const model = [hardware?.vendor, hardware?.model].filter(Boolean).join(' ');
  return {
    ...(model !== '' && { model }),
    serial: hardware?.serial,
    cpuModel: node.detail?.cpuModel,
    sockets: node.detail?.sockets,
    cores: node.detail?.cores,
    memoryBytes: node.detail?.memoryBytes,
    nics: hardware?.nics?.length,
    disks: hardware?.disks?.length,
  };
}

const FIELDS: readonly HardwareField[] = [
  'model',
  'serial',
  'cpuModel',
  'sockets',
  'cores',
  'memoryBytes',
  'nics',
  'disks',
];

function differences(
  row: Observed<DeclaredHardwareFact>,
  observed: ReturnType<typeof observedOf>,
): HardwareDifference[] {
  const locator = row.locator ?? `${row.value.file}:${row.value.line}`;
  return FIELDS.flatMap((field): HardwareDifference[] => {
    const declared = row.value[field];
    if (declared === undefined) {
      return [];
    }
    const seen = observed[field];
    return seen === undefined
      ? [{ field, declared, state: 'unknown', locator }]
      : [
          {
            field,
            declared,
            observed: seen,
            state: agrees(field, declared, seen) ? 'agrees' : 'differs',
            locator,
          },
        ];
  });
}

/**
 * The hardware of every node beside the declared table. What nobody could read is
 * unknown, never a difference.
 * @public
 */
export function compareHardware(site: Site): HardwareReport {
  const names = new Set(site.nodes.map(({ name }) => name.toLowerCase()));
  const rows = site.declaredHardware;
  return {
    nodes: site.nodes.map((node): NodeHardware => {
      const read = site.nodeHardware.find(
        ({ sourceId, value }) =>
          sourceId === node.sourceId && value.node === node.name,
      );
      const { vendor, model, serial, nics, disks } = read?.value ?? {};
      const { cpuModel, sockets, cores, memoryBytes } = node.detail ?? {};
      const known = {
        vendor,
        model,
        serial,
        cpuModel,
        sockets,
        cores,
        memoryBytes,
        nics,
        disks,
      };
      const observed = observedOf(node, read?.value);
      return {
        nodeId: node.id,
        sourceId: node.sourceId,
        name: node.name,
        ...Object.fromEntries(
          Object.entries(known).filter(([, value]) => value !== undefined),
        ),
        detailFreshness: node.detailFreshness ?? NEVER_COLLECTED,
        hardwareFreshness: read?.freshness ?? NEVER_COLLECTED,
        declared: rows
          .filter(
            ({ value }) => value.node.toLowerCase() === node.name.toLowerCase(),
          )
          .flatMap(row => differences(row, observed)),
      };
    }),
    unknownNodes: rows
      .filter(({ value }) => !names.has(value.node.toLowerCase()))
      .map(({ value, locator }) => ({
        node: value.node,
        locator: locator ?? `${value.file}:${value.line}`,
      })),
  };
}

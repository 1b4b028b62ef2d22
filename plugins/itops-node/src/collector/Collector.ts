import {
  LoggerService,
  SchedulerServiceTaskScheduleDefinition,
  createExtensionPoint,
} from '@backstage/backend-plugin-api';
import {
  Limits,
  MetricPoint,
  ScopeResult,
  StorageReading,
} from '@sankofa/site-model';

/**
 * What a run measured of one thing. Measurements are no facts: they are kept in a table
 * of their own, where reading the same stretch of time again changes nothing.
 * @public
 */
export interface MeasuredSeries {
  /** `node:<name>`, `guest:<vmid>`, `storage:<node>/<storage>`; a shared one `storage:<storage>`. */
  subject: string;
  /** The most there is of each, as said beside the last measurement. */
  limits: Limits;
  points: MetricPoint[];
  /** Of a guest: since when it has surely been the same one, seconds since the epoch. */
  sameSince?: number;
  /** Of a storage: what it said last. */
  storage?: StorageReading;
}

/**
 * What one run of a collector brings back.
 * @public
 */
export interface CollectionResult {
  /** When the reading began, ISO-8601 UTC: nothing shown may be newer than this. */
  collectedAt: string;
  /** How it was read, where there is a choice: `api`, `ssh`. */
  transport?: string;
  /** One sentence worth showing with the run, such as why the second transport was used. */
  note?: string;
  /** One entry for each scope, `source` first. A failure is an entry, never a gap. */
  scopes: ScopeResult[];
  /** Only of a pass that measures. */
  metrics?: MeasuredSeries[];
}

/** @public */
export interface CollectorContext {
  /** Aborts at the deadline of the run or at shutdown; every wait must heed it. */
  signal: AbortSignal;
  logger: LoggerService;
}

/** One line of `yarn itops doctor`. @public */
export interface DoctorCheck {
  status: 'ok' | 'warn' | 'fail';
  /** What was checked: "certificate of 192.168.11.11:8006". */
  title: string;
  /** What was found, and the remedy where it is not ok. */
  detail: string;
}

/**
 * The text of a source that is one file, as people edit it.
 * @public
 */
export interface EditableText {
  /** With its byte order mark and its own line ends. */
  text: string;
  /** As {@link textHash} says of it. */
  contentHash: string;
}

/**
 * Reads one source. A source that is read at two speeds has two collectors with
 * the same `sourceId` and different `pass`; each has its own schedule and freshness.
 *
 * `collect` resolves also when the source cannot be read: with a failed `source`
 * scope that says why. It rejects only on a programming error.
 * @public
 */
export interface Collector {
  /** `<kind>/<id>`: `proxmox/pve-main`. */
  sourceId: string;
  /** The connector: `proxmox`, `declared`. */
  kind: string;
  /** `inventory`, or a slower reading such as `addresses`. */
  pass: string;
  /** For people: "Proxmox pve-main". */
  title: string;
  schedule: SchedulerServiceTaskScheduleDefinition;
  collect(context: CollectorContext): Promise<CollectionResult>;
  /** Configuration, reachability, certificate and privileges, one line each. */
  check(context: CollectorContext): Promise<DoctorCheck[]>;
  /**
   * Of a source that is one file which people edit: reads it again, now.
   *
   * @throws ConnectorError that says why it cannot be read, or not be edited as text
   */
  readText?(context: CollectorContext): Promise<EditableText>;
}

/** @public */
export interface ItopsCollectorsExtensionPoint {
  /** @throws Error when a collector with this source id and pass is already there. */
  addCollector(...collectors: Collector[]): void;
}

/**
 * Where connectors add their collectors to the itops backend.
 * @public
 */
export const itopsCollectorsExtensionPoint =
  createExtensionPoint<ItopsCollectorsExtensionPoint>({
    id: 'itops.collectors',
  });

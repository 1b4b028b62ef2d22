import { MeasuredSeries } from '@sankofa/plugin-itops-node';
import { Limits, MetricPoint, StorageReading } from '@sankofa/site-model';
import { Identity } from './identities';

/** A thing with a history, as it is known now. */
export interface MetricSubject {
  id: string;
  sourceId: string;
  /** `node:<name>`, `guest:<vmid>`, `storage:…` */
  subject: string;
  identity: string;
  limits: Limits;
  storage?: StorageReading;
}

/** What was measured, apart from the facts. */
export interface MetricStore {
  /**
   * Writes what a run measured. A step that is there already is written over with what
   * is known of it now, so that running again changes nothing.
   *
   * @param identityOf - who has a number now; nothing where that is not known
   * @returns how many points belonged to what they are about
   */
  write(
    sourceId: string,
    series: readonly MeasuredSeries[],
    identityOf: (subject: string) => Identity | undefined,
  ): Promise<number>;

  /** Every subject under its newest identity. */
  subjects(): Promise<MetricSubject[]>;

  /**
   * Histories, oldest first, by the id of their subject.
   *
   * @param window - `from` included, `to` not; seconds since the epoch
   */
  read(
    subjectIds: readonly string[],
    window: { from: number; to: number },
  ): Promise<Map<string, MetricPoint[]>>;

  /** Averages of whole days (UTC), one point for each day; `from` and `to` are their boundaries. */
  readDays(
    subjectIds: readonly string[],
    window: { from: number; to: number },
  ): Promise<Map<string, MetricPoint[]>>;

  /** Removes what is older, in batches. Answers how many points. */
  prune(before: number, signal?: AbortSignal): Promise<number>;
}

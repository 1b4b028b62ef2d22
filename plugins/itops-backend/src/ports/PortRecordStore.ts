import {
  Cable,
  DevicePort,
  InterfaceNameMap,
  PortDevice,
  PortOrigin,
  PortRecords,
} from '@sankofa/site-model';
import { AuditEntry } from '../audit';
import { PortRecordBook } from './PortRecordBook';

/** Who wrote a record when. `version` grows with every change of it. */
export interface RecordMeta {
  id: string;
  origin: PortOrigin;
  version: number;
  createdAt: string;
  createdBy: string;
  updatedAt: string;
  updatedBy: string;
}

/** A record and what it says. */
export interface StoredRecord<T> {
  meta: RecordMeta;
  value: T;
}

export type StoredDevice = StoredRecord<PortDevice>;
export type StoredPort = StoredRecord<DevicePort> & {
  deviceId: string;
  lagId?: string;
  rearPortId?: string;
};
export type StoredCable = StoredRecord<Cable> & {
  aPortId: string;
  bPortId: string;
};

/** A step from one state of the records to the next; things are referred to by name. */
export type RecordChange =
  | { kind: 'device'; id?: string; value: PortDevice }
  | { kind: 'port'; id?: string; value: DevicePort }
  | { kind: 'cable'; id?: string; value: Cable };

/** What becomes of the records in one transaction. */
export interface RecordPlan {
  /** Who wrote what is new or changed. */
  origin: PortOrigin;
  /** Without an id: a new record. */
  put: readonly RecordChange[];
  /** Ids by kind. */
  remove: Readonly<Record<RecordChange['kind'], readonly string[]>>;
  /** The overrides of interface names, where they change. */
  names?: readonly InterfaceNameMap[];
  audit: Pick<AuditEntry, 'action' | 'subject' | 'details'>;
}

/** Nothing is removed. */
export const NO_REMOVALS: RecordPlan['remove'] = {
  device: [],
  port: [],
  cable: [],
};

/**
 * Physical records. Every change happens under one lock, in one transaction with
 * its audit row: all of it, or nothing.
 */
export interface PortRecordStore {
  /** All records; the same object until one of them changes. */
  current(): Promise<PortRecordBook>;

  /** The records as they were at a moment of the past, as far as that was kept. */
  at(asOf: string): Promise<PortRecords>;

  /**
   * Writes what `decide` makes of the records, and gives the records after it.
   *
   * @throws whatever `decide` throws; nothing is written then
   */
  change(
    actor: string,
    decide: (book: PortRecordBook) => RecordPlan,
  ): Promise<PortRecordBook>;
}

import { ItopsApi, ItopsRequestOptions } from '@sankofa/plugin-itops-common';
import { Field } from '../form';

/** What all records have. */
export interface AnyRecord {
  id: string;
  version: number;
  origin: 'manual' | 'netbox' | 'csv';
  updatedAt: string;
  updatedBy: string;
}

/** Where records of one kind are written. What may be sent the server decides. */
export interface RecordWrites<T extends AnyRecord> {
  get(id: string, options?: ItopsRequestOptions): Promise<T>;
  create(request: object): Promise<T>;
  update(seen: { id: string; version: number }, request: object): Promise<T>;
  delete(seen: { id: string; version: number }): Promise<void>;
}

/** How records of one kind are named, asked for and written. */
export interface RecordForm<T extends AnyRecord> {
  /** One and many. */
  nouns: [string, string];
  fields: Field[];
  /** What a new record starts with. */
  initial: Record<string, string>;
  titleOf: (record: T) => string;
  /** What has to be typed before it is deleted. */
  nameOf: (record: T) => string;
  /** What goes along with it. */
  deletes: (record: T) => string;
  api: (itops: ItopsApi) => RecordWrites<T>;
}

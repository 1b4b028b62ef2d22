import { ItopsApi, ItopsRequestOptions } from '@sankofa/plugin-itops-common';
import { DataColumn, FilterDefinition } from '../../../components/table';
import { Links } from '../../../hooks/useLinks';
import { Field } from './fields';

/** What all records have. */
export interface AnyRecord {
  id: string;
  version: number;
  origin: 'manual' | 'netbox' | 'csv';
  updatedAt: string;
  updatedBy: string;
}

/** Where records of one kind are read and written. What may be sent the server decides. */
export interface RecordsOf<T extends AnyRecord> {
  list(query?: object, options?: ItopsRequestOptions): Promise<RecordsPage<T>>;
  get(id: string, options?: ItopsRequestOptions): Promise<T>;
  create(request: object): Promise<T>;
  update(seen: { id: string; version: number }, request: object): Promise<T>;
  delete(seen: { id: string; version: number }): Promise<void>;
}

export interface RecordsPage<T> {
  items: T[];
  nextCursor?: string;
  total: number;
}

/** How the records of one kind are listed, named, asked for and written. */
export interface RecordKind<T extends AnyRecord> {
  /** In the address of the page. */
  id: 'devices' | 'ports' | 'cables';
  /** One and many. */
  nouns: [string, string];
  /** "Devices" */
  title: string;
  placeholder: string;
  /** Names of the filters in the address of the page. */
  filters: readonly string[];
  /** @param rows - the rows in view, whose values can be chosen */
  filtersOf: (rows: T[]) => FilterDefinition<string>[];
  columns: (links: Links) => DataColumn<T>[];
  fields: Field[];
  /** What a new record starts with. */
  initial: Record<string, string>;
  titleOf: (record: T) => string;
  /** What has to be typed before it is deleted. */
  nameOf: (record: T) => string;
  /** What goes along with it. */
  deletes: (record: T) => string;
  api: (itops: ItopsApi) => RecordsOf<T>;
}

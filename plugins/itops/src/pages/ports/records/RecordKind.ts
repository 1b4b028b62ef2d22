import { ItopsApi, ItopsRequestOptions } from '@sankofa/plugin-itops-common';
import {
  AnyRecord,
  RecordForm,
  RecordWrites,
} from '../../../components/record';
import { DataColumn, FilterDefinition } from '../../../components/table';
import { Links } from '../../../hooks/useLinks';

/** Where records of one kind are read and written. */
export interface RecordsOf<T extends AnyRecord> extends RecordWrites<T> {
  list(query?: object, options?: ItopsRequestOptions): Promise<RecordsPage<T>>;
}

export interface RecordsPage<T> {
  items: T[];
  nextCursor?: string;
  total: number;
}

/** How the records of one kind are listed, named, asked for and written. */
export interface RecordKind<T extends AnyRecord> extends RecordForm<T> {
  /** In the address of the page. */
  id: 'devices' | 'ports' | 'cables';
  /** "Devices" */
  title: string;
  placeholder: string;
  /** Names of the filters in the address of the page. */
  filters: readonly string[];
  /** @param rows - the rows in view, whose values can be chosen */
  filtersOf: (rows: T[]) => FilterDefinition<string>[];
  columns: (links: Links) => DataColumn<T>[];
  api: (itops: ItopsApi) => RecordsOf<T>;
}

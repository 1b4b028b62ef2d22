import {
  ItopsApi,
  ItopsRequestOptions,
  SourceFreshness,
} from '@sankofa/plugin-itops-common';
import { Links } from '../../hooks/useLinks';
import { DataColumn, FilterDefinition } from '../table';
import { AnyRecord, RecordForm, RecordWrites } from './RecordForm';

/** Where records of one kind are read and written. */
export interface RecordsOf<T extends AnyRecord> extends RecordWrites<T> {
  list(query?: object, options?: ItopsRequestOptions): Promise<RecordsPage<T>>;
}

export interface RecordsPage<T> {
  items: T[];
  nextCursor?: string;
  /** Absent where counting would take longer than the page. */
  total?: number;
  /** Where the rows also say what was observed: when that was asked … */
  at?: string;
  /** … and what it rests on. */
  sources?: SourceFreshness[];
}

/** How the records of one kind are listed, named, asked for and written. */
export interface RecordKind<T extends AnyRecord> extends RecordForm<T> {
  /** Keeps apart what different tables ask; also the name of the file. */
  id: string;
  /** "Devices" */
  title: string;
  placeholder: string;
  /** Names of the filters in the address of the page. */
  filters: readonly string[];
  /** @param rows - the rows in view, whose values can be chosen */
  filtersOf: (rows: T[]) => FilterDefinition<string>[];
  columns: (links: Links) => DataColumn<T>[];
  /** What will stand here, and where it comes from. */
  teaches: string;
  importHref: (links: Links) => string;
  /** Rows also say what was observed, now or at the moment that is looked at. */
  observed?: boolean;
  api: (itops: ItopsApi) => RecordsOf<T>;
}

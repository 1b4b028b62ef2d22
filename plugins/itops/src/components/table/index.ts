export * from './CsvButton';
export * from './DataTable';
export * from './FilterBar';
export * from './Pager';
export * from './columns';
export * from './DataPage';
export * from './siteColumns';
export * from './filterOptions';

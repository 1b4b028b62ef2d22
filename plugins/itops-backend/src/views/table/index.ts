export * from './SortedTable';

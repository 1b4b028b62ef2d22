export { CSV_FILES, exportCsv } from './exportCsv';
export { importCsv } from './importCsv';

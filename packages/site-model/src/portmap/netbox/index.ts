export { exportNetbox } from './exportNetbox';
export { importNetbox, type NetboxImportOptions } from './importNetbox';

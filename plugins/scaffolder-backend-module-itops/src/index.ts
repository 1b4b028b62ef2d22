/**
 * Scaffolder actions of the itops plugin.
 *
 * @packageDocumentation
 */
export { scaffolderModuleItops as default } from './module';
export { createDriftPatchAction } from './actions/driftPatch';

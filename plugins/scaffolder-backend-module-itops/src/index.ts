/**
 * Scaffolder actions of the itops plugin.
 *
 * @packageDocumentation
 */
export { scaffolderModuleItops as default } from './module';
export { createChangeSubmitAction } from './actions/changeSubmit';
export { createChangeWaitAction } from './actions/changeWait';
export { createDriftPatchAction } from './actions/driftPatch';
export { ChangeLinks } from './changes/ChangeLinks';

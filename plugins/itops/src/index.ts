/**
 * The IT Ops pages of the portal (new frontend system).
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export { itopsApiRef } from './api/itopsApiRef';

/**
 * Pages under `/it` and entity cards.
 *
 * @packageDocumentation
 */
export * from './api/itopsApiRef';

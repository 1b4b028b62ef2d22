/**
 * The pure heart of the suite: domain types, parsers, address arithmetic, join
 * and drift rules. No I/O, no clock, no Backstage.
 *
 * @packageDocumentation
 */
export * from './conflicts';
export * from './declaredEdits';
export * from './capacity';
export * from './changes';
export * from './facts';
export * from './findings';
export * from './ipam';
export * from './judge';
export * from './observations';
export * from './parsers';
export * from './portmap';
export * from './paths';
export * from './reports';
export * from './site';
export * from './values';
export * from './vlanPlan';
export { Subjects } from './site/Subjects';
export { guestLabel, instanceOf } from './site/labels';
export { canonicalJson } from './text/canonicalJson';
export { compareNatural, compareText } from './text/compareText';

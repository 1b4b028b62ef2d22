export * from './freshnessLabels';
export * from './plainLabel';
export * from './scopeFreshness';
export * from './silentAgent';
export * from './snapshot';
export * from './snapshotOfResults';
export { sourceFreshness } from './sourceFreshness';

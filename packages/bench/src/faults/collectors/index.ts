export * from './collectorsSuite';

export * from './ScrollGrid';

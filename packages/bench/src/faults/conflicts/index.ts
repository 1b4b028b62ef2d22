export { conflictRow } from './conflictRow';
export * from './conflictsSuite';

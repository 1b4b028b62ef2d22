export { conflictRow } from './conflictRow';

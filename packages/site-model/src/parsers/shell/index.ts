export { readAssignments } from './readAssignments';
export type { Assignment, UnreadLine } from './readAssignments';

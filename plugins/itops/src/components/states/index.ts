export * from './Bone';
export * from './EmptyState';
export * from './ProblemState';
export * from './SkeletonLines';
export * from './NoMatch';
export * from './NothingThere';

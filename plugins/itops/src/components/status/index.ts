export * from './SeverityBadge';
export * from './StateBadge';
export * from './StateCounts';
export * from './StatusChip';

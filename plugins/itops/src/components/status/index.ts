export * from './SeverityBadge';
export * from './StateBadge';
export * from './StatusChip';

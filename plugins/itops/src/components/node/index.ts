export * from './NodeFacts';
export * from './ShareBar';
export * from './nodeShares';

export * from './ClaimList';
export * from './DecisionBar';
export * from './EvidenceList';
export * from './FindingItem';
export * from './FindingLinks';
export * from './FindingList';
export * from './FindingPanel';

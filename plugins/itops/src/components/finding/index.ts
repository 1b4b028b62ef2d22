export * from './ClaimList';
export * from './DecisionBar';
export * from './EvidenceList';
export * from './FindingItem';
export * from './FindingList';
export * from './FindingPanel';

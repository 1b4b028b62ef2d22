export * from './PrefixFacts';
export * from './PrefixUse';

export * from './HopPanel';
export * from './LandingList';
export * from './PathItem';
export * from './PathList';
export * from './pathLines';
export * from './pathDifference';
export * from './walkHops';

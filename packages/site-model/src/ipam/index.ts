export * from './conflicts';
export * from './keyRanges';
export * from './liveStates';
export * from './netbox';
export * from './offerBook';
export * from './ownClaims';
export * from './prefixBook';
export * from './records';

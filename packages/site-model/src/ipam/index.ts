export * from './keyRanges';
export * from './offerBook';
export * from './prefixBook';
export * from './records';

export {
  addressFromKey,
  addressKey,
  addressVersion,
  compareAddresses,
  isLinkLocalOrLoopback,
  parseAddress,
} from './address';
export * from './addressProblem';
export * from './mac';
export * from './prefix';
export * from './range';

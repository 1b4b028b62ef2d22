export {
  addressFromKey,
  addressKey,
  addressVersion,
  compareAddresses,
  isAssignableAddress,
  isLinkLocalOrLoopback,
  isPrivateAddress,
  parseAddress,
} from './address';
export * from './addressProblem';
export * from './mac';
export * from './prefix';
export * from './range';

export * from './compareDeclaredLive';
export { judge } from './judge';
export * from './mayResolve';
export { EXPIRY_NOTICE_DAYS } from './rules/subscriptions';

export * from './endpointTables';
export * from './envFile';
export * from './guestConfigFact';
export * from './guestConfigFile';
export { parseGuestNet } from './guestNet';
export * from './portList';
export * from './ipLink';
export * from './neighbours';
export type { UnreadEntry } from './unreadEntry';

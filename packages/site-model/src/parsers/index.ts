export * from './endpointTables';
export * from './envFile';
export * from './guestConfigFact';
export * from './guestConfigFile';
export { parseGuestNet } from './guestNet';
export * from './portList';

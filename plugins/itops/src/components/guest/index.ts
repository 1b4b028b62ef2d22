export * from './DeclaredRows';
export * from './GuestFacts';
export * from './GuestInterfaces';
export * from './GuestPanel';

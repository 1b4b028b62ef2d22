export * from './ledger';
export * from './ledgerLines';

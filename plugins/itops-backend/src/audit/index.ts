export * from './AuditLedger';
export * from './AuditLog';
export * from './AuditSealer';
export * from './DatabaseAuditLedger';
export * from './DatabaseAuditLog';
export * from './exportLedger';

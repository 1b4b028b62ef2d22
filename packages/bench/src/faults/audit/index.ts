export * from './auditSuite';

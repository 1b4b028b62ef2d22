export * from './copyIn';
export * from './rowsWritten';
export * from './withDatabase';

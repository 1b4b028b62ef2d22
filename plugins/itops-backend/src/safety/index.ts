export * from './WriteSafety';

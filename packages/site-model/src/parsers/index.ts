export * from './envFile';

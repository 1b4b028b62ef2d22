export * from './applyDatabaseMigrations';
export * from './openDatabase';

export * from './changeSuite';

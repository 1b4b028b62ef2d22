export * from './replicasSuite';

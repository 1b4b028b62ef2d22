export * from './ipamSuite';

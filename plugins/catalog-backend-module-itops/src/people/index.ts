export * from './peopleFromConfig';

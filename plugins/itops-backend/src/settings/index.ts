export * from './settingsFromConfig';

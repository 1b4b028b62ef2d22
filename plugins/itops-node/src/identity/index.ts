export * from './decideSignIn';
export * from './identitySettingsFromConfig';

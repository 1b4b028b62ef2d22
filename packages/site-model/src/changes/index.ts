export * from './guards';
export * from './intents';
export * from './plan';
export * from './policy';
export * from './stateMachine';

export * from './changeTitle';
export * from './guards';
export * from './intents';
export * from './plan';
export * from './planRequests';
export * from './policy';
export * from './stateMachine';

export * from './declaredTexts';
export * from './generateWorld';
export * from './sankofa';
export * from './world';
export * from './changes';

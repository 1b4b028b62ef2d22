export * from './declaredTexts';
export * from './edge';
export * from './generateWorld';
export * from './sankofa';
export * from './world';
export * from './changes';

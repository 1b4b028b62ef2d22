export * from './declaredTexts';
export * from './edge';
export * from './generateWorld';
export * from './sankofa';
export * from './switching';
export * from './world';
export * from './changes';

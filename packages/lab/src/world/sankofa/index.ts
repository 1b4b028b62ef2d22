export * from './sankofaSite';

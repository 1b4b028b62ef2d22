export * from './sankofaSite';
export * from './seededDrift';

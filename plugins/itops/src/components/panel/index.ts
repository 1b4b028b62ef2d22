export * from './LivePanel';
export * from './SidePanel';

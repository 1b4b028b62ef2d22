export * from './SidePanel';

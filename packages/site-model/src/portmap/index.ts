export * from './comparePortMaps';
export * from './csv';
export * from './interfaceNames';
export * from './keys';
export * from './netbox';
export * from './patch';
export * from './portMap';
export { roleNameOf, roleOfName } from './roles';
export * from './validatePortMap';

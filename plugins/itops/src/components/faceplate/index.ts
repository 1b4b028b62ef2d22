export * from './ConnectionChip';
export * from './Faceplate';
export * from './Legend';
export * from './PortFacts';
export * from './PortPanel';
export * from './faceplateLayout';
export * from './vlanColours';

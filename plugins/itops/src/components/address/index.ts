export * from './AddressFacts';
export * from './AddressPanel';

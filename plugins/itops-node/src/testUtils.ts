/**
 * Parts for tests of connectors: loopback certificates and a real OpenSSH server.
 *
 * @packageDocumentation
 */
export { selfSignedCertificate } from './testUtils/selfSignedCertificate';
export type { TestCertificate } from './testUtils/selfSignedCertificate';
export { describeHere } from './testUtils/describeHere';
export { findSshd } from './testUtils/findSshd';
export { startSshd } from './testUtils/startSshd';
export type { TestSshd } from './testUtils/startSshd';

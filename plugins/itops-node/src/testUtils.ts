/**
 * Parts for tests of connectors: loopback certificates, a real OpenSSH server, and
 * the recorded reference site where it lies beside the repository.
 *
 * @packageDocumentation
 */
export { selfSignedCertificate } from './testUtils/selfSignedCertificate';
export type { TestCertificate } from './testUtils/selfSignedCertificate';
export { outcomesOf, scopeOf, valuesOf } from './testUtils/collectionResults';
export { describeHere } from './testUtils/describeHere';
export { findSshd } from './testUtils/findSshd';
export { startSshd } from './testUtils/startSshd';
export type { TestSshd } from './testUtils/startSshd';
export {
  missingRecordedSite,
  recordedFile,
  recordedSources,
  startRecordedSite,
} from './testUtils/recordedSite';
export type {
  RecordedConsole,
  RecordedEndpoint,
  RecordedEndpoints,
  RecordedNode,
  RecordedProxy,
  RecordedSite,
  RecordedToken,
  RecordedWay,
} from './testUtils/recordedSite';
export { readRecordedExpectations } from './testUtils/recordedExpectations';
export type {
  RecordedCase,
  RecordedExpectations,
  RecordedFinding,
  RecordedHop,
  RecordedPath,
} from './testUtils/recordedExpectations';

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
  RecordedNode,
  RecordedProxy,
  RecordedSite,
  RecordedToken,
} from './testUtils/recordedSite';
export {
  compareWithRecorded,
  readRecordedExpectations,
  recordedRules,
} from './testUtils/recordedExpectations';
export type {
  RecordedCase,
  RecordedDifferences,
  RecordedExpectations,
  RecordedFinding,
  RecordedHop,
  RecordedPath,
} from './testUtils/recordedExpectations';

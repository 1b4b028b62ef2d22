export { BackOff } from './BackOff';
export { ConcurrencyLimit } from './ConcurrencyLimit';
export { ConnectorError } from './ConnectorError';
export { HttpClient } from './HttpClient';
export type { HttpClientOptions, HttpGetOptions } from './HttpClient';
export { HttpWriteClient } from './HttpWriteClient';
export type { HttpWrite } from './HttpWriteClient';
export type { HttpResponse } from './ResponseReader';
export { SshClient } from './SshClient';
export type {
  SshConnectOptions,
  SshExecOptions,
  SshExecResult,
} from './SshClient';
export { abortable } from './abortable';
export { excerpt } from './excerpt';
export { explainNetworkError } from './explainNetworkError';
export { normalizeFingerprint } from './fingerprint';
export { parseJson } from './parseJson';
export { fileTooLarge, readRegularFile } from './readRegularFile';
export { redact } from './redact';

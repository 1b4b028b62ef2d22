import { ConnectorError } from './ConnectorError';

const UNREACHABLE: Record<string, string> = {
  ECONNREFUSED:
    'refused the connection: is the service running there, and is the port the right one?',
  EHOSTUNREACH: 'cannot be reached (no route): is it switched on?',
  ENETUNREACH: 'cannot be reached (no network): check the route from here.',
  EHOSTDOWN: 'cannot be reached (host down): is it switched on?',
  ENOTFOUND:
    'has a name that cannot be resolved: check the spelling and the DNS server.',
  EAI_AGAIN:
    'has a name that could not be resolved now: the DNS server does not answer.',
  ECONNRESET: 'closed the connection before it answered.',
  EPIPE: 'closed the connection before it answered.',
  ECONNABORTED: 'closed the connection before it answered.',
  UND_ERR_SOCKET: 'closed the connection before it answered.',
  ETIMEDOUT:
    'did not accept a connection in time: is it switched on, and does a firewall drop the packets?',
  UND_ERR_CONNECT_TIMEOUT:
    'did not accept a connection in time: is it switched on, and does a firewall drop the packets?',
};

const UNTRUSTED: Record<string, string> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'is not signed by a trusted authority',
  UNABLE_TO_GET_ISSUER_CERT: 'is not signed by a trusted authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'is not signed by a trusted authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'is signed by an unknown authority',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'is self-signed and not trusted',
  CERT_SIGNATURE_FAILURE: 'has a wrong signature',
  CERT_HAS_EXPIRED: 'has expired',
  CERT_NOT_YET_VALID: 'is not valid yet (or the clock here is wrong)',
  ERR_TLS_CERT_ALTNAME_INVALID: 'was issued for another host name',
  CERT_UNTRUSTED: 'is not trusted',
  CERT_REJECTED: 'was rejected',
};

/** The error code of Node, OpenSSL or undici, also from inside an aggregate. */
function codeOf(error: unknown): string | undefined {
  const { code, errors } = (error ?? {}) as {
    code?: unknown;
    errors?: unknown;
  };
  if (typeof code === 'string') {
    return code;
  }
  return Array.isArray(errors) ? codeOf(errors[0]) : undefined;
}

/**
 * Turns an error of the network, of TLS or of the HTTP parser into a
 * {@link ConnectorError}. Messages of the original are not passed on: some of
 * them quote what was sent.
 *
 * @param error - whatever was thrown
 * @param host - the place, as people know it: `192.168.11.11:8006`
 * @public
 */
export function explainNetworkError(
  error: unknown,
  host: string,
): ConnectorError {
  if (error instanceof ConnectorError) {
    return error;
  }
  const code = codeOf(error);
  if (code && UNREACHABLE[code]) {
    return new ConnectorError('unreachable', `${host} ${UNREACHABLE[code]}`);
  }
  if (code && UNTRUSTED[code]) {
    return new ConnectorError(
      'certificate-changed',
      `The certificate of ${host} ${UNTRUSTED[code]} (${code}): give the CA file of this host, or its SHA-256 fingerprint after checking it there.`,
    );
  }
  if ((error as { name?: string } | undefined)?.name === 'HTTPParserError') {
    return new ConnectorError(
      'invalid-answer',
      `${host} does not answer in HTTP: is this the right port?`,
    );
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return new ConnectorError(
      'too-large',
      `${host} answered with too many headers.`,
    );
  }
  if (code === 'EPROTO' || code?.startsWith('ERR_SSL_')) {
    return new ConnectorError(
      'invalid-answer',
      `${host} does not speak TLS as expected (${code}): is this the right port, and is it https?`,
    );
  }
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') {
    return new ConnectorError(
      'invalid-answer',
      `${host} broke off its answer before the announced length.`,
    );
  }
  return new ConnectorError(
    'unreachable',
    `The exchange with ${host} failed (${code ?? 'unknown cause'}).`,
  );
}

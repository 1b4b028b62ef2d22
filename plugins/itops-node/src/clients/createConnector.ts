import net, { LookupFunction } from 'node:net';
import tls, { TLSSocket } from 'node:tls';
import { buildConnector } from 'undici';
import { ConnectorError } from './ConnectorError';
import { explainNetworkError } from './explainNetworkError';
import { Watch } from './Watch';

export interface ConnectorOptions {
  /** For messages: `192.168.11.11:8006`. */
  host: string;
  /** Normalised fingerprints; empty means ordinary verification. */
  fingerprints: string[];
  caPem?: string;
  connectMs: number;
  lookup: LookupFunction;
  /** Told the SHA-256 fingerprint of every certificate that was presented. */
  onCertificate: (fingerprint: string) => void;
}

/** Why the certificate that was presented is not accepted, if it is not. */
function refusal(
  socket: TLSSocket,
  options: ConnectorOptions,
): ConnectorError | undefined {
  const seen = socket.getPeerX509Certificate()?.fingerprint256;
  if (seen) {
    options.onCertificate(seen);
  }
  if (options.fingerprints.length === 0) {
    return undefined; // verified by TLS itself
  }
  if (seen && options.fingerprints.includes(seen)) {
    return undefined;
  }
  return new ConnectorError(
    'certificate-changed',
    `${options.host} presents a certificate with the fingerprint ${
      seen ?? '(none)'
    }, which is not the pinned one: nothing was sent. If the certificate was renewed, check the new fingerprint on the host itself and put it into the configuration.`,
  );
}

/**
 * Opens the connections of an HTTP client. With pinned fingerprints the chain
 * is not asked, the certificate itself is: before the socket is handed over, and so before a single
 * byte of a request is written. (`rejectUnauthorized: false` with
 * `checkServerIdentity` would not do: Node never calls it then.)
 */
export function createConnector(
  options: ConnectorOptions,
): buildConnector.connector {
  return ({ hostname, protocol, port }, callback) => {
    const secure = protocol === 'https:';
    const place = {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || (secure ? 443 : 80)),
      lookup: options.lookup,
    };
    const socket = secure
      ? tls.connect({
          ...place,
          ALPNProtocols: ['http/1.1'],
          servername: net.isIP(place.host) ? '' : place.host,
          rejectUnauthorized: options.fingerprints.length === 0,
          ca: options.caPem,
          minVersion: 'TLSv1.2',
        })
      : net.connect(place);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 60_000);

    const watch = new Watch();
    let settled = false;
    const settle = (error?: unknown) => {
      if (settled) {
        return;
      }
      settled = true;
      watch.end();
      if (error) {
        socket.destroy();
        callback(explainNetworkError(error, options.host), null);
      } else {
        callback(null, socket);
      }
    };
    watch.begin({
      milliseconds: options.connectMs,
      onLate: () => settle(Object.assign(new Error(), { code: 'ETIMEDOUT' })),
    });
    socket.on('error', settle);
    socket.once('close', () =>
      settle(Object.assign(new Error(), { code: 'ECONNRESET' })),
    );
    socket.once(secure ? 'secureConnect' : 'connect', () =>
      settle(secure ? refusal(socket as TLSSocket, options) : undefined),
    );
  };
}

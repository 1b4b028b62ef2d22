import {
  X509Certificate,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto';
import net from 'node:net';
import {
  bitString,
  element,
  integer,
  octetString,
  oid,
  sequence,
  set,
  utcTime,
  utf8String,
} from './der';

/** A certificate with its key, in PEM, and its fingerprint as Node prints it. */
export interface Certificate {
  key: string;
  cert: string;
  /** SHA-256, `AA:BB:…`. */
  fingerprint: string;
}

const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const YEAR_MS = 365 * 86_400_000;

function commonName(name: string): Buffer {
  return sequence(set(sequence(oid('2.5.4.3'), utf8String(name))));
}

function subjectAltNames(hosts: string[]): Buffer {
  const names = hosts.map(host =>
    net.isIPv4(host)
      ? element(0x87, Buffer.from(host.split('.').map(Number)))
      : element(0x82, Buffer.from(host)),
  );
  return sequence(oid('2.5.29.17'), octetString(sequence(...names)));
}

/**
 * Makes a self-signed certificate (RFC 5280, EC P-256), as every Proxmox node
 * has one. Node can sign, but has no writer for certificates; no openssl is needed.
 *
 * @param hosts - names and IPv4 addresses it is for; the first is its common name
 */
export function selfSignedCertificate(
  hosts: string[],
  now: Date = new Date(),
): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });
  const name = commonName(hosts[0]);
  const toBeSigned = sequence(
    element(0xa0, integer(Buffer.from([2]))), // version 3
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    name,
    sequence(
      utcTime(new Date(now.getTime() - 86_400_000)),
      utcTime(new Date(now.getTime() + 10 * YEAR_MS)),
    ),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(subjectAltNames(hosts))),
  );
  const certificate = new X509Certificate(
    sequence(
      toBeSigned,
      ECDSA_WITH_SHA256,
      bitString(sign('sha256', toBeSigned, privateKey)),
    ),
  );
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: certificate.toString(),
    fingerprint: certificate.fingerprint256,
  };
}

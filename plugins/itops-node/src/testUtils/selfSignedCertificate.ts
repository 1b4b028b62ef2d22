import { X509Certificate, generateKeyPairSync, sign } from 'node:crypto';

/** A key and certificate for a loopback server. @public */
export interface TestCertificate {
  key: string;
  cert: string;
  /** As Node prints it: `AA:BB:…`. */
  fingerprint: string;
}

/** One DER element. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const size: number[] = [];
  for (let rest = body.length; rest > 0; rest >>= 8) {
    size.unshift(rest & 0xff);
  }
  const length =
    body.length < 0x80 ? [body.length] : [0x80 | size.length, ...size];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const utcTime = (date: Date) =>
  der(
    0x17,
    Buffer.from(
      `${date
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2)}`,
    ),
  );

/**
 * Makes a self-signed certificate for 127.0.0.1 and localhost, without openssl.
 * @public
 */
export function selfSignedCertificate(
  options: { commonName?: string; expired?: boolean } = {},
): TestCertificate {
  const { commonName = 'itops-test', expired = false } = options;
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });
  const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
  const name = sequence(
    der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(commonName)))),
  );
  const day = 86_400_000;
  const start = Date.now() - (expired ? 10 : 1) * day;
  const subjectAltName = sequence(
    oid('551d11'),
    der(
      0x04,
      sequence(
        der(0x82, Buffer.from('localhost')),
        der(0x87, Buffer.from([127, 0, 0, 1])),
      ),
    ),
  );
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1, ...Buffer.from(String(Math.random()))])),
    ecdsaWithSha256,
    name,
    sequence(
      utcTime(new Date(start)),
      utcTime(new Date(start + (expired ? 5 : 30) * day)),
    ),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(subjectAltName)),
  );
  const raw = sequence(
    toBeSigned,
    ecdsaWithSha256,
    der(0x03, Buffer.from([0]), sign('sha256', toBeSigned, privateKey)),
  );
  const certificate = new X509Certificate(raw);
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: certificate.toString(),
    fingerprint: certificate.fingerprint256,
  };
}

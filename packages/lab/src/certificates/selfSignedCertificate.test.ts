import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { element, integer, oid } from './der';
import { selfSignedCertificate } from './selfSignedCertificate';

describe('selfSignedCertificate', () => {
  it('is accepted by TLS for each of its hosts where it is trusted, and pinned by its fingerprint', async () => {
    const { key, cert, fingerprint } = selfSignedCertificate([
      'r630-01',
      '127.0.0.1',
    ]);
    const server = tls.createServer({ key, cert }, socket => socket.end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as net.AddressInfo;
    for (const servername of ['r630-01', '']) {
      const client = tls.connect({
        host: '127.0.0.1',
        port,
        ca: cert,
        servername,
      });
      await once(client, 'secureConnect');
      expect(client.authorized).toBe(true);
      expect(client.getPeerX509Certificate()!.fingerprint256).toBe(fingerprint);
      client.destroy();
    }
    server.close();
  });

  it('is not accepted for another host', async () => {
    const { cert } = selfSignedCertificate(['r630-01']);
    const certificate = new X509Certificate(cert);
    expect(certificate.checkHost('r630-01')).toBe('r630-01');
    expect(certificate.checkHost('r630-02')).toBeUndefined();
    expect(certificate.checkIP('127.0.0.1')).toBeUndefined();
  });

  it('signs itself, and is another one each time', () => {
    const one = new X509Certificate(selfSignedCertificate(['a']).cert);
    const two = new X509Certificate(selfSignedCertificate(['a']).cert);
    expect(one.verify(one.publicKey)).toBe(true);
    expect(one.verify(two.publicKey)).toBe(false);
    expect(one.serialNumber).not.toBe(two.serialNumber);
    expect(one.fingerprint256).not.toBe(two.fingerprint256);
  });
});

describe('DER', () => {
  // Examples of "A Layman's Guide to a Subset of ASN.1, BER, and DER", section 5.
  it('writes object identifiers with arcs of several bytes', () => {
    expect(oid('1.2.840.113549').toString('hex')).toBe('06062a864886f70d');
  });

  it('keeps integers positive', () => {
    expect(integer(Buffer.from([0x80])).toString('hex')).toBe('02020080');
    expect(integer(Buffer.from([0x7f])).toString('hex')).toBe('02017f');
  });

  it('writes the length of a long content in as many bytes as it needs', () => {
    expect(element(4, Buffer.alloc(127)).subarray(0, 2).toString('hex')).toBe(
      '047f',
    );
    expect(element(4, Buffer.alloc(128)).subarray(0, 3).toString('hex')).toBe(
      '048180',
    );
    expect(element(4, Buffer.alloc(300)).subarray(0, 4).toString('hex')).toBe(
      '0482012c',
    );
  });
});

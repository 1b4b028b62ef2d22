import { once } from 'node:events';
import { RequestListener } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { Certificate } from '../../certificates/selfSignedCertificate';

/** What pveproxy allows on one kept connection. */
const IDLE_MS = 5_000;

/**
 * The port of one node. It can be shut and opened again on the same port, and can
 * change its certificate while it runs.
 */
export class NodeServer {
  private server?: https.Server;

  private constructor(
    private readonly listener: RequestListener,
    private certificate: Certificate,
    private chosenPort: number,
  ) {}

  /**
   * @param port - the port to have, or 0 for any; a port that is taken is replaced by a free one
   */
  static async open(
    listener: RequestListener,
    certificate: Certificate,
    port: number,
  ): Promise<NodeServer> {
    const server = new NodeServer(listener, certificate, port);
    try {
      await server.listen();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') {
        throw error;
      }
      server.chosenPort = 0;
      await server.listen();
    }
    return server;
  }

  get port(): number {
    return this.chosenPort;
  }

  get fingerprint(): string {
    return this.certificate.fingerprint;
  }

  /** Opens or shuts the port, and presents this certificate from the next connection on. */
  async set(options: {
    open: boolean;
    certificate: Certificate;
  }): Promise<void> {
    const changed =
      options.certificate.fingerprint !== this.certificate.fingerprint;
    this.certificate = options.certificate;
    if (!options.open || changed) {
      await this.shut();
    }
    if (options.open && !this.server) {
      await this.listen();
    }
  }

  async shut(): Promise<void> {
    const { server } = this;
    if (server) {
      this.server = undefined;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    }
  }

  private async listen(): Promise<void> {
    const { key, cert } = this.certificate;
    const server = https.createServer(
      { key, cert, keepAliveTimeout: IDLE_MS },
      this.listener,
    );
    server.listen(this.chosenPort, '127.0.0.1');
    await once(server, 'listening');
    this.chosenPort = (server.address() as net.AddressInfo).port;
    this.server = server;
  }
}

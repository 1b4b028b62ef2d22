import { once } from 'node:events';
import http, { RequestListener } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { Certificate } from '../certificates/selfSignedCertificate';

/** What pveproxy and Node's own servers allow on one kept connection. */
const IDLE_MS = 5_000;

/**
 * The port of one server. It can be shut and opened again on the same port, and can
 * change its certificate while it runs. Without a certificate it speaks plain HTTP.
 */
export class ServerPort {
  private server?: http.Server;

  private constructor(
    private readonly listener: RequestListener,
    private certificate: Certificate | undefined,
    private chosenPort: number,
  ) {}

  /**
   * @param port - the port to have, or 0 for any; a port that is taken is replaced by a free one
   */
  static async open(
    listener: RequestListener,
    certificate: Certificate | undefined,
    port: number,
  ): Promise<ServerPort> {
    const server = new ServerPort(listener, certificate, port);
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

  get fingerprint(): string | undefined {
    return this.certificate?.fingerprint;
  }

  /** Opens or shuts the port, and presents this certificate from the next connection on. */
  async set(options: {
    open: boolean;
    certificate: Certificate | undefined;
  }): Promise<void> {
    const changed =
      options.certificate?.fingerprint !== this.certificate?.fingerprint;
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
    const options = { keepAliveTimeout: IDLE_MS };
    const server = this.certificate
      ? https.createServer(
          {
            ...options,
            key: this.certificate.key,
            cert: this.certificate.cert,
          },
          this.listener,
        )
      : http.createServer(options, this.listener);
    server.listen(this.chosenPort, '127.0.0.1');
    await once(server, 'listening');
    this.chosenPort = (server.address() as net.AddressInfo).port;
    this.server = server;
  }
}

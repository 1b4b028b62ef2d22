import { once } from 'node:events';
import { ServerResponse, createServer } from 'node:http';
import { AddressInfo, Socket } from 'node:net';

export type WebFault =
  | 'timeout'
  | 'refuse'
  | '401'
  | '403'
  | '404'
  | '500'
  | 'empty'
  | 'half'
  | 'truncated'
  | 'html'
  | 'slow-drip'
  | 'endless';

const DRIP_MS = 50;
const PAGE =
  '<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>';

/** Serves one text on a loopback port, or something else in its place. */
export class FaultyWebServer {
  fault: WebFault | undefined;
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((_, response) => {
    response.setHeader('connection', 'close');
    this.answer(response);
  });

  private constructor(private readonly text: string) {
    this.server.on('connection', socket => {
      if (this.fault === 'refuse') {
        socket.destroy();
        return;
      }
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  static async start(text: string): Promise<FaultyWebServer> {
    const server = new FaultyWebServer(text);
    server.server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    return server;
  }

  /** `127.0.0.1:1234`. */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  repair() {
    this.fault = undefined;
    this.sockets.forEach(socket => socket.destroy());
  }

  async close() {
    this.repair();
    this.server.close();
    await once(this.server, 'close');
  }

  private answer(response: ServerResponse) {
    const { fault, text } = this;
    switch (fault) {
      case 'timeout':
        return;
      case '401':
      case '403':
      case '404':
      case '500':
        response.writeHead(Number(fault)).end('no');
        return;
      case 'empty':
        response.end('');
        return;
      case 'half':
        response.end(text.slice(0, text.indexOf('\n', text.length / 2) + 1));
        return;
      case 'truncated':
        response.writeHead(200, { 'content-length': Buffer.byteLength(text) });
        response.write(text.slice(0, text.length / 2), () =>
          response.destroy(),
        );
        return;
      case 'html':
        response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
        return;
      case 'slow-drip':
      case 'endless':
        this.trickle(response, fault === 'endless' ? 64 * 1024 : 1);
        return;
      default:
        response.end(text);
    }
  }

  private trickle(response: ServerResponse, bytes: number) {
    const timer = setInterval(
      () => response.write('#'.repeat(bytes - 1).concat('\n')),
      bytes > 1 ? 1 : DRIP_MS,
    );
    response.on('close', () => clearInterval(timer));
  }
}

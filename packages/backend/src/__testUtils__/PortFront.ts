import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { Server, Socket, connect, createServer } from 'node:net';

const HOST = '127.0.0.1';
/**
 * Below the ports that systems give to outgoing connections: a front that was
 * closed gets its own port back.
 */
const [FIRST_PORT, LAST_PORT] = [15_000, 30_000];
const ATTEMPTS = 50;

/**
 * A loopback port that stays the same while the server behind it changes, so
 * that one configuration holds for a sound and for a faulty server.
 */
export class PortFront {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private target = 0;

  private constructor(readonly port: number) {}

  static async create(): Promise<PortFront> {
    for (let attempt = 1; ; attempt++) {
      const front = new PortFront(randomInt(FIRST_PORT, LAST_PORT));
      try {
        await front.listen();
        return front;
      } catch (error) {
        if (attempt === ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  /** Leads to this port; to none: refuses connections. */
  async lead(target: number | undefined): Promise<void> {
    await this.close();
    if (target !== undefined) {
      this.target = target;
      await this.listen();
    }
  }

  async close(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    if (server) {
      server.close();
      this.sockets.forEach(socket => socket.destroy());
      await once(server, 'close');
    }
  }

  private async listen(): Promise<void> {
    const server = createServer(near => {
      const far = connect(this.target, HOST);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ]) {
        this.sockets.add(one);
        one.pipe(other);
        // The end of one is the end of the other, however it ended.
        one.on('error', () => other.destroy());
        one.on('close', () => {
          this.sockets.delete(one);
          other.destroy();
        });
      }
    });
    server.listen(this.port, HOST);
    await once(server, 'listening');
    this.server = server;
  }
}

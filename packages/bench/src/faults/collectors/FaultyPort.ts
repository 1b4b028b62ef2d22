import { once } from 'node:events';
import net, { AddressInfo } from 'node:net';

export type PortFault = 'refuse' | 'silent' | 'cut' | 'other-host';

/** Of an SSH session: after the login, within the first answers. */
const CUT_AFTER_BYTES = 6_000;

/** A loopback port in front of a server, where the way to it can go wrong. */
export class FaultyPort {
  private readonly sockets = new Set<net.Socket>();
  private fault: PortFault | undefined;
  private server = net.createServer(socket => this.connect(socket));

  private constructor(
    private readonly target: number,
    private readonly otherTarget: number,
    private chosenPort: number,
  ) {}

  static async open(target: number, otherTarget: number): Promise<FaultyPort> {
    const port = new FaultyPort(target, otherTarget, 0);
    await port.listen();
    return port;
  }

  get port(): number {
    return this.chosenPort;
  }

  async break(fault: PortFault) {
    this.fault = fault;
    if (fault === 'refuse') {
      await this.shut();
    }
  }

  async repair() {
    this.sockets.forEach(socket => socket.destroy());
    this.fault = undefined;
    if (!this.server.listening) {
      await this.listen();
    }
  }

  async close() {
    this.sockets.forEach(socket => socket.destroy());
    if (this.server.listening) {
      await this.shut();
    }
  }

  private async listen() {
    this.server.listen(this.chosenPort, '127.0.0.1');
    await once(this.server, 'listening');
    this.chosenPort = (this.server.address() as AddressInfo).port;
  }

  private async shut() {
    this.server.close();
    await once(this.server, 'close');
  }

  private keep(socket: net.Socket): net.Socket {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    // Broken connections are what this is for.
    socket.on('error', () => socket.destroy());
    return socket;
  }

  private connect(near: net.Socket) {
    this.keep(near);
    const { fault } = this;
    if (fault === 'silent') {
      near.resume();
      return;
    }
    const target = fault === 'other-host' ? this.otherTarget : this.target;
    const far = this.keep(net.connect(target, '127.0.0.1'));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.pipe(far);
    far.pipe(near);
    if (fault === 'cut') {
      far.on('data', () => {
        if (far.bytesRead > CUT_AFTER_BYTES) {
          far.destroy();
        }
      });
    }
  }
}

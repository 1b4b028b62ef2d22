import { Client, ClientChannel } from 'ssh2';
import { ConnectorError } from './ConnectorError';

/** One command that wants a channel. */
export interface WantedChannel {
  command: string;
  /** False once the command was given up: it is not started any more. */
  isWanted(): boolean;
  /** Called at once with the channel, so that nothing that arrives with it is missed. */
  onOpened(channel: ClientChannel): void;
  onFailed(error: ConnectorError): void;
}

/**
 * Opens channels for the commands of one session. A host that refuses one because it has
 * no session left (MaxSessions) has started nothing, so the command is asked for again:
 *
 * - once straight away: sshd counts an ended session until it has read everything that
 *   came with the end of it, so a busy one refuses the next command although it has room;
 * - then after each command of this session that ends, as long as there are any.
 */
export class CommandChannels {
  private underWay = 0;
  private readonly waiting: WantedChannel[] = [];

  constructor(
    private readonly connection: Client,
    private readonly host: string,
  ) {}

  open(wanted: WantedChannel, refusals = 0) {
    this.underWay++;
    try {
      this.connection.exec(wanted.command, (error, channel) => {
        if (!error) {
          channel.once('close', () => this.ended());
          wanted.onOpened(channel);
          return;
        }
        // A number says why no channel was opened; otherwise there was one, and no command.
        const { reason } = error as { reason?: unknown };
        this.notOpened(wanted, typeof reason === 'number' ? refusals + 1 : 0);
      });
    } catch {
      // ssh2 throws at once when the session is already gone.
      this.ended();
      wanted.onFailed(
        new ConnectorError(
          'unreachable',
          `${this.host} closed the SSH session before the command had ended.`,
        ),
      );
    }
  }

  private notOpened(wanted: WantedChannel, refusals: number) {
    if (refusals === 1 && wanted.isWanted()) {
      this.underWay--;
      this.open(wanted, refusals);
    } else if (refusals > 1 && this.underWay > 1 && wanted.isWanted()) {
      this.underWay--;
      this.waiting.push(wanted);
    } else {
      this.ended();
      wanted.onFailed(
        new ConnectorError(
          'unreachable',
          `${this.host} did not open an SSH channel: does its sshd allow commands and enough sessions (MaxSessions)?`,
        ),
      );
    }
  }

  private ended() {
    this.underWay--;
    let next = this.waiting.shift();
    while (next && !next.isWanted()) {
      next = this.waiting.shift();
    }
    if (next) {
      this.open(next);
    }
  }
}

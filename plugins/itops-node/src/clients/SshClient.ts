import { createHash } from 'node:crypto';
import { NodeSSH } from 'node-ssh';
import { Client, ClientChannel, ConnectConfig } from 'ssh2';
import { CommandChannels } from './CommandChannels';
import { ConnectorError } from './ConnectorError';
import { excerpt } from './excerpt';
import { explainNetworkError } from './explainNetworkError';
import { hostKeyPins } from './hostKeyPins';
import { redact } from './redact';
import { Watch } from './Watch';

/** @public */
export interface SshConnectOptions {
  host: string;
  /** Default 22. */
  port?: number;
  username: string;
  /** The private key itself, in PEM or OpenSSH form, without passphrase. */
  privateKey: string;
  /** Fingerprints as `ssh-keygen -l` prints them: `SHA256:…`. Any of them; two during a rotation. */
  hostKey: string | string[];
  /** From the first packet to a usable session. Default 10 s. */
  readyMs?: number;
  signal?: AbortSignal;
}

/** @public */
export interface SshExecOptions {
  signal?: AbortSignal;
  /** From the call to the end of the command. Default 60 s. */
  deadlineMs?: number;
  /** Largest standard output that is read. Default 64 MiB. */
  maxBytes?: number;
  /** Takes the output as it comes; `stdout` of the result is then empty. May throw to stop. */
  onData?: (chunk: Buffer) => void;
}

/** @public */
export interface SshExecResult {
  /** Exit code of the command. */
  code: number;
  stdout: Buffer;
  /** The beginning of standard error, one line, without secrets. */
  stderr: string;
}

const MAX_STDERR = 16 * 1024;

function stopped(host: string): ConnectorError {
  return new ConnectorError(
    'timeout',
    `The reading of ${host} over SSH was stopped: the time of the whole run was up.`,
  );
}

/** What went wrong while the session was set up. */
function explainSetup(
  error: unknown,
  host: string,
  username: string,
): ConnectorError {
  const { level, message } = error as { level?: string; message?: string };
  if (level === 'client-authentication') {
    return new ConnectorError(
      'unauthorized',
      `${host} does not accept the key of ${username}: put its public part into ~${username}/.ssh/authorized_keys there.`,
    );
  }
  if (level === 'client-timeout') {
    return new ConnectorError(
      'timeout',
      `${host} did not set up an SSH session in time.`,
    );
  }
  if (/Cannot parse privateKey|Encrypted.*private.*key/i.test(message ?? '')) {
    return new ConnectorError(
      'unauthorized',
      `The private key for ${username}@${host} cannot be used: it must be an unencrypted OpenSSH or PEM key.`,
    );
  }
  if (level === 'protocol' || level === 'handshake') {
    return new ConnectorError(
      'invalid-answer',
      `${host} does not speak SSH as expected: is this the right port?`,
    );
  }
  return explainNetworkError(error, host);
}

/**
 * One SSH session to a host whose key is pinned. Only the given private key is offered: no
 * agent, no password, no prompt. A host with another key gets nothing, not even the user name.
 *
 * @public
 */
export class SshClient {
  private readonly channels: CommandChannels;

  private constructor(
    private readonly session: NodeSSH,
    private readonly connection: Client,
    private readonly host: string,
  ) {
    this.channels = new CommandChannels(connection, host);
  }

  /**
   * @throws ConnectorError `host-key-changed`, `unauthorized`, `unreachable`, `timeout`
   * @throws InputError when the pin is not a fingerprint
   */
  static async connect(options: SshConnectOptions): Promise<SshClient> {
    const accepted = hostKeyPins(options.hostKey);
    const host = `${options.host}:${options.port ?? 22}`;
    if (options.signal?.aborted) {
      throw stopped(host);
    }
    let refused: ConnectorError | undefined;
    const config: ConnectConfig & { privateKey: string } = {
      host: options.host,
      port: options.port ?? 22,
      username: options.username,
      privateKey: options.privateKey,
      authHandler: ['publickey'],
      readyTimeout: options.readyMs ?? 10_000,
      keepaliveInterval: 10_000,
      hostVerifier: (key: Buffer) => {
        const seen = `SHA256:${createHash('sha256')
          .update(key)
          .digest('base64')
          .replace(/=+$/, '')}`;
        if (accepted.includes(seen)) {
          return true;
        }
        refused = new ConnectorError(
          'host-key-changed',
          `${host} presents the SSH host key ${seen}, which is not the pinned one: not logged in. If the host was reinstalled, check the new fingerprint on its console and put it into the configuration.`,
        );
        return false;
      },
    };
    const session = new NodeSSH();
    let onAbort: (() => void) | undefined;
    try {
      await Promise.race([
        session.connect(config),
        new Promise<never>((_, reject) => {
          onAbort = () => reject(stopped(host));
          options.signal?.addEventListener('abort', onAbort, { once: true });
        }),
      ]);
    } catch (error) {
      session.connection?.destroy();
      session.dispose();
      throw refused ?? explainSetup(error, host, options.username);
    } finally {
      if (onAbort) {
        options.signal?.removeEventListener('abort', onAbort);
      }
    }
    const { connection } = session;
    if (!connection) {
      throw new ConnectorError(
        'unreachable',
        `${host} closed the SSH session at once.`,
      );
    }
    // A broken connection shows as the end of its channels; without a listener it would end the process.
    connection.on('error', () => {});
    connection.setMaxListeners(0); // every command under way listens for its end
    return new SshClient(session, connection, host);
  }

  /**
   * Runs one command and reads its standard output. Resolves for every exit code.
   *
   * @throws ConnectorError `timeout`, `too-large`, `unreachable`
   */
  exec(command: string, options: SshExecOptions = {}): Promise<SshExecResult> {
    const { signal, deadlineMs = 60_000 } = options;
    return new Promise((resolve, reject) => {
      const watch = new Watch();
      let channel: ClientChannel | undefined;
      let settled = false;
      let onClose = () => {};
      const settle = (error?: Error, result?: SshExecResult) => {
        if (settled) {
          return;
        }
        settled = true;
        watch.end();
        this.connection.removeListener('close', onClose);
        if (result) {
          resolve(result);
        } else {
          channel?.destroy();
          reject(error);
        }
      };
      onClose = () =>
        settle(
          new ConnectorError(
            'unreachable',
            `${this.host} closed the SSH session before the command had ended.`,
          ),
        );
      const wanted = watch.begin({
        milliseconds: deadlineMs,
        signal,
        onStopped: () => settle(stopped(this.host)),
        onLate: () =>
          settle(
            new ConnectorError(
              'timeout',
              `A command on ${this.host} did not end within ${
                deadlineMs / 1000
              } s.`,
            ),
          ),
      });
      if (!wanted) {
        return;
      }
      this.connection.once('close', onClose);
      this.channels.open({
        command,
        isWanted: () => !settled,
        onOpened: opened => {
          channel = opened;
          if (settled) {
            opened.resume(); // its end shows only to someone who reads
            opened.destroy();
            return;
          }
          this.read(opened, options, settle);
        },
        onFailed: settle,
      });
    });
  }

  /** Ends the session; commands under way fail. */
  close() {
    this.session.dispose();
  }

  private read(
    channel: ClientChannel,
    { maxBytes = 64 * 1024 * 1024, onData }: SshExecOptions,
    settle: (error?: Error, result?: SshExecResult) => void,
  ) {
    const chunks: Buffer[] = [];
    const errors: Buffer[] = [];
    let bytes = 0;
    let errorBytes = 0;
    let code: number | undefined;
    channel.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        settle(
          new ConnectorError(
            'too-large',
            `A command on ${this.host} wrote more than ${maxBytes} bytes: cut off.`,
          ),
        );
      } else if (onData) {
        try {
          onData(chunk);
        } catch (error) {
          settle(error as Error);
        }
      } else {
        chunks.push(chunk);
      }
    });
    channel.stderr.on('data', (chunk: Buffer) => {
      errorBytes += chunk.length;
      if (errorBytes <= MAX_STDERR) {
        errors.push(chunk);
      }
    });
    channel.on('error', (error: Error) =>
      settle(explainNetworkError(error, this.host)),
    );
    channel.on('exit', (exitCode: number | null) => {
      code = exitCode ?? undefined;
    });
    channel.on('close', () => {
      if (code === undefined) {
        settle(
          new ConnectorError(
            'unreachable',
            `A command on ${this.host} ended without an exit code: it was killed, or the session broke.`,
          ),
        );
        return;
      }
      settle(undefined, {
        code,
        stdout: Buffer.concat(chunks),
        stderr: excerpt(redact(Buffer.concat(errors).toString('utf8')), 500),
      });
    });
  }
}

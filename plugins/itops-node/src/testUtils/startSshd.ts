import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { findSshd } from './findSshd';

/** A real OpenSSH server of this test alone. @public */
export interface TestSshd {
  host: string;
  port: number;
  username: string;
  /** The private key that is let in. */
  privateKey: string;
  /** A private key that is not. */
  otherPrivateKey: string;
  /** `SHA256:…` of the host key. */
  hostKey: string;
  /** What sshd logged so far. */
  log(): string;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function makeKey(file: string) {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
}

/**
 * Starts OpenSSH's `sshd` on a free loopback port, for the user who runs the tests.
 * Call it only where {@link findSshd} finds one.
 * @public
 */
export async function startSshd(
  options: {
    environment?: Record<string, string>;
    /** Further lines of its sshd_config. */
    config?: string[];
    /** What stands before the key in authorized_keys: `command="…",restrict`. */
    keyOptions?: string;
  } = {},
): Promise<TestSshd> {
  const sshd = findSshd();
  if (!sshd) {
    throw new Error('There is no sshd on this machine.');
  }
  const dir = mkdtempSync(path.join(os.tmpdir(), 'itops-sshd-'));
  const file = (name: string) => path.join(dir, name);
  ['host', 'user', 'other'].forEach(name => makeKey(file(name)));
  const key = readFileSync(file('user.pub'), 'utf8');
  writeFileSync(
    file('authorized_keys'),
    options.keyOptions ? `${options.keyOptions} ${key}` : key,
    { mode: 0o600 },
  );
  const port = await freePort();
  // With a level above 1 bash leaves the ~/.bashrc of whoever runs the tests alone.
  const setEnv = Object.entries({ SHLVL: '1', ...options.environment })
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
  writeFileSync(
    file('sshd_config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${file('host')}`,
      `PidFile ${file('pid')}`,
      `AuthorizedKeysFile ${file('authorized_keys')}`,
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin prohibit-password',
      'LogLevel VERBOSE',
      `SetEnv ${setEnv}`,
      ...(options.config ?? []),
      '',
    ].join('\n'),
  );
  if (process.getuid?.() === 0) {
    mkdirSync('/run/sshd', { recursive: true }); // its privilege separation directory
  }
  let log = '';
  const server = spawn(sshd, ['-D', '-e', '-f', file('sshd_config')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  server.stderr.setEncoding('utf8');
  await new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (text: string) => {
      log += text;
      if (log.includes('Server listening')) {
        resolve();
      }
    });
    server.once('exit', () => reject(new Error(`sshd ended: ${log}`)));
  });
  const [, hostKey] = execFileSync('ssh-keygen', ['-lf', file('host.pub')])
    .toString()
    .split(' ');
  return {
    host: '127.0.0.1',
    port,
    username: os.userInfo().username,
    privateKey: readFileSync(file('user'), 'utf8'),
    otherPrivateKey: readFileSync(file('other'), 'utf8'),
    hostKey,
    log: () => log,
    async stop() {
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGTERM');
        await once(server, 'exit');
      }
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

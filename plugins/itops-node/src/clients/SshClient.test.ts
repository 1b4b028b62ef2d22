import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import net, { AddressInfo } from 'node:net';
import { TestSshd, startSshd } from '../testUtils/startSshd';
import { describeHere } from '../testUtils/describeHere';
import { findSshd } from '../testUtils/findSshd';
import { ConnectorError } from './ConnectorError';
import { SshClient, SshConnectOptions } from './SshClient';

// A login shell and key exchange on a busy machine take their time; every test has its own limits.
jest.setTimeout(30_000);

const NO_PIN = `SHA256:${'A'.repeat(43)}`;

async function failure(promise: Promise<unknown>): Promise<ConnectorError> {
  const error = await promise.then(
    () => undefined,
    reason => reason,
  );
  expect(error).toBeInstanceOf(ConnectorError);
  expect(error.message).not.toMatch(/PRIVATE KEY|canary/);
  return error;
}

describe('pins', () => {
  it.each(['', 'MD5:aa:bb', 'SHA256:short', 'sha256:nope'])(
    'refuses "%s" as a host key before connecting',
    async hostKey => {
      await expect(
        SshClient.connect({
          host: '127.0.0.1',
          port: 1,
          username: 'x',
          privateKey: 'x',
          hostKey,
        }),
      ).rejects.toThrow(/not an SSH host key fingerprint.*ssh-keygen -lf/);
    },
  );
});

describe('a host that does not behave', () => {
  async function listener(onConnection: (socket: net.Socket) => void) {
    const sockets: net.Socket[] = [];
    const server = net.createServer(socket => {
      sockets.push(socket);
      socket.on('error', () => socket.destroy());
      onConnection(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
      port: (server.address() as AddressInfo).port,
      stop: async () => {
        sockets.forEach(socket => socket.destroy());
        server.close();
        await once(server, 'close');
      },
    };
  }

  // Only its form matters here: nobody gets so far as to ask for it.
  let privateKey: string;
  beforeAll(() => {
    privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
      .privateKey.export({ type: 'pkcs1', format: 'pem' })
      .toString();
  });

  it('gives up on a peer that accepts and stays silent', async () => {
    const { port, stop } = await listener(() => {});
    const begun = performance.now();
    const error = await failure(
      SshClient.connect({
        host: '127.0.0.1',
        port,
        username: 'x',
        privateKey,
        hostKey: NO_PIN,
        readyMs: 300,
      }),
    );
    expect(error.reason).toBe('timeout');
    expect(performance.now() - begun).toBeLessThan(1_300);
    await stop();
  });

  it('stops at once when the run is stopped while connecting', async () => {
    const { port, stop } = await listener(() => {});
    const controller = new AbortController();
    const connecting = failure(
      SshClient.connect({
        host: '127.0.0.1',
        port,
        username: 'x',
        privateKey,
        hostKey: NO_PIN,
        signal: controller.signal,
      }),
    );
    controller.abort();
    expect((await connecting).reason).toBe('timeout');
    await stop();
  });

  it('explains a refused connection and a peer that is not SSH', async () => {
    const { port, stop } = await listener(socket =>
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    );
    const options = {
      host: '127.0.0.1',
      port,
      username: 'x',
      privateKey,
      hostKey: NO_PIN,
      readyMs: 2_000,
    };
    expect(['invalid-answer', 'unreachable']).toContain(
      (await failure(SshClient.connect(options))).reason,
    );
    await stop();
    const refused = await failure(SshClient.connect(options));
    expect(refused.reason).toBe('unreachable');
    expect(refused.message).toContain(`127.0.0.1:${port}`);
  });

  it('says that a key cannot be used, without showing it', async () => {
    const error = await failure(
      SshClient.connect({
        host: '127.0.0.1',
        port: 9,
        username: 'itops',
        privateKey:
          '-----BEGIN OPENSSH PRIVATE KEY-----\ncanary\n-----END OPENSSH PRIVATE KEY-----\n',
        hostKey: NO_PIN,
      }),
    );
    expect(error.reason).toBe('unauthorized');
    expect(error.message).toContain('itops@127.0.0.1:9');
  });
});

describeHere(
  findSshd() ? undefined : 'no sshd (install openssh-server)',
  'against a real OpenSSH server',
  () => {
    let sshd: TestSshd;
    beforeAll(async () => {
      sshd = await startSshd();
    }, 30_000);
    afterAll(() => sshd?.stop());

    const connect = (options: Partial<SshConnectOptions> = {}) =>
      SshClient.connect({
        host: sshd.host,
        port: sshd.port,
        username: sshd.username,
        privateKey: sshd.privateKey,
        hostKey: sshd.hostKey,
        ...options,
      });

    it('runs a command and gives its output byte by byte, its exit code and its stderr', async () => {
      const ssh = await connect({ hostKey: [NO_PIN, sshd.hostKey] });
      const result = await ssh.exec(
        `printf '\\000\\377abc'; echo 'went wrong: X-API-KEY: canary' >&2; exit 3`,
      );
      expect(result.code).toBe(3);
      expect(result.stdout).toEqual(Buffer.from([0, 0xff, 0x61, 0x62, 0x63]));
      expect(result.stderr).toBe('went wrong: X-API-KEY: [redacted]');
      ssh.close();
    });

    it('does not log in to a host with another key: no authentication is attempted', async () => {
      const before = sshd.log().length;
      const error = await failure(connect({ hostKey: NO_PIN }));
      expect(error.reason).toBe('host-key-changed');
      expect(error.message).toContain(sshd.hostKey);
      const log = sshd.log().slice(before);
      expect(log).not.toMatch(/Accepted|Failed|publickey/);
    });

    it('explains a key that the host does not accept', async () => {
      const error = await failure(
        connect({ privateKey: sshd.otherPrivateKey }),
      );
      expect(error.reason).toBe('unauthorized');
      expect(error.message).toMatch(/authorized_keys/);
    });

    it('cuts an endless command at the cap, and the session still works', async () => {
      const ssh = await connect();
      const error = await failure(
        ssh.exec('yes xxxxxxxxxxxxxxxxxxxxx', { maxBytes: 1024 * 1024 }),
      );
      expect(error.reason).toBe('too-large');
      expect((await ssh.exec('echo on')).stdout.toString()).toBe('on\n');
      ssh.close();
    });

    it('ends a command at its deadline and at the end of the run', async () => {
      const ssh = await connect();
      const begun = performance.now();
      expect(
        (await failure(ssh.exec('sleep 30', { deadlineMs: 300 }))).reason,
      ).toBe('timeout');
      const controller = new AbortController();
      const reading = failure(
        ssh.exec('sleep 30', { signal: controller.signal }),
      );
      controller.abort();
      expect((await reading).reason).toBe('timeout');
      expect(performance.now() - begun).toBeLessThan(3_000);
      ssh.close();
    });

    it('streams output, and stops when the reader throws', async () => {
      const ssh = await connect();
      let seen = 0;
      const result = await ssh.exec('head -c 300000 /dev/zero', {
        onData: chunk => {
          seen += chunk.length;
        },
      });
      expect([seen, result.stdout.length, result.code]).toEqual([
        300_000, 0, 0,
      ]);
      await expect(
        ssh.exec('yes', {
          onData: () => {
            throw new ConnectorError('invalid-answer', 'not a tar');
          },
        }),
      ).rejects.toThrow('not a tar');
      ssh.close();
    });

    it('fails the command when the session breaks or the command is killed', async () => {
      const ssh = await connect();
      expect((await failure(ssh.exec('kill -9 $$'))).reason).toBe(
        'unreachable',
      );
      const reading = failure(ssh.exec('sleep 30'));
      setTimeout(() => ssh.close(), 200);
      expect((await reading).reason).toBe('unreachable');
      expect((await failure(ssh.exec('echo late'))).reason).toBe('unreachable');
    });

    describe('that allows few sessions', () => {
      let few: TestSshd;
      afterEach(() => few?.stop());

      it.each([1, 2, 10])(
        'gets all of many commands at once through %i sessions',
        async sessions => {
          few = await startSshd({ config: [`MaxSessions ${sessions}`] });
          const ssh = await connect({ ...few });
          const numbers = Array.from({ length: 16 }, (_, number) => number);
          const results = await Promise.all(
            numbers.map(number => ssh.exec(`echo ${number}`)),
          );
          expect(results.map(({ stdout }) => Number(stdout))).toEqual(numbers);
          ssh.close();
        },
      );

      it('says so where there is none at all, to every command', async () => {
        few = await startSshd({ config: ['MaxSessions 0'] });
        const ssh = await connect({ ...few });
        const errors = await Promise.all(
          [1, 2, 3].map(() => failure(ssh.exec('true'))),
        );
        errors.forEach(error => {
          expect(error.reason).toBe('unreachable');
          expect(error.message).toMatch(/MaxSessions/);
        });
        ssh.close();
      });

      it('does not start a command whose time was up while it waited for a session', async () => {
        few = await startSshd({ config: ['MaxSessions 1'] });
        const ssh = await connect({ ...few });
        const first = ssh.exec('sleep 1; echo first');
        const late = failure(ssh.exec('echo late', { deadlineMs: 300 }));
        const last = ssh.exec('echo last');
        expect((await late).reason).toBe('timeout');
        expect((await first).stdout.toString()).toBe('first\n');
        expect((await last).stdout.toString()).toBe('last\n');
        ssh.close();
      });
    });
  },
);

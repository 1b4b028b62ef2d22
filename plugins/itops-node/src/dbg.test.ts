import { startSshd } from './testUtils/startSshd';
import { SshClient } from './clients/SshClient';
it('dbg', async () => {
  const sshd = await startSshd();
  const t0 = Date.now();
  const L = (...a: any[]) =>
    process.stderr.write(`${Date.now() - t0} ${a.join(' ')}\n`);
  const ssh = await SshClient.connect({
    host: sshd.host,
    port: sshd.port,
    username: sshd.username,
    privateKey: sshd.privateKey,
    hostKey: sshd.hostKey,
  });
  L('connected');
  const r = await ssh
    .exec('yes xxxxxxxxxxxxxxxxxxxxx', { maxBytes: 1024 * 1024 })
    .catch(e => e.message);
  L(r);
  const r2 = await ssh.exec('echo on');
  L(r2.stdout.toString());
  let n = 0;
  const r3 = await ssh.exec('head -c 300000 /dev/zero', {
    onData: c => {
      n += c.length;
    },
  });
  L(n, r3.code);
  await ssh
    .exec('yes', {
      onData: () => {
        throw new Error('x');
      },
    })
    .catch(e => L(e.message));
  const r4 = await ssh.exec('echo on');
  L(r4.stdout.toString());
  ssh.close();
  await sshd.stop();
  L('end');
}, 60000);

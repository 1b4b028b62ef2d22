import { existsSync } from 'node:fs';

/** Where OpenSSH's server is on this machine, if it is. @public */
export function findSshd(): string | undefined {
  return ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/usr/bin/sshd'].find(
    existsSync,
  );
}

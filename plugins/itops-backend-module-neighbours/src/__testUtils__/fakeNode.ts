import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { TestSshd } from '@sankofa/plugin-itops-node/testUtils';

/** A folder with an `ip` of our own, to stand first in the PATH of an sshd. */
export interface FakeIp {
  /** The PATH that finds it. */
  path: string;
  /** What `ip` is from now on: the lines of a shell script. */
  is(...lines: string[]): void;
  /** A file that a script may print, by its path. */
  file(name: string, content: string): string;
  stop(): void;
}

export function fakeIp(): FakeIp {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'itops-ip-'));
  const file = (name: string, content: string) => {
    writeFileSync(path.join(dir, name), content, { mode: 0o600 });
    return path.join(dir, name);
  };
  return {
    path: `${dir}:/usr/local/bin:/usr/bin:/bin`,
    is: (...lines) =>
      writeFileSync(
        path.join(dir, 'ip'),
        ['#!/bin/sh', ...lines, ''].join('\n'),
        { mode: 0o755 },
      ),
    file,
    stop: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** The section `ssh` of the configuration that leads to this sshd. */
export function sectionOf(sshd: TestSshd, ip: FakeIp) {
  return {
    host: sshd.host,
    port: sshd.port,
    user: sshd.username,
    privateKeyFile: ip.file('key', sshd.privateKey),
    hostKey: sshd.hostKey,
  };
}

import { readFile } from 'node:fs/promises';
import { Config } from '@backstage/config';
import { InputError, toError } from '@backstage/errors';
import { ConnectorError } from '../clients/ConnectorError';
import { SshClient } from '../clients/SshClient';
import { hostKeyPins } from '../clients/hostKeyPins';
import { textsFromConfig } from './textsFromConfig';

/**
 * A host that is read over SSH.
 * @public
 */
export interface SshConfig {
  host: string;
  port: number;
  user: string;
  privateKeyFile: string;
  /** `SHA256:…`, any of them. */
  hostKeys: string[];
}

/**
 * Reads a section `ssh`: `host`, `port` (22), `user`, `privateKeyFile`, and `hostKey`
 * (one or several).
 *
 * @param where - the setting, for the message: `itops.sources.neighbours "nodes"`
 * @throws InputError when the host key is no fingerprint, or missing
 * @public
 */
export function sshFromConfig(config: Config, where: string): SshConfig {
  const host = config.getString('host');
  let hostKeys: string[];
  try {
    hostKeys = hostKeyPins(textsFromConfig(config, 'hostKey'));
  } catch (error) {
    throw new InputError(
      `${where}: hostKey of ${host}: ${toError(error).message}`,
    );
  }
  return {
    host,
    port: config.getOptionalNumber('port') ?? 22,
    user: config.getString('user'),
    privateKeyFile: config.getString('privateKeyFile'),
    hostKeys,
  };
}

/**
 * A session with a configured host. The key is read anew each time: it may have been replaced.
 *
 * @throws ConnectorError `file-missing`, and those of {@link SshClient.connect}
 * @public
 */
export async function connectSsh(
  config: SshConfig,
  options: {
    signal?: AbortSignal;
    /** From the first packet to a usable session. Default 10 s. */
    readyMs?: number;
  } = {},
): Promise<SshClient> {
  const { host, port, user, privateKeyFile, hostKeys } = config;
  let privateKey: string;
  try {
    privateKey = await readFile(privateKeyFile, 'utf8');
  } catch (error) {
    throw new ConnectorError(
      'file-missing',
      `The private key ${privateKeyFile} for ${user}@${host} cannot be read (${
        (error as NodeJS.ErrnoException).code
      }).`,
    );
  }
  return SshClient.connect({
    host,
    port,
    username: user,
    privateKey,
    hostKey: hostKeys,
    ...options,
  });
}

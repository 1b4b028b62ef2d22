import { readFile } from 'node:fs/promises';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ConnectorError } from '../clients/ConnectorError';
import { normalizeFingerprint } from '../clients/fingerprint';
import { textsFromConfig } from './textsFromConfig';

/**
 * How the certificate of a source is checked. With neither, the authorities that Node knows decide.
 * @public
 */
export interface TlsConfig {
  /** SHA-256, any of them. */
  fingerprints: string[];
  caFile?: string;
}

/**
 * Reads `fingerprint` (one or several) or `caFile` of a source.
 *
 * @param where - the setting, for the message: `itops.sources.unifi "udm"`
 * @throws InputError when both are given, or a fingerprint is none
 * @public
 */
export function tlsFromConfig(config: Config, where: string): TlsConfig {
  const fingerprints = textsFromConfig(config, 'fingerprint').map(
    normalizeFingerprint,
  );
  const caFile = config.getOptionalString('caFile');
  if (fingerprints.length > 0 && caFile) {
    throw new InputError(
      `${where}: give either the fingerprint or the caFile, not both.`,
    );
  }
  return { fingerprints, caFile };
}

/**
 * The option `tls` of an HTTP client, with the authority read from its file.
 *
 * @param host - for the message
 * @throws ConnectorError `file-missing`
 * @public
 */
export async function loadTls(
  { fingerprints, caFile }: TlsConfig,
  host: string,
): Promise<{ fingerprints: string[]; caPem?: string }> {
  if (!caFile) {
    return { fingerprints };
  }
  try {
    return { fingerprints, caPem: await readFile(caFile, 'utf8') };
  } catch (error) {
    throw new ConnectorError(
      'file-missing',
      `The CA file ${caFile} of ${host} cannot be read (${
        (error as NodeJS.ErrnoException).code
      }).`,
    );
  }
}

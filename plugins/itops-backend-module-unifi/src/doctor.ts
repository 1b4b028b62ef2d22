import { ConnectorError, DoctorCheck } from '@sankofa/plugin-itops-node';
import { SOURCE_SCOPE, ScopeResult } from '@sankofa/site-model';
import { OpenConsole, UnifiSource } from './UnifiSource';
import { CONSOLE_PATHS } from './clients/consoleKind';
import { readConsole } from './collection/readConsole';

function checkConfiguration(source: UnifiSource): DoctorCheck {
  const { apiKey, account, site } = source.config;
  const credentials = [
    ...(apiKey ? ['an API key'] : []),
    ...(account ? [`the account ${account.username}`] : []),
  ].join(', then ');
  return {
    title: `${source.sourceId}: configuration`,
    status: 'ok',
    detail: `site ${site}, read with ${credentials}`,
  };
}

/** What answers there, and how its certificate is checked. */
function describeConsole(
  source: UnifiSource,
  { client, version }: OpenConsole,
): DoctorCheck {
  const { fingerprints, caFile } = source.config.tls;
  const checked =
    fingerprints.length > 0 ? 'pinned' : caFile ?? 'system authorities';
  const { name } = CONSOLE_PATHS[client.kind];
  return {
    title: `${source.sourceId}: console ${source.host}`,
    status: 'ok',
    detail: `${name}, UniFi Network ${
      version ?? 'of unknown version'
    }, certificate ${client.peerFingerprint} (${checked})`,
  };
}

/** Which API the credential opens, and what is not seen without the other. */
function describeCredential(
  source: UnifiSource,
  { reader, note }: OpenConsole,
): DoctorCheck {
  const title = `${source.sourceId}: credential`;
  if (reader.api === 'official') {
    return {
      title,
      status: 'warn',
      detail: `${note} Add the username and password of a local view-only account.`,
    };
  }
  const opened = `the ${
    reader.credential === 'key' ? 'API key' : 'account'
  } opens the API with ports and port forwards`;
  return note === undefined
    ? { title, status: 'ok', detail: opened }
    : { title, status: 'warn', detail: `${opened}. ${note}` };
}

function describeList(source: UnifiSource, list: ScopeResult): DoctorCheck {
  const counts = new Map<string, number>();
  list.facts.forEach(({ kind }) =>
    counts.set(kind, (counts.get(kind) ?? 0) + 1),
  );
  const found =
    [...counts].map(([kind, count]) => `${count} of kind ${kind}`).join(', ') ||
    'nothing';
  const status = { complete: 'ok', partial: 'warn', failed: 'fail' } as const;
  return {
    title: `${source.sourceId}: ${list.scope}`,
    status: status[list.completeness],
    detail: list.error
      ? `${list.error.message} Read all the same: ${found}.`
      : found,
  };
}

/** Configuration, reachability, certificate, kind and version, and what the credential opens. */
export async function checkSource(
  source: UnifiSource,
  signal: AbortSignal,
): Promise<DoctorCheck[]> {
  const checks = [checkConfiguration(source)];
  try {
    await source.withConsole(signal, async console => {
      // The fingerprint is known once something was read.
      checks.push(
        describeConsole(source, console),
        describeCredential(source, console),
      );
      const lists = await readConsole(console, source.sourceId);
      checks.push(
        ...lists
          .filter(({ scope }) => scope !== SOURCE_SCOPE)
          .map(list => describeList(source, list)),
      );
    });
  } catch (error) {
    if (!(error instanceof ConnectorError)) {
      throw error;
    }
    checks.push({
      title: `${source.sourceId}: console ${source.host}`,
      status: 'fail',
      detail: error.message,
    });
  }
  return checks;
}

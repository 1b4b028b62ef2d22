import {
  ConnectorError,
  HttpClient,
  loadTls,
} from '@sankofa/plugin-itops-node';
import { z } from 'zod';
import { UnifiSourceConfig } from './config';
import { LegacyReader } from './clients/LegacyReader';
import { OfficialReader } from './clients/OfficialReader';
import { Session } from './clients/Session';
import { UnifiClient } from './clients/UnifiClient';
import { UnifiError } from './clients/UnifiError';
import {
  CONSOLE_PATHS,
  ConsoleKind,
  probeConsole,
} from './clients/consoleKind';
import { explainAnswer } from './clients/explainAnswer';

/** What a key that only opens the official API does not show. */
export const OFFICIAL_ONLY =
  'this key opens the official API only: no port map, no port forwards';

/** A console that is open for one run, by one of its two APIs. */
export interface OpenConsole {
  client: UnifiClient;
  reader: LegacyReader | OfficialReader;
  /** Version of UniFi Network, where it tells. */
  version?: string;
  /** Worth showing with the run. */
  note?: string;
}

const sysinfoSchema = z.object({ version: z.string() });
const infoSchema = z.object({ applicationVersion: z.string() });

/** The credential was looked at, and does not open this. */
function isRefusal(error: unknown): error is UnifiError {
  return (
    error instanceof UnifiError &&
    (error.reason === 'unauthorized' || error.reason === 'forbidden') &&
    error.code !== 'api.err.NoSiteContext'
  );
}

/**
 * One configured console: what it is, and the session with it, which live from run to run.
 */
export class UnifiSource {
  readonly sourceId: string;
  readonly host: string;
  private readonly session: Session;
  private kind?: ConsoleKind;

  private constructor(
    readonly config: UnifiSourceConfig,
    private readonly now: () => number,
  ) {
    this.sourceId = `unifi/${config.id}`;
    const { hostname, port } = new URL(config.url);
    this.host = `${hostname}:${port || '443'}`;
    this.session = Session.create({ now });
  }

  static create(
    config: UnifiSourceConfig,
    options: { now?: () => number } = {},
  ): UnifiSource {
    return new UnifiSource(config, options.now ?? Date.now);
  }

  /**
   * Runs a reading with the console open: with the key where it opens enough, else with the account.
   *
   * @throws ConnectorError when neither opens anything
   */
  async withConsole<T>(
    signal: AbortSignal,
    read: (console: OpenConsole) => Promise<T>,
  ): Promise<T> {
    const client = await this.connect(signal);
    try {
      return await read(await this.open(client));
    } catch (error) {
      // Perhaps it has become another kind of console since.
      this.kind = undefined;
      throw error;
    } finally {
      await client.close();
    }
  }

  private async connect(signal: AbortSignal): Promise<UnifiClient> {
    const kind = this.kind ?? (await this.probe(signal));
    this.kind = kind;
    return UnifiClient.create({
      http: await this.http(CONSOLE_PATHS[kind].login),
      kind,
      config: this.config,
      session: this.session,
      signal,
      now: this.now,
    });
  }

  private async http(loginPath?: string): Promise<HttpClient> {
    return HttpClient.create({
      baseUrl: this.config.url,
      tls: await loadTls(this.config.tls, this.host),
      loginPath,
      // A console is a small machine, and there are five lists.
      connections: 3,
    });
  }

  private async probe(signal: AbortSignal): Promise<ConsoleKind> {
    const http = await this.http();
    try {
      const found = await probeConsole(http, {
        signal,
        deadlineMs: this.config.requestTimeoutMs,
      });
      if (typeof found === 'string') {
        return found;
      }
      throw explainAnswer(found, {
        where: `${this.host}/`,
        secrets: [],
        now: this.now(),
      });
    } finally {
      await http.close();
    }
  }

  private async open(client: UnifiClient): Promise<OpenConsole> {
    const { apiKey, account } = this.config;
    if (!apiKey) {
      return this.openWithAccount(client);
    }
    const reader = LegacyReader.create(client, 'key');
    try {
      const version = await this.versionOf(reader);
      return { client, reader, version };
    } catch (error) {
      if (!isRefusal(error)) {
        throw error;
      }
      if (account) {
        const opened = await this.openWithAccount(client);
        return {
          ...opened,
          note: `The API key did not open the port map (${error.status}), so this was read as ${account.username}.`,
        };
      }
      return this.openOfficial(client, error);
    }
  }

  private async openWithAccount(client: UnifiClient): Promise<OpenConsole> {
    const reader = LegacyReader.create(client, 'account');
    const version = await this.versionOf(reader).catch(error => {
      // A role may see the lists and not the machine.
      if (
        error instanceof UnifiError &&
        error.code === 'api.err.NoPermission'
      ) {
        return undefined;
      }
      throw error;
    });
    return { client, reader, version };
  }

  /** @param refused - why the key did not open the other API */
  private async openOfficial(
    client: UnifiClient,
    refused: UnifiError,
  ): Promise<OpenConsole> {
    try {
      const info = infoSchema.safeParse(await client.official('/info'));
      return {
        client,
        reader: OfficialReader.create(client),
        version: info.data?.applicationVersion,
        note: `${this.sourceId}: ${OFFICIAL_ONLY}.`,
      };
    } catch (error) {
      throw isRefusal(error) || (error as UnifiError).status === 404
        ? this.explainKey(refused)
        : error;
    }
  }

  private explainKey(refused: UnifiError): ConnectorError {
    return new UnifiError(
      refused.reason,
      `${this.host} does not accept the API key (${refused.status}): it is wrong, was revoked, or its administrator is disabled.`,
      refused.status,
    );
  }

  private async versionOf(reader: LegacyReader): Promise<string | undefined> {
    const { rows, locator } = await reader.list('/stat/sysinfo');
    if (rows.length === 0) {
      throw new ConnectorError(
        'invalid-answer',
        `${this.sourceId}: ${this.host}${locator} says nothing of the console itself.`,
      );
    }
    return sysinfoSchema.safeParse(rows[0]).data?.version;
  }
}

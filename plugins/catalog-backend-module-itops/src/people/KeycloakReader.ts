import {
  ConnectorError,
  HttpClient,
  parseJson,
} from '@sankofa/plugin-itops-node';
import { z } from 'zod';
import {
  KeycloakGroup,
  KeycloakRealm,
  keycloakGroupSchema,
  keycloakMemberSchema,
  keycloakTokenSchema,
  keycloakUserSchema,
} from './keycloakSchemas';

const PAGE = 100;
const MOST_PAGES = 10_000;

interface Options {
  client: HttpClient;
  realm: string;
  clientId: string;
  clientSecret: string;
}

/** Where tokens of the realm come from, below the address of Keycloak. */
export function tokenPathOf(realm: string): string {
  return `/realms/${encodeURIComponent(realm)}/protocol/openid-connect/token`;
}

/**
 * Reads people and groups over Keycloak's admin API: all of them, or none. One page that
 * fails ends it with an error, because whoever is on it would look as if they had left.
 */
export class KeycloakReader {
  private token?: string;

  private constructor(private readonly options: Options) {}

  static create(options: Options): KeycloakReader {
    return new KeycloakReader(options);
  }

  /** @throws ConnectorError for the first answer that is not what it must be */
  async read(signal?: AbortSignal): Promise<KeycloakRealm> {
    const users = await this.all('/users', keycloakUserSchema, signal);
    const groups = await this.groupsIn('/groups', undefined, signal);
    return { users, groups };
  }

  private async groupsIn(
    path: string,
    parent: string | undefined,
    signal?: AbortSignal,
  ): Promise<KeycloakGroup[]> {
    const groups: KeycloakGroup[] = [];
    for (const group of await this.all(path, keycloakGroupSchema, signal)) {
      const at = `/groups/${encodeURIComponent(group.id)}`;
      const members = await this.all(
        `${at}/members`,
        keycloakMemberSchema,
        signal,
      );
      groups.push({ ...group, parent, members: members.map(({ id }) => id) });
      if (group.subGroupCount > 0) {
        groups.push(
          ...(await this.groupsIn(`${at}/children`, group.path, signal)),
        );
      }
    }
    return groups;
  }

  /**
   * Every page, until one is not full. Each begins with the last one of the page before:
   * where that is somebody else now, people moved between pages, and one could be missed.
   */
  private async all<T extends { id: string }>(
    path: string,
    schema: z.ZodType<T>,
    signal?: AbortSignal,
  ): Promise<T[]> {
    const found = new Map<string, T>();
    let last: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const overlap = last === undefined ? 0 : 1;
      const part = { first: page * PAGE - overlap, max: PAGE + overlap };
      const read = await this.page(path, part, schema, signal);
      const items = read.slice(overlap);
      if (
        (overlap === 1 && read[0]?.id !== last) ||
        items.some(({ id }) => found.has(id))
      ) {
        throw this.unexpected(
          path,
          'changed while it was read; it is read again next time',
        );
      }
      items.forEach(item => found.set(item.id, item));
      if (items.length < PAGE) {
        return [...found.values()];
      }
      last = items.at(-1)!.id;
    }
    throw this.unexpected(path, `has more than ${MOST_PAGES} pages`);
  }

  private async page<T>(
    path: string,
    { first, max }: { first: number; max: number },
    schema: z.ZodType<T>,
    signal?: AbortSignal,
  ): Promise<T[]> {
    const { client, realm } = this.options;
    const url = `/admin/realms/${encodeURIComponent(
      realm,
    )}${path}?first=${first}&max=${max}&briefRepresentation=true`;
    const ask = async () =>
      client.get(url, {
        signal,
        headers: { authorization: `Bearer ${await this.signedIn(signal)}` },
      });
    let answer = await ask();
    if (answer.status === 401) {
      // Tokens of the admin API live for a minute.
      this.token = undefined;
      answer = await ask();
    }
    if (answer.status !== 200) {
      throw this.unexpected(
        path,
        `answered ${answer.status}; its service account needs the roles view-users and query-groups of realm-management`,
      );
    }
    return this.parsed(path, answer.body, z.array(schema));
  }

  private async signedIn(signal?: AbortSignal): Promise<string> {
    if (this.token === undefined) {
      const { client, clientId, clientSecret } = this.options;
      const { body, status } = await client.logIn(
        {
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: clientSecret,
        },
        { signal },
      );
      if (status !== 200) {
        throw this.unexpected(
          '',
          `gives ${clientId} no token (${status}); check its secret and that service accounts are on`,
        );
      }
      this.token = this.parsed('', body, keycloakTokenSchema).access_token;
    }
    return this.token;
  }

  private parsed<T>(path: string, text: string, schema: z.ZodType<T>): T {
    const { client, realm } = this.options;
    const where = `${client.host} realm ${realm} ${path}`.trim();
    const result = schema.safeParse(parseJson(text, where));
    if (!result.success) {
      const at = result.error.issues[0].path.join('.');
      throw this.unexpected(path, `has another shape than expected at "${at}"`);
    }
    return result.data;
  }

  private unexpected(path: string, what: string): ConnectorError {
    const { client, realm } = this.options;
    return new ConnectorError(
      'invalid-answer',
      `Keycloak ${client.host}, realm ${realm} ${path} ${what}.`,
    );
  }
}

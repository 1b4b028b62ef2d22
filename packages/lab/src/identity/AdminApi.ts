import { randomBytes } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { LabPerson } from './people';

/** The realm of the demo. */
export const LAB_REALM = 'sankofa';

const ROOT = `/admin/realms/${LAB_REALM}`;
const TOKENS = `/realms/${LAB_REALM}/protocol/openid-connect/token`;

interface Group {
  id: string;
  name: string;
  path: string;
}

interface Options {
  clientId: string;
  clientSecret: string;
  /** Who is there; asked anew for each request. */
  people: () => readonly LabPerson[];
  /** The status to answer a request with instead, for tests. */
  fault?: (path: string, first: number) => number | undefined;
}

/** Ids that stay: the path, as text that needs no escaping in an address. */
function groupOf(path: string): Group {
  const id = Buffer.from(path).toString('hex');
  return { id, name: path.slice(path.lastIndexOf('/') + 1), path };
}

/** Groups of the people with all they are in: `/teams/chain` is in `/teams`. */
function groupsOf(people: readonly LabPerson[]): Group[] {
  const paths = people
    .flatMap(({ groups }) => groups)
    .flatMap(path =>
      path
        .split('/')
        .slice(1)
        .map((_, index, steps) => `/${steps.slice(0, index + 1).join('/')}`),
    );
  return [...new Set(paths)].sort().map(groupOf);
}

const parentOf = ({ path }: Group) => path.slice(0, path.lastIndexOf('/'));

/**
 * The part of Keycloak's admin API that imports of people read (26.x; paths and shapes
 * as its REST documentation has them): users, groups, children and members, in pages.
 */
export class AdminApi {
  private readonly token = randomBytes(24).toString('base64url');

  private constructor(private readonly options: Options) {}

  static create(options: Options): AdminApi {
    return new AdminApi(options);
  }

  /** @returns false where the request is none of this API */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<boolean> {
    const { pathname, searchParams } = new URL(
      request.url ?? '/',
      'http://provider',
    );
    if (pathname === TOKENS && request.method === 'POST') {
      await this.grant(request, response);
      return true;
    }
    if (!pathname.startsWith(`${ROOT}/`)) {
      return false;
    }
    const first = Number(searchParams.get('first') ?? 0);
    const path = pathname.slice(ROOT.length);
    const fault = this.options.fault?.(path, first);
    if (fault !== undefined) {
      answer(response, fault, { error: 'unknown_error' });
    } else if (request.headers.authorization !== `Bearer ${this.token}`) {
      answer(response, 401, { error: 'HTTP 401 Unauthorized' });
    } else {
      const items = this.list(path);
      const max = Number(searchParams.get('max') ?? 100);
      answer(
        response,
        items ? 200 : 404,
        items?.slice(first, first + max) ?? { error: 'not found' },
      );
    }
    return true;
  }

  private async grant(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const form = new URLSearchParams(await text(request));
    const { clientId, clientSecret } = this.options;
    const isKnown =
      form.get('grant_type') === 'client_credentials' &&
      form.get('client_id') === clientId &&
      form.get('client_secret') === clientSecret;
    answer(
      response,
      isKnown ? 200 : 401,
      isKnown
        ? { access_token: this.token, token_type: 'Bearer', expires_in: 60 }
        : { error: 'unauthorized_client' },
    );
  }

  private list(path: string): object[] | undefined {
    const people = this.options.people();
    if (path === '/users') {
      return people.map(userOf);
    }
    const groups = groupsOf(people);
    const shown = (parent: string) =>
      groups
        .filter(group => parentOf(group) === parent)
        .map(group => ({
          ...group,
          subGroupCount: groups.filter(each => parentOf(each) === group.path)
            .length,
          subGroups: [],
        }));
    if (path === '/groups') {
      return shown('');
    }
    const [, id, what] =
      /^\/groups\/(\w+)\/(members|children)$/.exec(path) ?? [];
    const group = groups.find(each => each.id === id);
    if (!group) {
      return undefined;
    }
    return what === 'children'
      ? shown(group.path)
      : people.filter(each => each.groups.includes(group.path)).map(userOf);
  }
}

function userOf({ name, subject, username }: LabPerson) {
  const [firstName, ...rest] = name.split(' ');
  return {
    id: subject,
    username,
    firstName,
    lastName: rest.join(' '),
    email: `${username}@sankofa.example`,
    emailVerified: true,
    enabled: true,
  };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify(body));
}

import {
  TestDatabases,
  createMockDirectory,
} from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import {
  ItopsRole,
  itopsPermissions,
  itopsRoles,
} from '@sankofa/plugin-itops-common';
import { Proof } from './__testUtils__/Browserless';
import { SignInPortal } from './__testUtils__/SignInPortal';
import { Access, accessMatrix } from './__testUtils__/accessMatrix';
import { itopsRoutes } from './__testUtils__/itopsRoutes';

jest.setTimeout(180_000);

/** Who of the demo has which role, and it alone. */
const personWith: Record<ItopsRole, string> = {
  admin: 'efua.owusu',
  operator: 'kojo.mensah',
  approver: 'ama.boateng',
  finance: 'yaw.asante',
  viewer: 'lindiwe.dube',
};
const WITHOUT_ROLE = 'nia.okafor';

const fresh: Proof = { secondFactor: true };
const withoutSecondFactor: Proof = { secondFactor: false };
/** An hour longer ago than a sign-in may be. */
const stale: Proof = { secondFactor: true, ago: 13 * 3600 };

const namesOf = (
  select: (permission: (typeof itopsPermissions)[0]) => boolean,
) => itopsPermissions.filter(select).map(({ name }) => name);

/** Tokens of services by what their restrictions name. */
const services = {
  reader: namesOf(({ attributes }) => attributes.action === 'read'),
  everything: namesOf(() => true),
  collector: ['itops.source.refresh'],
};

function tokenEntry([subject, permission]: [string, string[]]): JsonObject {
  return {
    type: 'static',
    options: { subject, token: `token-of-${subject}` },
    accessRestrictions: [{ plugin: 'itops', permission }],
  };
}

type Answer = 'allowed' | 'forbidden' | 'not signed in' | `broken: ${string}`;

function answersFor(access: Access): Record<string, Answer> {
  const { isOpen, roles, services: which } = access;
  const either = (may: boolean) => (may || isOpen ? 'allowed' : 'forbidden');
  const nobody = isOpen ? 'allowed' : 'not signed in';
  return Object.fromEntries<Answer>([
    ...itopsRoles.flatMap(role => [
      [`${role}, fresh`, either(roles.includes(role))] as const,
      // No token is made for them: they are nobody.
      [`${role}, without second factor`, nobody] as const,
      [`${role}, stale`, nobody] as const,
    ]),
    ['no role, fresh', either(false)],
    ['no role, without second factor', either(false)],
    ['no role, stale', either(false)],
    ['nobody', nobody],
    ['service: reader', either(which === 'readers')],
    ['service: everything', either(which !== 'nobody')],
    ['service: collector', either(which === 'collectors')],
  ]);
}

/** An address that fits the route and names nothing that is there. */
function addressOf(route: string): { method: string; path: string } {
  const [method, path] = route.split(' ');
  return {
    method,
    path: path
      .replace(':address', '192.0.2.7')
      .replace(':wave', '1')
      .replace(':id', '00000000-0000-4000-8000-000000000000'),
  };
}

describe('who may use which route', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
  const folder = createMockDirectory();
  let portal: SignInPortal;
  const tokens = new Map<string, string | undefined>();

  async function signIn(who: string, username: string): Promise<void> {
    for (const [how, proof] of Object.entries({
      fresh,
      'without second factor': withoutSecondFactor,
      stale,
    })) {
      const { answer } = await portal.signIn(username, proof);
      tokens.set(
        `${who}, ${how}`,
        answer.response?.backstageIdentity?.token ?? undefined,
      );
    }
  }

  async function ask(route: string, token?: string): Promise<Answer> {
    const { method, path } = addressOf(route);
    const response = await fetch(
      `${portal.backend.baseUrl}/api/itops/v1${path}`,
      {
        method,
        headers: {
          'content-type': 'application/json',
          ...(token && { authorization: `Bearer ${token}` }),
        },
        body: method === 'GET' ? undefined : '{}',
      },
    );
    const text = await response.text();
    switch (response.status) {
      case 401:
        return 'not signed in';
      case 403:
        return 'forbidden';
      default:
        // 400, 404, 409, 424 and 428 are answers to somebody who may ask.
        return response.status < 500
          ? 'allowed'
          : `broken: ${response.status} ${text}`;
    }
  }

  beforeAll(async () => {
    folder.setContent({});
    portal = await SignInPortal.start({
      knex: await databases.init('POSTGRES_15'),
      folder,
      externalAccess: Object.entries(services).map(tokenEntry),
    });
    for (const role of itopsRoles) {
      await signIn(role, personWith[role]);
    }
    await signIn('no role', WITHOUT_ROLE);
    tokens.set('nobody', undefined);
    for (const subject of Object.keys(services)) {
      tokens.set(`service: ${subject}`, `token-of-${subject}`);
    }
  });
  afterAll(() => portal?.stop());

  it('is said for every route that there is, and for no other', async () => {
    const routes = await itopsRoutes(await databases.init('POSTGRES_15'));
    expect([...accessMatrix.keys()].sort()).toEqual(routes.sort());
  });

  it.each([...accessMatrix])('%s', async (route, access) => {
    const answers: Record<string, Answer> = {};
    for (const [who, token] of tokens) {
      answers[who] = await ask(route, token);
    }
    expect(answers).toEqual(answersFor(access));
  });
});

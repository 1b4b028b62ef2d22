import { mockServices } from '@backstage/backend-test-utils';
import { AuthResolverContext } from '@backstage/plugin-auth-node';
import { IdentitySettings } from '@sankofa/plugin-itops-node';
import { createSignInResolver } from './signInResolver';

const NOW = 1_800_000_000;

const settings = {
  issuer: 'https://sso.example.com',
  audience: 'itops-portal',
  groupsClaim: 'groups',
  rolesClaim: 'realm_access.roles',
  roles: {
    viewer: { groups: [], realmRoles: [] },
    operator: { groups: ['/it'], realmRoles: [] },
    approver: { groups: [], realmRoles: [] },
    finance: { groups: [], realmRoles: [] },
    admin: { groups: [], realmRoles: [] },
  },
  clientAdmins: { groups: [], realmRoles: [] },
  acr: ['2'],
  amr: [],
  maxAgeSeconds: 3600,
} satisfies IdentitySettings;

const claims = {
  iss: settings.issuer,
  aud: settings.audience,
  sub: '6f0c',
  exp: NOW + 60,
  acr: '2',
  auth_time: NOW,
  groups: ['/it'],
};

const ama = {
  apiVersion: 'backstage.io/v1beta1',
  kind: 'User',
  metadata: { name: 'ama.boateng' },
};

function context(owns: string[], people = [ama]) {
  return {
    findCatalogUser: jest.fn(async () => {
      if (people.length !== 1) {
        throw new Error('not one');
      }
      return { entity: people[0] };
    }),
    resolveOwnershipEntityRefs: async () => ({ ownershipEntityRefs: owns }),
    issueToken: jest.fn(async () => ({ token: 't' })),
  };
}

function resolve(
  given: Record<string, unknown>,
  by: ReturnType<typeof context>,
  idToken: string | undefined = 'signed',
) {
  const resolver = createSignInResolver({
    settings,
    logger: mockServices.logger.mock(),
    now: () => NOW,
  });
  return resolver(
    {
      profile: {},
      result: {
        fullProfile: { tokenset: { id_token: idToken, claims: () => given } },
      } as unknown as Parameters<typeof resolver>[0]['result'],
    },
    by as unknown as AuthResolverContext,
  );
}

it('finds people by their subject and gives them their roles', async () => {
  const by = context(['user:default/ama.boateng', 'group:default/it']);
  await resolve(claims, by);
  expect(by.findCatalogUser).toHaveBeenCalledWith({
    annotations: { 'keycloak.org/id': '6f0c' },
  });
  expect(by.issueToken).toHaveBeenCalledWith({
    claims: {
      sub: 'user:default/ama.boateng',
      ent: [
        'user:default/ama.boateng',
        'group:default/it',
        'role:itops/operator',
      ],
    },
  });
});

it('takes no role from the catalog, however it is spelled', async () => {
  const by = context([
    'group:default/it',
    'role:itops/admin',
    'Role:itops/ADMIN',
  ]);
  await resolve({ ...claims, groups: [] }, by);
  expect(by.issueToken).toHaveBeenCalledWith({
    claims: { sub: 'user:default/ama.boateng', ent: ['group:default/it'] },
  });
});

it.each([
  ['nobody', []],
  ['two people', [ama, ama]],
])('refuses where the subject is %s in the catalog', async (_, people) => {
  await expect(resolve(claims, context([], people))).rejects.toThrow(
    'does not know exactly one person with your identity',
  );
});

it('refuses without an ID token, also at a refresh', async () => {
  const by = context([]);
  await expect(resolve(claims, by, '')).rejects.toMatchObject({
    name: 'NotAllowedError',
  });
  expect(by.issueToken).not.toHaveBeenCalled();
});

it('refuses what the claims do not prove, before it looks anybody up', async () => {
  const by = context([]);
  await expect(resolve({ ...claims, acr: '1' }, by)).rejects.toThrow(
    'Your IT group needs a second factor',
  );
  expect(by.findCatalogUser).not.toHaveBeenCalled();
});

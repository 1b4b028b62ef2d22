import { itopsRoles } from '@sankofa/plugin-itops-common';
import fc from 'fast-check';
import { decideSignIn } from './decideSignIn';
import { IdentitySettings } from './identitySettingsFromConfig';

const NOW = 1_800_000_000;

const settings: IdentitySettings = {
  issuer: 'https://sso.example.com/realms/sankofa',
  audience: 'itops-portal',
  groupsClaim: 'groups',
  rolesClaim: 'realm_access.roles',
  roles: Object.fromEntries(
    itopsRoles.map(role => [
      role,
      { groups: [`/sankofa-it-${role}`], realmRoles: [`sankofa-it-${role}`] },
    ]),
  ) as unknown as IdentitySettings['roles'],
  clientAdmins: { groups: ['/sankofa-client-admin'], realmRoles: [] },
  acr: ['2'],
  amr: ['otp'],
  maxAgeSeconds: 3600,
};

const operator = {
  iss: settings.issuer,
  aud: 'itops-portal',
  sub: '6f0c',
  exp: NOW + 300,
  acr: '2',
  auth_time: NOW - 60,
  groups: ['/sankofa-it-operator', '/offices/accra'],
};

const decide = (changes: Record<string, unknown> = {}) =>
  decideSignIn({ ...operator, ...changes }, settings, NOW);

it('gives the roles of exact groups and realm roles', () => {
  expect(decide()).toEqual({ subject: '6f0c', roles: ['operator'] });
  expect(
    decide({
      realm_access: { roles: ['sankofa-it-approver', 'offline_access'] },
    }),
  ).toEqual({ subject: '6f0c', roles: ['operator', 'approver'] });
});

it.each([
  ['a path below another group', '/clients/sankofa-it-admin'],
  ['a name without its path', 'sankofa-it-admin'],
  ['a longer name', '/sankofa-it-admins'],
  ['other letters', '/Sankofa-IT-Admin'],
  ['a blank at the end', '/sankofa-it-admin '],
])('makes nobody an administrator by %s', (_, group) => {
  expect(decide({ groups: [group] })).toEqual({ subject: '6f0c', roles: [] });
});

it('lets people without a role in as such, without a second factor', () => {
  expect(decide({ groups: ['/offices/accra'], acr: undefined })).toEqual({
    subject: '6f0c',
    roles: [],
  });
});

it('takes a method as proof as well as a level', () => {
  expect(decide({ acr: '1', amr: ['pwd', 'otp'] })).toMatchObject({
    roles: ['operator'],
  });
});

it.each([
  [
    'another provider',
    { iss: 'https://sso.example.com/realms/other' },
    'wrong-issuer',
  ],
  ['another application', { aud: 'grafana' }, 'wrong-audience'],
  [
    'several applications, asked for by another',
    { aud: ['itops-portal', 'grafana'], azp: 'grafana' },
    'wrong-audience',
  ],
  [
    'several applications, asked for by nobody',
    { aud: ['itops-portal', 'grafana'] },
    'wrong-audience',
  ],
  ['a token of yesterday', { exp: NOW - 86_400 }, 'expired'],
  ['a password alone', { acr: '1', amr: ['pwd'] }, 'no-second-factor'],
  ['a session that was only resumed', { acr: '0' }, 'no-second-factor'],
  ['nothing said of the level', { acr: undefined }, 'no-second-factor'],
  ['a sign-in of this morning', { auth_time: NOW - 3601 }, 'sign-in-too-old'],
  ['a sign-in of tomorrow', { auth_time: NOW + 3600 }, 'sign-in-too-old'],
  ['nothing said of the time', { auth_time: undefined }, 'sign-in-too-old'],
  [
    'an administrator of clients',
    { groups: ['/sankofa-it-admin', '/sankofa-client-admin'] },
    'client-admin',
  ],
  ['no subject', { sub: '' }, 'malformed-token'],
  ['a level that is no text', { acr: 2 }, 'malformed-token'],
  [
    'groups that are one text',
    { groups: '/sankofa-it-admin' },
    'malformed-token',
  ],
  [
    'realm roles that are no list',
    { realm_access: { roles: 'x' } },
    'malformed-token',
  ],
])('refuses %s', (_, changes, refusal) => {
  expect(decide(changes)).toMatchObject({ refusal });
});

it('says in one sentence what to do', () => {
  expect(decide({ acr: '1' })).toMatchObject({
    message:
      'Your IT group needs a second factor: sign in again and confirm it.',
  });
  expect(decide({ auth_time: NOW - 3601 })).toMatchObject({
    message:
      'You must have signed in within the last 60 minutes: sign in again.',
  });
});

it('never gives a role without all of its proof, whatever the claims are', () => {
  const nearly = <T>(right: T) =>
    fc.oneof(fc.constant(right), fc.jsonValue({ maxDepth: 1 }));
  fc.assert(
    fc.property(
      fc.record({
        iss: nearly(operator.iss),
        aud: nearly(operator.aud),
        azp: fc.oneof(fc.constant(undefined), nearly('itops-portal')),
        sub: nearly(operator.sub),
        exp: nearly(operator.exp),
        acr: nearly(operator.acr),
        amr: fc.constantFrom(undefined, ['pwd'], ['otp'], 'otp', null),
        auth_time: nearly(operator.auth_time),
        groups: nearly(operator.groups),
      }),
      claims => {
        const decision = decideSignIn(claims, settings, NOW);
        if ('refusal' in decision) {
          expect(decision.message).toMatch(/^[A-Z].*\.$/);
          return;
        }
        expect(claims).toMatchObject({
          iss: operator.iss,
          sub: decision.subject,
        });
        expect([claims.aud].flat()).toContain('itops-portal');
        if (decision.roles.length > 0) {
          expect(claims.groups).toContain('/sankofa-it-operator');
          expect(claims.acr === '2' || claims.amr?.includes('otp')).toBe(true);
          expect(NOW - (claims.auth_time as number)).toBeLessThanOrEqual(3600);
        }
      },
    ),
    { numRuns: 3_000 },
  );
});

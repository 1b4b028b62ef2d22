import { itopsRoles } from '@sankofa/plugin-itops-common';
import { IdentitySettings } from '@sankofa/plugin-itops-node';
import fc from 'fast-check';
import { judgeProof } from './judgeProof';

const NOW = 1_800_000_000;

const settings: IdentitySettings = {
  issuer: 'https://sso.example.com/realms/sankofa',
  audience: 'itops-portal',
  groupsClaim: 'groups',
  rolesClaim: 'realm_access.roles',
  roles: Object.fromEntries(
    itopsRoles.map(role => [
      role,
      { groups: [`/sankofa-it-${role}`], realmRoles: [] },
    ]),
  ) as unknown as IdentitySettings['roles'],
  clientAdmins: { groups: ['/sankofa-client-admin'], realmRoles: [] },
  acr: ['2'],
  amr: ['otp'],
  maxAgeSeconds: 12 * 3600,
};

const attempt = {
  action: 'approve' as const,
  subject: '6f0c',
  begunAt: new Date((NOW - 30) * 1000),
};

const approver = {
  iss: settings.issuer,
  aud: 'itops-portal',
  sub: '6f0c',
  exp: NOW + 300,
  acr: '2',
  amr: ['pwd', 'otp'],
  auth_time: NOW - 10,
  groups: ['/sankofa-it-approver'],
};

const judge = (claims: object, action: 'approve' | 'apply' = 'approve') =>
  judgeProof({ ...approver, ...claims }, { ...attempt, action }, settings, NOW);

describe('judgeProof', () => {
  it('takes what the same person confirmed with a second factor a moment ago', () => {
    expect(judge({})).toEqual({
      evidence: { authTime: NOW - 10, acr: '2', amr: ['pwd', 'otp'] },
    });
  });

  it.each<[string, object, RegExp]>([
    ['somebody else', { sub: '77aa' }, /Somebody else/],
    ['a password alone', { acr: '1', amr: ['pwd'] }, /second factor/],
    ['no level at all', { acr: undefined, amr: undefined }, /second factor/],
    ['an answer from an old session', { auth_time: NOW - 600 }, /earlier/],
    ['no time of sign-in', { auth_time: undefined }, /auth_time/],
    ['a sign-in that is still to come', { auth_time: NOW + 600 }, /sign in/],
    ['another client', { aud: 'other' }, /another application/],
    ['another issuer', { iss: 'https://evil.example' }, /another identity/],
    ['a token that is over', { exp: NOW - 600 }, /expired/],
    ['a person who lost the group', { groups: [] }, /no longer/],
    ['a group that may not', { groups: ['/sankofa-it-viewer'] }, /no longer/],
    [
      'a group that looks alike',
      { groups: ['/clients/sankofa-it-approver'] },
      /no longer/,
    ],
    [
      'an administrator of clients',
      { groups: ['/sankofa-it-approver', '/sankofa-client-admin'] },
      /kept apart/,
    ],
    ['something that is no token', { sub: undefined }, /lacks/],
  ])('refuses %s', (_, claims, message) => {
    expect(judge(claims)).toEqual({
      refusal: expect.stringMatching(message),
    });
  });

  it('asks the groups about the action: who approves does not apply', () => {
    expect(judge({}, 'apply')).toHaveProperty('refusal');
    expect(judge({ groups: ['/sankofa-it-operator'] })).toHaveProperty(
      'refusal',
    );
    expect(judge({ groups: ['/sankofa-it-operator'] }, 'apply')).toHaveProperty(
      'evidence',
    );
  });

  it('takes no confirmation that lies before the question, beyond what clocks differ', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), seconds => {
        const verdict = judge({ auth_time: NOW - seconds });
        expect('evidence' in verdict).toBe(seconds <= 30 + 60);
      }),
    );
  });
});

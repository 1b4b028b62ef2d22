import { ItopsRole, itopsRoles } from '@sankofa/plugin-itops-common';
import { z } from 'zod';
import { IdentitySettings, Membership } from './identitySettingsFromConfig';

/**
 * Why somebody is not let in.
 * @public
 */
export type SignInRefusal =
  | 'malformed-token'
  | 'wrong-issuer'
  | 'wrong-audience'
  | 'expired'
  | 'client-admin'
  | 'no-second-factor'
  | 'sign-in-too-old';

/**
 * Who somebody is and may be, or why not in one sentence for them.
 * @public
 */
export type SignInDecision =
  | { subject: string; roles: ItopsRole[] }
  | { refusal: SignInRefusal; message: string };

/**
 * Clocks of two machines may differ by so much.
 * @public
 */
export const IDENTITY_CLOCK_SKEW_SECONDS = 60;

const claimsSchema = z.looseObject({
  iss: z.string().min(1),
  aud: z.union([z.string(), z.array(z.string()).min(1)]),
  azp: z.string().optional(),
  sub: z.string().min(1).max(255),
  exp: z.number(),
  acr: z.string().optional(),
  amr: z.array(z.string()).optional(),
  auth_time: z.number().int().nonnegative().optional(),
});
type Claims = z.infer<typeof claimsSchema>;

const namesSchema = z.array(z.string());

/** A claim by its name, else by its steps: `realm_access.roles`. */
function claimAt(claims: Record<string, unknown>, path: string): unknown {
  if (Object.hasOwn(claims, path)) {
    return claims[path];
  }
  return path
    .split('.')
    .reduce<unknown>(
      (value, step) =>
        typeof value === 'object' &&
        value !== null &&
        Object.hasOwn(value, step)
          ? (value as Record<string, unknown>)[step]
          : undefined,
      claims,
    );
}

/** Undefined where the claim is there and no list of names. */
function namesAt(claims: Claims, path: string): string[] | undefined {
  const value = claimAt(claims, path);
  return value === undefined ? [] : namesSchema.safeParse(value).data;
}

function refuse(refusal: SignInRefusal, message: string): SignInDecision {
  return { refusal, message };
}

function isMeantForUs({ aud, azp }: Claims, audience: string): boolean {
  const audiences = typeof aud === 'string' ? [aud] : aud;
  return (
    audiences.includes(audience) &&
    (audiences.length === 1 || azp === audience) &&
    (azp === undefined || azp === audience)
  );
}

function hasSecondFactor(claims: Claims, settings: IdentitySettings): boolean {
  return (
    (claims.acr !== undefined && settings.acr.includes(claims.acr)) ||
    (claims.amr ?? []).some(method => settings.amr.includes(method))
  );
}

function inWords(seconds: number): string {
  return seconds >= 7_200
    ? `${Math.round(seconds / 3600)} hours`
    : `${Math.round(seconds / 60)} minutes`;
}

/**
 * Judges the claims of a verified ID token. It trusts nothing that the provider was
 * only asked for: `acr_values` can be taken out of the address by the person
 * who signs in, so the level is read from the token, and its age from `auth_time`.
 *
 * @param claims - as the token has them; its signature is verified already
 * @param nowSeconds - Unix time
 * @public
 */
export function decideSignIn(
  claims: unknown,
  settings: IdentitySettings,
  nowSeconds: number,
): SignInDecision {
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success) {
    return refuse(
      'malformed-token',
      `The identity provider's token lacks a sound "${parsed.error.issues[0].path.join(
        '.',
      )}".`,
    );
  }
  const token = parsed.data;
  if (token.iss !== settings.issuer) {
    return refuse(
      'wrong-issuer',
      'The token comes from another identity provider than the one of this portal.',
    );
  }
  if (!isMeantForUs(token, settings.audience)) {
    return refuse(
      'wrong-audience',
      'The token is meant for another application than this portal.',
    );
  }
  if (token.exp + IDENTITY_CLOCK_SKEW_SECONDS < nowSeconds) {
    return refuse('expired', 'The token has expired: sign in again.');
  }
  const groups = namesAt(token, settings.groupsClaim);
  const realmRoles = namesAt(token, settings.rolesClaim);
  if (!groups || !realmRoles) {
    return refuse(
      'malformed-token',
      `The identity provider's token has a "${
        groups ? settings.rolesClaim : settings.groupsClaim
      }" that is no list of names.`,
    );
  }
  // Exact names only: "/clients/sankofa-it-admin" is another group.
  const isOne = (membership: Membership) =>
    membership.groups.some(group => groups.includes(group)) ||
    membership.realmRoles.some(role => realmRoles.includes(role));
  const roles = itopsRoles.filter(role => isOne(settings.roles[role]));
  if (roles.length === 0) {
    return { subject: token.sub, roles };
  }
  if (isOne(settings.clientAdmins)) {
    return refuse(
      'client-admin',
      'You are in an IT group and among the administrators of clients, which are kept apart: have one of them taken away.',
    );
  }
  if (!hasSecondFactor(token, settings)) {
    return refuse(
      'no-second-factor',
      'Your IT group needs a second factor: sign in again and confirm it.',
    );
  }
  const age =
    token.auth_time === undefined ? undefined : nowSeconds - token.auth_time;
  if (
    age === undefined ||
    age > settings.maxAgeSeconds ||
    age < -IDENTITY_CLOCK_SKEW_SECONDS
  ) {
    return refuse(
      'sign-in-too-old',
      age === undefined
        ? 'The identity provider does not say when you signed in: its client must send auth_time.'
        : `You must have signed in within the last ${inWords(
            settings.maxAgeSeconds,
          )}: sign in again.`,
    );
  }
  return { subject: token.sub, roles };
}

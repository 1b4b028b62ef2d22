import { HumanDuration } from '@backstage/types';

export interface Config {
  itops?: {
    /** Who may be what. Needed as soon as `auth.providers.oidc` is configured. */
    identity?: {
      /** The provider, exactly as in its tokens: `https://sso.example.com/realms/sankofa`. */
      issuer: string;
      /** What people call it, on the page where they sign in. */
      title?: string;
      /** The claim with full group paths. Default `groups`. */
      groupsClaim?: string;
      /** The claim with realm roles, a dot for each step. Default `realm_access.roles`. */
      rolesClaim?: string;
      /**
       * Groups and realm roles by role: admin, operator, approver, finance, viewer. A role that
       * is not named has the group `/sankofa-it-<role>` and the realm role `sankofa-it-<role>`.
       */
      roles?: {
        [role: string]: { groups?: string[]; realmRoles?: string[] };
      };
      /**
       * People who administrate clients. They must never be IT: a group or realm role in both
       * places stops the start, and a person in both is refused. Default
       * `/sankofa-client-admin` and `sankofa-client-admin`.
       */
      clientAdmins?: { groups?: string[]; realmRoles?: string[] };
      /** What proves a second factor to people with a role. */
      mfa: {
        /** Values of `acr` that prove it, as the realm defines them. */
        acr?: string[];
        /** Values of `amr` that prove it: `otp`, `hwk`, … */
        amr?: string[];
        /** How long ago it may have been. Default 12 hours. */
        maxAge?: HumanDuration | string;
      };
    };
  };
}

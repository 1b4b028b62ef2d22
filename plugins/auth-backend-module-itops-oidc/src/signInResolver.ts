import { stringifyEntityRef } from '@backstage/catalog-model';
import { LoggerService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  OAuthAuthenticatorResult,
  SignInResolver,
} from '@backstage/plugin-auth-node';
import { isItopsRoleRef, itopsRoleRef } from '@sankofa/plugin-itops-common';
import {
  IdentitySettings,
  SUBJECT_ANNOTATION,
  decideSignIn,
} from '@sankofa/plugin-itops-node';

/** What the resolver reads of the stock authenticator's profile. */
export interface OidcProfile {
  tokenset: { id_token?: string; claims(): unknown };
}

/**
 * Lets people in by what their ID token proves. It runs again at each refresh, with
 * a fresh token: a group that was taken away is gone within the life of one
 * Backstage token.
 *
 * @throws NotAllowedError with one sentence for the person
 */
export function createSignInResolver(options: {
  settings: IdentitySettings;
  logger: LoggerService;
  /** Unix time in seconds; for tests. */
  now?: () => number;
}): SignInResolver<OAuthAuthenticatorResult<OidcProfile>> {
  const { settings, logger, now = () => Date.now() / 1000 } = options;
  return async ({ result }, context) => {
    const { tokenset } = result.fullProfile;
    if (!tokenset.id_token) {
      throw new NotAllowedError(
        'The identity provider sent no ID token: its client needs the scope openid, also at a refresh.',
      );
    }
    const decision = decideSignIn(tokenset.claims(), settings, now());
    if ('refusal' in decision) {
      logger.warn(`A sign-in was refused: ${decision.refusal}`);
      throw new NotAllowedError(decision.message);
    }
    const { entity } = await context
      .findCatalogUser({
        annotations: { [SUBJECT_ANNOTATION]: decision.subject },
      })
      .catch(error => {
        logger.warn(`A sign-in found no single user: ${error}`);
        throw new NotAllowedError(
          'The catalog does not know exactly one person with your identity: people are imported from the identity provider on a schedule, so try again later or ask who runs this portal.',
        );
      });
    const owns = await context.resolveOwnershipEntityRefs(entity);
    return context.issueToken({
      claims: {
        sub: stringifyEntityRef(entity),
        ent: [
          // Whatever the catalog says, roles come from the token alone.
          ...owns.ownershipEntityRefs.filter(ref => !isItopsRoleRef(ref)),
          ...decision.roles.map(itopsRoleRef),
        ],
      },
    });
  };
}

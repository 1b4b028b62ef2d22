import {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { Request } from 'express';

/** Who calls, once they may. */
export interface Caller {
  /** Entity ref of a person, or `service:<subject>`. */
  actor: string;
  trigger: 'person' | 'service';
}

function callerOf({ principal }: BackstageCredentials): Caller {
  const known = principal as {
    type?: string;
    userEntityRef?: string;
    subject?: string;
  };
  return known.type === 'user' && known.userEntityRef
    ? { actor: known.userEntityRef, trigger: 'person' }
    : { actor: `service:${known.subject ?? 'unknown'}`, trigger: 'service' };
}

/** Asks for every request whether this caller may do this. */
export class Guard {
  private constructor(
    private readonly httpAuth: HttpAuthService,
    private readonly permissions: PermissionsService,
  ) {}

  static create(options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
  }): Guard {
    return new Guard(options.httpAuth, options.permissions);
  }

  /**
   * Lets people and services through that have all the permissions.
   *
   * @throws AuthenticationError, NotAllowedError that names the permission
   */
  async allow(request: Request, ...needed: BasicPermission[]): Promise<Caller> {
    return this.check(request, ['user', 'service'], needed);
  }

  /**
   * Lets people through that have all the permissions; a decision is never a
   * service's.
   *
   * @throws AuthenticationError, NotAllowedError that names the permission
   */
  async allowPerson(
    request: Request,
    ...needed: BasicPermission[]
  ): Promise<Caller> {
    return this.check(request, ['user'], needed);
  }

  /**
   * The same for callers whose credentials were checked on the way, as those of
   * actions are.
   *
   * @throws NotAllowedError that names the permission
   */
  async allowCredentials(
    credentials: BackstageCredentials,
    ...needed: BasicPermission[]
  ): Promise<Caller> {
    return this.authorize(credentials, needed);
  }

  private async check(
    request: Request,
    allow: ('user' | 'service')[],
    needed: readonly BasicPermission[],
  ): Promise<Caller> {
    return this.authorize(
      await this.httpAuth.credentials(request, { allow }),
      needed,
    );
  }

  private async authorize(
    credentials: BackstageCredentials,
    needed: readonly BasicPermission[],
  ): Promise<Caller> {
    const decisions = await this.permissions.authorize(
      needed.map(permission => ({ permission })),
      { credentials },
    );
    const refused = needed.filter(
      (_, index) => decisions[index]?.result !== AuthorizeResult.ALLOW,
    );
    if (refused.length > 0) {
      throw new NotAllowedError(
        `This needs the permission ${refused
          .map(({ name }) => name)
          .join(' and ')}`,
      );
    }
    return callerOf(credentials);
  }
}

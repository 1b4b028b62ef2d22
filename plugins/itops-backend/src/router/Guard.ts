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
import { itopsSourceRefreshPermission } from '@sankofa/plugin-itops-common';
import { Request } from 'express';
import { WriteSafety } from '../safety';

/** Who calls, once they may. */
export interface Caller {
  /** Entity ref of a person, or `service:<subject>`. */
  actor: string;
  trigger: 'person' | 'service';
  credentials: BackstageCredentials;
}

interface Principal {
  type?: string;
  userEntityRef?: string;
  subject?: string;
  accessRestrictions?: {
    permissionNames?: string[];
    permissionAttributes?: object;
  };
}

/** What a service may do besides reading, with a token that is for this. */
const OPEN_TO_SERVICES: readonly string[] = [itopsSourceRefreshPermission.name];

function changesSomething({ attributes }: BasicPermission): boolean {
  return attributes.action !== 'read';
}

/**
 * No policy is asked about services: a token without restrictions may do everything, and
 * one that names a permission may do that. So people alone change things here.
 *
 * @throws NotAllowedError
 */
function refuseService(
  { type, accessRestrictions }: Principal,
  changes: readonly BasicPermission[],
): void {
  if (type === 'user') {
    return;
  }
  const refused = changes.find(({ name }) => !OPEN_TO_SERVICES.includes(name));
  if (refused) {
    throw new NotAllowedError(
      `${refused.name} is for people: a service token cannot use it, whatever its accessRestrictions say`,
    );
  }
  if (
    !accessRestrictions?.permissionNames &&
    !accessRestrictions?.permissionAttributes
  ) {
    throw new NotAllowedError(
      `A service needs a token whose accessRestrictions name ${changes
        .map(({ name }) => name)
        .join(' and ')}`,
    );
  }
}

function callerOf(credentials: BackstageCredentials): Caller {
  const known = credentials.principal as Principal;
  return known.type === 'user' && known.userEntityRef
    ? { actor: known.userEntityRef, trigger: 'person', credentials }
    : {
        actor: `service:${known.subject ?? 'unknown'}`,
        trigger: 'service',
        credentials,
      };
}

/** Asks for every request whether this caller may do this. */
export class Guard {
  private constructor(
    private readonly httpAuth: HttpAuthService,
    private readonly permissions: PermissionsService,
    private readonly safety: WriteSafety,
  ) {}

  static create(options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    safety: WriteSafety;
  }): Guard {
    return new Guard(options.httpAuth, options.permissions, options.safety);
  }

  /**
   * Lets people and services through that have all the permissions. What changes
   * something is for people; a service may only collect, with a token made for it.
   *
   * @throws AuthenticationError, NotAllowedError that names the permission,
   * ServiceUnavailableError while changes are refused altogether
   */
  async allow(request: Request, ...needed: BasicPermission[]): Promise<Caller> {
    return this.check(request, ['user', 'service'], needed);
  }

  /**
   * Lets people through that have all the permissions; a decision is never a
   * service's.
   *
   * @throws AuthenticationError, NotAllowedError that names the permission,
   * ServiceUnavailableError while changes are refused altogether
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

  /**
   * Whether a caller has each of these, for what depends on it without being refused.
   * What changes something is nobody's but people's.
   */
  async may(
    credentials: BackstageCredentials,
    ...asked: BasicPermission[]
  ): Promise<boolean[]> {
    const isPerson = (credentials.principal as Principal).type === 'user';
    const decisions = await this.permissions.authorize(
      asked.map(permission => ({ permission })),
      { credentials },
    );
    return asked.map(
      (permission, index) =>
        decisions[index]?.result === AuthorizeResult.ALLOW &&
        (isPerson || !changesSomething(permission)),
    );
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
    const changes = needed.filter(changesSomething);
    if (changes.length > 0) {
      refuseService(credentials.principal as Principal, changes);
    }
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
    if (changes.length > 0) {
      this.safety.assertSafe();
    }
    return callerOf(credentials);
  }
}

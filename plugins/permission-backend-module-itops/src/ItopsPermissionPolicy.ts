import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { itopsRolesOf } from '@sankofa/plugin-itops-common';
import {
  Capability,
  administered,
  capabilitiesOf,
  capabilityByPermission,
} from './capabilities';

/** Namespaces that are denied unless a capability is named. */
const OURS = /^(?:itops|entitlements)\./;

/**
 * The capability that a permission needs, `everyone` where signing in is enough.
 * Undefined: denied to everybody.
 */
export function capabilityFor(
  permission: Pick<Permission, 'name' | 'attributes'>,
): Capability | 'everyone' | undefined {
  const { name, attributes } = permission;
  if (OURS.test(name)) {
    return capabilityByPermission.get(name);
  }
  if (administered.has(name)) {
    return 'administer';
  }
  return attributes.action === 'read' ? 'everyone' : 'submit';
}

/**
 * The one policy of the portal: roles that the sign-in proved, and what they may.
 * Without a person there is nothing to allow; services never ask a policy.
 */
export class ItopsPermissionPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const needed = capabilityFor(permission);
    const allowed =
      user !== undefined &&
      needed !== undefined &&
      (needed === 'everyone' ||
        itopsRolesOf(user.info.ownershipEntityRefs).some(role =>
          capabilitiesOf[role].has(needed),
        ));
    return { result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
  }
}

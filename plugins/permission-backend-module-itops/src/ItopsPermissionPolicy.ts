import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  ITOPS_ID_ANNOTATION,
  ItopsCapability,
  itopsCapabilitiesOf,
  itopsRolesOf,
} from '@sankofa/plugin-itops-common';
import { administered, capabilityByPermission } from './capabilities';

/** Namespaces that are denied unless a capability is named. */
const OURS = /^(?:itops|entitlements)\./;

const CATALOG_ENTITY = 'catalog-entity';

/**
 * The catalog without the site: nodes, guests, addresses and ports stand there as
 * resources, and who may not see the site must not see it there either. The rule
 * is Backstage's own.
 */
const CATALOG_WITHOUT_SITE: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: CATALOG_ENTITY,
  conditions: {
    not: {
      rule: 'HAS_ANNOTATION',
      resourceType: CATALOG_ENTITY,
      params: { annotation: ITOPS_ID_ANNOTATION },
    },
  },
};

/**
 * The capability that a permission needs, `everyone` where signing in is enough.
 * Undefined: denied to everybody.
 */
export function capabilityFor(
  permission: Pick<Permission, 'name' | 'attributes'>,
): ItopsCapability | 'everyone' | undefined {
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
    const has = (capability: ItopsCapability) =>
      user !== undefined &&
      itopsRolesOf(user.info.ownershipEntityRefs).some(role =>
        itopsCapabilitiesOf[role].has(capability),
      );
    if (needed === undefined || user === undefined) {
      return { result: AuthorizeResult.DENY };
    }
    if (
      isResourcePermission(permission, CATALOG_ENTITY) &&
      needed === 'everyone' &&
      !has('read')
    ) {
      return CATALOG_WITHOUT_SITE;
    }
    return {
      result:
        needed === 'everyone' || has(needed)
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    };
  }
}

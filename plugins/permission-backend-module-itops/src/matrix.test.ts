import {
  AuthorizeResult,
  PermissionAttributes,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  ItopsRole,
  itopsCapabilitiesOf,
  itopsPermissions,
  itopsRoleRef,
  itopsRoles,
} from '@sankofa/plugin-itops-common';
import { ItopsPermissionPolicy, capabilityFor } from './ItopsPermissionPolicy';
import { capabilityByPermission } from './capabilities';

const policy = new ItopsPermissionPolicy();

function person(...ownershipEntityRefs: string[]): PolicyQueryUser {
  return {
    info: { userEntityRef: 'user:default/ama', ownershipEntityRefs },
  } as unknown as PolicyQueryUser;
}

async function may(
  permission: { name: string; attributes?: PermissionAttributes },
  user?: PolicyQueryUser,
): Promise<boolean> {
  const { result } = await policy.handle(
    { permission: { type: 'basic', attributes: {}, ...permission } },
    user,
  );
  return result === AuthorizeResult.ALLOW;
}

/** Reading one of the entities of the catalog. */
const readEntity = {
  type: 'resource',
  name: 'catalog.entity.read',
  attributes: { action: 'read' },
  resourceType: 'catalog-entity',
} as const;

it('names what each permission of ours needs once, and no permission that is none', () => {
  expect([...capabilityByPermission.keys()].sort()).toEqual(
    itopsPermissions.map(({ name }) => name).sort(),
  );
});

it.each(itopsRoles)(
  'gives %s what the role may, and nothing else',
  async role => {
    for (const permission of itopsPermissions) {
      const needed = capabilityFor(permission)!;
      expect([
        permission.name,
        await may(permission, person(itopsRoleRef(role))),
      ]).toEqual([
        permission.name,
        itopsCapabilitiesOf[role].has(needed as never),
      ]);
    }
  },
);

it('lets every role read the site, and nobody do everything', () => {
  for (const role of itopsRoles) {
    expect(itopsCapabilitiesOf[role].has('read')).toBe(true);
    expect(itopsCapabilitiesOf[role].size).toBeLessThan(7);
  }
  const both = (one: 'submit' | 'bill', other: 'approve' | 'administer') =>
    itopsRoles.filter(
      role =>
        itopsCapabilitiesOf[role].has(one) &&
        itopsCapabilitiesOf[role].has(other),
    );
  expect(both('submit', 'approve')).toEqual<ItopsRole[]>(['admin']);
  expect(both('bill', 'administer')).toEqual([]);
});

it.each([
  ['nobody', undefined],
  ['a person without a role', person('user:default/ama', 'group:default/it')],
  ['a role that does not exist', person('role:itops/root')],
  ['a role of another namespace', person('role:default/admin')],
  ['a role in other letters', person('ROLE:itops/ADMIN')],
  ['a group named like a role', person('group:itops/admin')],
])('denies everything of ours to %s', async (_, user) => {
  for (const permission of itopsPermissions) {
    expect(await may(permission, user)).toBe(false);
  }
});

it.each(['itops.new.read', 'entitlements.seat.read', 'itops.'])(
  'denies %s to everybody while nobody says what it needs',
  async name => {
    for (const role of itopsRoles) {
      expect(
        await may(
          { name, attributes: { action: 'read' } },
          person(itopsRoleRef(role)),
        ),
      ).toBe(false);
    }
  },
);

describe('permissions of Backstage', () => {
  const read = {
    name: 'scaffolder.task.read',
    attributes: { action: 'read' },
  } as const;

  it('lets everybody who signed in read, and nobody else', async () => {
    expect(await may(read, person())).toBe(true);
    expect(await may(read)).toBe(false);
  });

  it('shows the entities of the site only to those who may see the site', async () => {
    for (const role of itopsRoles) {
      expect(
        await policy.handle(
          { permission: readEntity },
          person(itopsRoleRef(role)),
        ),
      ).toEqual({ result: AuthorizeResult.ALLOW });
    }
    expect(
      await policy.handle({ permission: readEntity }, person()),
    ).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      conditions: { not: { rule: 'HAS_ANNOTATION' } },
    });
    expect(await policy.handle({ permission: readEntity })).toEqual({
      result: AuthorizeResult.DENY,
    });
  });

  it('keeps what changes the catalog for administrators', async () => {
    const unregister = { name: 'catalog.entity.delete' };
    expect(await may(unregister, person('role:itops/operator'))).toBe(false);
    expect(await may(unregister, person('role:itops/admin'))).toBe(true);
  });

  it('lets those who may ask for changes run templates', async () => {
    const run = { name: 'scaffolder.task.create' };
    expect(await may(run, person('role:itops/operator'))).toBe(true);
    expect(await may(run, person('role:itops/viewer'))).toBe(false);
    expect(await may(run, person())).toBe(false);
  });
});

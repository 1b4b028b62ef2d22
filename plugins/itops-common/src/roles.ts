import { z } from 'zod';

/**
 * What a person may be to the site. A role is proven at sign-in (group or realm
 * role, and a second factor) and travels in the Backstage token.
 *
 * @public
 */
export const itopsRoleSchema = z.enum([
  'viewer',
  'operator',
  'approver',
  'finance',
  'admin',
]);
/** @public */
export type ItopsRole = z.infer<typeof itopsRoleSchema>;

/** Every role, from the least to the most. @public */
export const itopsRoles: readonly ItopsRole[] = itopsRoleSchema.options;

const PREFIX = 'role:itops/';

/**
 * The claim of a role among the ownership references of a token:
 * `role:itops/operator`. Only the sign-in resolver may put one there: no entity
 * of the catalog has this kind.
 *
 * @public
 */
export function itopsRoleRef(role: ItopsRole): string {
  return `${PREFIX}${role}`;
}

/** Whether a reference claims a role, known or not. @public */
export function isItopsRoleRef(ref: string): boolean {
  return ref.toLocaleLowerCase('en-US').startsWith('role:');
}

/**
 * The roles among ownership references; unknown ones are none.
 *
 * @public
 */
export function itopsRolesOf(refs: readonly string[]): ItopsRole[] {
  return itopsRoles.filter(role => refs.includes(itopsRoleRef(role)));
}

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

/**
 * What somebody may do, in the words of the change process.
 *
 * @public
 */
export type ItopsCapability =
  /** See the site, its history, findings and plans. */
  | 'read'
  /** Work out what would happen. Changes nothing. */
  | 'plan'
  /** Keep the records: findings, port records, addresses; ask for changes. */
  | 'submit'
  /** Say yes or no to what somebody else asked for; waive a gate. */
  | 'approve'
  /** Let an approved change run. */
  | 'apply'
  /** Quotes, invoices and their exports. */
  | 'bill'
  /** Let in mass removals, read the audit trail, look after the portal. */
  | 'administer';

/**
 * What each role may. Nobody approves their own change, whatever is said here.
 *
 * @public
 */
export const itopsCapabilitiesOf: Readonly<
  Record<ItopsRole, ReadonlySet<ItopsCapability>>
> = {
  viewer: new Set(['read']),
  operator: new Set(['read', 'plan', 'submit', 'apply']),
  approver: new Set(['read', 'plan', 'approve']),
  finance: new Set(['read', 'bill']),
  admin: new Set(['read', 'plan', 'submit', 'approve', 'apply', 'administer']),
};

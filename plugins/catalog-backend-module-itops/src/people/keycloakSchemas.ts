import { z } from 'zod';

/** Keycloak's UserRepresentation, as far as it is read. */
export const keycloakUserSchema = z.looseObject({
  id: z.string().min(1),
  username: z.string().min(1),
  enabled: z.boolean().default(true),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  email: z.string().optional(),
});

/** Keycloak's GroupRepresentation, 23 and newer: subgroups are counted, not listed. */
export const keycloakGroupSchema = z.looseObject({
  id: z.string().min(1),
  name: z.string().min(1),
  /** The whole of it: `/teams/chain`. */
  path: z.string().min(2),
  subGroupCount: z.number().int().nonnegative(),
});

export const keycloakMemberSchema = z.looseObject({ id: z.string().min(1) });

export const keycloakTokenSchema = z.looseObject({
  access_token: z.string().min(1),
});

export type KeycloakUser = z.infer<typeof keycloakUserSchema>;

export interface KeycloakGroup extends z.infer<typeof keycloakGroupSchema> {
  /** Path of the group it is in. */
  parent?: string;
  /** Ids of users. */
  members: string[];
}

/** A realm that was read to the end. */
export interface KeycloakRealm {
  users: KeycloakUser[];
  groups: KeycloakGroup[];
}

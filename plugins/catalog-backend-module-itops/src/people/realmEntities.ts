import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import { SUBJECT_ANNOTATION } from '@sankofa/plugin-itops-node';
import { KeycloakRealm } from './keycloakSchemas';

const REALM_ANNOTATION = 'keycloak.org/realm';
const MOST_CHARACTERS = 63;

/** What the catalog takes as a name: letters, digits and `-_.`, at most 63. */
function nameFrom(text: string): string {
  return text
    .replace(/[^a-zA-Z0-9._-]+/g, '-')
    .replace(/^[-._]+|[-._]+$/g, '')
    .slice(0, MOST_CHARACTERS)
    .replace(/[-._]+$/, '');
}

/**
 * Names by what they were made of.
 *
 * @throws Error that names two things which would be one entity, or none
 */
function namesOf(kind: string, texts: readonly string[]): Map<string, string> {
  const owner = new Map<string, string>();
  for (const text of texts) {
    const name = nameFrom(text);
    const key = name.toLocaleLowerCase('en-US');
    const other = owner.get(key);
    if (name === '' || other !== undefined) {
      throw new Error(
        name === ''
          ? `The ${kind} "${text}" has no character that the name of an entity may have`
          : `The ${kind}s "${other}" and "${text}" would be one entity, ${name}: rename one of them`,
      );
    }
    owner.set(key, text);
  }
  return new Map(texts.map(text => [text, nameFrom(text)]));
}

/**
 * Users and groups of a realm as entities. Who is disabled is left out, and with that is
 * out of the catalog; groups are named by their whole path, so that no two are one.
 *
 * @param address - of Keycloak, for the origin of the entities
 * @throws Error where two would be one entity
 */
export function realmEntities(
  { groups, users }: KeycloakRealm,
  { address, realm }: { address: string; realm: string },
): Entity[] {
  const enabled = users.filter(user => user.enabled);
  const userNames = namesOf(
    'user',
    enabled.map(({ username }) => username),
  );
  const groupNames = namesOf(
    'group',
    groups.map(({ path }) => path),
  );
  const metadata = (kind: 'users' | 'groups', id: string, name: string) => {
    const origin = `url:${address}/admin/realms/${realm}/${kind}/${id}`;
    return {
      name,
      annotations: {
        [SUBJECT_ANNOTATION]: id,
        [REALM_ANNOTATION]: realm,
        [ANNOTATION_LOCATION]: origin,
        [ANNOTATION_ORIGIN_LOCATION]: origin,
      },
    };
  };
  return [
    ...enabled.map(({ email, firstName, id, lastName, username }) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: metadata('users', id, userNames.get(username)!),
      spec: {
        profile: {
          ...((firstName || lastName) && {
            displayName: [firstName, lastName].filter(Boolean).join(' '),
          }),
          ...(email && { email }),
        },
        memberOf: groups
          .filter(({ members }) => members.includes(id))
          .map(({ path }) => groupNames.get(path)!),
      },
    })),
    ...groups.map(({ id, name, parent, path }) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: metadata('groups', id, groupNames.get(path)!),
      spec: {
        type: 'team',
        profile: { displayName: name },
        ...(parent !== undefined && { parent: groupNames.get(parent)! }),
        children: [],
      },
    })),
  ];
}

/** `[kind:][namespace/]name` of a group or user, as @backstage/catalog-model allows it. */
const OWNER_REF =
  /^(?:(group|user):)?(?:([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)\/)?([a-z0-9](?:[a-z0-9_.-]{0,61}[a-z0-9])?)$/;

/**
 * A canonical owner ref, or `undefined` for text that names no group or user.
 * Owners come from tags and tables that people type: one bad cell must not make
 * the catalog refuse the entity.
 */
export function ownerRefOf(text: string | undefined): string | undefined {
  const match = OWNER_REF.exec(text?.trim().toLowerCase() ?? '');
  if (!match) {
    return undefined;
  }
  const [, kind = 'group', namespace = 'default', name] = match;
  return `${kind}:${namespace}/${name}`;
}

/** How the API names what is behind an entity of a type, before its id. */
const KINDS: Record<string, string> = {
  guest: 'guest-id',
  hypervisor: 'node-id',
  'ip-address': 'address',
  switch: 'switch-id',
  'switch-port': 'port-id',
  'public-hostname': 'hostname',
};

/**
 * The thing behind an entity, as `/portmap/reverse` and `/findings?of=` take it.
 *
 * @param type - `spec.type` of the entity
 * @param id - of its annotation
 */
export function refOfEntity(type: unknown, id: string): string {
  return `${KINDS[String(type)]}:${id}`;
}

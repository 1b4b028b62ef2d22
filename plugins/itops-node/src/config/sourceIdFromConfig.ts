import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/**
 * The `id` of a source, which becomes part of its name everywhere.
 *
 * @param kind - the connector: `unifi`
 * @throws InputError when it is none
 * @public
 */
export function sourceIdFromConfig(config: Config, kind: string): string {
  const id = config.getString('id');
  if (!/^[a-z0-9][a-z0-9._-]{0,40}$/i.test(id)) {
    throw new InputError(
      `itops.sources.${kind} "${id}": an id has letters, digits, dots, dashes and underscores, at most 41.`,
    );
  }
  return id;
}

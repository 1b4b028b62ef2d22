import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { DEFAULT_UNUSED_EXCLUSIONS, SiteOptions } from '@sankofa/site-model';

const MATCH_KEYS = ['vmid', 'name', 'tag', 'pool'];

/**
 * Settings of the join and the rules: `itops.drift.unusedExclusions` and
 * `itops.owners`. The same in the portal and in the headless export.
 *
 * @throws InputError that names the key when an owner rule matches nothing.
 * @public
 */
export function siteOptionsFromConfig(config: Config): SiteOptions {
  const owners = config.getOptionalConfigArray('itops.owners') ?? [];
  return {
    unusedExclusions:
      config.getOptionalStringArray('itops.drift.unusedExclusions') ??
      DEFAULT_UNUSED_EXCLUSIONS,
    owners: owners.map((owner, index) => {
      const where = `itops.owners[${index}]`;
      const match = owner.getConfig('match');
      const keys = match.keys();
      const unknown = keys.filter(key => !MATCH_KEYS.includes(key));
      if (keys.length === 0 || unknown.length > 0) {
        throw new InputError(
          `${where}.match ${
            unknown.length > 0
              ? `has unknown ${unknown.join(', ')}`
              : 'is empty'
          }; give one or more of ${MATCH_KEYS.join(', ')}`,
        );
      }
      return {
        match: {
          vmid: match.getOptionalNumber('vmid'),
          name: match.getOptionalString('name'),
          tag: match.getOptionalString('tag'),
          pool: match.getOptionalString('pool'),
        },
        ownerRef: owner.getString('ownerRef'),
        service: owner.getOptionalString('service'),
      };
    }),
  };
}

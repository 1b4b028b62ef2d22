import { Config } from '@backstage/config';

/**
 * A value that may be one text, several or none: `fingerprint: …` or `fingerprint: [ …, … ]`.
 * @public
 */
export function textsFromConfig(config: Config, key: string): string[] {
  const value = config.getOptional(key);
  if (value === undefined) {
    return [];
  }
  return Array.isArray(value)
    ? config.getStringArray(key)
    : [config.getString(key)];
}
